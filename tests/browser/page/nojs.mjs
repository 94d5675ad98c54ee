// With scripts off: nothing to read is lost, no control is dead, elder mode can still be had.
import { exempt } from '../lib/kinds.mjs';
import { toggleElder } from '../lib/browser.mjs';

export const RULES = 'hidden dead elder'.split(' ');

export async function run({ page, name, mode, report }) {
  const found = await page.evaluate(look);
  for (const { rule, message } of found) report.add(`nojs/${rule}`, name, message, mode);
}

/** Last, since it changes the page: the elder control gives large text, and no text is left that is shown in no way. */
export async function elder({ page, name, kind, mode, report }) {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(stillHidden);
  await page.emulateMedia({ media: null });
  const ok = !exempt('nojs/elder', kind) && (await switchOn(page));
  for (const message of await page.evaluate(stillHidden)) report.add('nojs/hidden', name, message, mode);
  if (exempt('nojs/elder', kind)) return;
  const size = ok ? await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main p') ?? document.querySelector('main') ?? document.body).fontSize)) : 0;
  if (size < 25.9) report.add('nojs/elder', name, ok ? `the elder control gives text of ${size} px` : 'no elder control to be seen', mode);
}

/** The control itself, or a fold of that name with a box in it. */
async function switchOn(page) {
  if (await toggleElder(page)) return true;
  const fold = page.locator('header summary:visible', { hasText: '长者' }).first();
  if (!(await fold.count())) return false;
  await fold.click();
  await page.locator('header details[open] label:visible', { has: page.locator('input[type=checkbox]') }).first().click();
  return true;
}

/** Keeps of the texts that were not shown those that are not shown now either: paper and elder mode have texts of their own. */
function stillHidden() {
  window.__lost = window.__lost.filter((el) => !el.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  return window.__lost.map((el) => `text that only a script shows: ${window.__t.path(el)} “${el.textContent.trim().slice(0, 20)}”`);
}

function look() {
  const t = window.__t;
  const out = [];
  const lost = (window.__lost = []);
  const hidden = (el) => !el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const el of document.querySelectorAll('main *')) {
    if (!hidden(el) || (el.parentElement && hidden(el.parentElement)) || el.closest('[aria-hidden="true"], dialog, template, noscript, script, style, svg, option, audio, video')) continue;
    const closed = el.closest('details:not([open])');
    if (closed && !el.closest('summary')) continue;
    // What is hidden from screen readers too says again what stands beside it, such as a heading's sounds.
    // What waits for a script without words of its own (buttons, empty live regions) is no loss.
    const text = el.textContent.replace(/\s+/g, '');
    if (text.length > 20 && !el.querySelector('button') && el.localName !== 'button') lost.push(el);
  }
  for (const el of t.controls()) {
    if (t.offSight(el)) continue;
    const button = el.matches('button, [role=button], input[type=button]');
    if (button && !(el.form && el.type === 'submit' && el.form.getAttribute('action')) && !el.popoverTargetElement) {
      out.push({ rule: 'dead', message: `a button that does nothing without scripts: ${t.path(el)}` });
    }
  }
  return out;
}
