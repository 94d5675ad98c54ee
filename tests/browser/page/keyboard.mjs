// Walks a page by Tab: every control is reached, in order, visibly, without a trap; the skip link works.
// Asked for by CHK-67.
import { exempt } from '../lib/kinds.mjs';

export const RULES = 'tabindex unreached trap order visual-order focus-visible obscured skip-link'.split(' ');

export async function run({ page, name, kind, mode, report }) {
  const say = (rule, message) => report.add(`keyboard/${rule}`, name, message, mode);
  const count = await page.evaluate(prepare);
  const cdp = await page.context().newCDPSession(page);
  const presses = [];
  let still = 0;
  let last = -1;
  for (let i = 0; i < count + 5; i += 1) {
    presses.push(tab(cdp));
    if (i % 10 === 9 || i >= count - 1) {
      await Promise.all(presses.splice(0));
      const { done, stops } = await page.evaluate(() => ({ done: window.__walk.done, stops: window.__walk.seen.size }));
      still = stops === last ? still + 1 : 0;
      last = stops;
      if (done || still > 2) break;
    }
  }
  await cdp.detach();
  for (const { rule, message } of await page.evaluate(judge, mode)) say(rule, message);
  if (!exempt('keyboard/skip-link', kind)) await skipLink(page, say);
}

/** Tab as the keyboard gives it; several may be on their way at once, in order. */
function tab(cdp) {
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  return Promise.all([cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }), cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })]);
}

async function skipLink(page, say) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    document.body.setAttribute('tabindex', '-1');
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  await page.keyboard.press('Tab');
  const shown = await page.evaluate(() => {
    const el = document.activeElement;
    const r = el.getBoundingClientRect();
    const ok = el.localName === 'a' && el.getAttribute('href')?.startsWith('#');
    const stays = el.href?.split('#')[0] === location.href.split('#')[0];
    return { ok, stays, seen: r.width >= 44 && r.height >= 44 && r.top >= 0 && r.left >= 0 && r.bottom <= innerHeight && !window.__t.offSight(el), at: window.__t.path(el) };
  });
  if (!shown.ok) return say('skip-link', `the first Tab stop is no skip link: ${shown.at}`);
  if (!shown.seen) say('skip-link', 'the skip link cannot be seen (or is under 44 px) when it has the focus');
  if (!shown.stays) return say('skip-link', 'the skip link leaves the page');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => {
    const at = document.activeElement;
    const main = document.querySelector('main');
    const links = main && [...main.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].some((e) => window.__t.shown(e));
    return !links || main.contains(at);
  });
  if (!inMain) say('skip-link', 'after the skip link, Tab does not go on in the main part');
}

/** Notes every stop with how it looks when focused; gives the number of stops to expect. */
function prepare() {
  const t = window.__t;
  const look = (el) => {
    const s = getComputedStyle(el);
    return { outline: s.outlineStyle, width: parseFloat(s.outlineWidth), color: s.outlineColor, shadow: s.boxShadow, rest: `${s.backgroundColor}|${s.borderColor}|${s.textDecorationLine}` };
  };
  const radios = new Set();
  const expected = t.controls(true).filter((el) => {
    if (el.closest('details:not([open])') && !el.matches('summary')) return false;
    if (el.tabIndex < 0) return false;
    if (el.type !== 'radio') return true;
    const group = `${el.form?.id}|${el.name}`;
    return radios.has(group) ? false : radios.add(group);
  });
  const walk = (window.__walk = { expected, seen: new Set(), stops: [], done: false, before: new Map(expected.map((el) => [el, look(el)])) });
  scrollTo(0, 0);
  document.body.setAttribute('tabindex', '-1');
  document.body.focus();
  document.body.removeAttribute('tabindex');
  document.addEventListener('focusin', ({ target }) => {
    if (walk.done || window.__walk !== walk) return;
    if (walk.stops.length > 1 && target === walk.stops[0].el) return void (walk.done = true);
    // A link that goes on in a second line has two boxes; the first one is where it starts.
    const r = target.getClientRects()[0] ?? target.getBoundingClientRect();
    const at = document.elementFromPoint(Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1), Math.min(Math.max(r.top + Math.min(r.height, 60) / 2, 0), innerHeight - 1));
    const inView = r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
    const covered = at && !target.contains(at) && !at.contains(target) && ![...(target.labels ?? [])].some((l) => l.contains(at));
    const box = { left: r.left + scrollX, right: r.right + scrollX, top: r.top + scrollY, bottom: r.bottom + scrollY };
    walk.stops.push({ el: target, look: look(target), box, inView, covered, by: covered ? t.path(at) : '' });
    walk.seen.add(target);
  });
  return expected.length;
}

function judge(mode) {
  const t = window.__t;
  const { expected, seen, stops, before } = window.__walk;
  const out = [];
  for (const el of document.querySelectorAll('[tabindex]')) if (Number(el.getAttribute('tabindex')) > 0) out.push({ rule: 'tabindex', message: `tabindex over 0: ${t.path(el)}` });
  const missed = expected.filter((el) => !seen.has(el) && !(el.type === 'radio' && [...seen].some((s) => s.name === el.name)));
  if (missed.length > 3 && missed.length > expected.length / 4) {
    out.push({ rule: 'trap', message: `the walk sticks after ${stops.length} of ${expected.length} stops, at ${stops.length ? t.path(stops.at(-1).el) : 'the start'}` });
  } else for (const el of missed) out.push({ rule: 'unreached', message: `Tab does not reach ${t.path(el)}` });

  for (let i = 1; i < stops.length; i += 1) {
    const [a, b] = [stops[i - 1], stops[i]];
    if (!(a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING) && !(a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_CONTAINED_BY)) {
      out.push({ rule: 'order', message: `after ${t.path(a.el)} comes ${t.path(b.el)}` });
    } else if (a.el.parentElement?.parentElement && (a.el.parentElement === b.el.parentElement || a.el.parentElement.parentElement === b.el.parentElement.parentElement)) {
      const above = b.box.bottom <= a.box.top && b.box.left < a.box.right;
      const before = b.box.right <= a.box.left && b.box.top < a.box.bottom && b.box.bottom > a.box.top;
      if (above || before) out.push({ rule: 'visual-order', message: `seen before ${t.path(a.el)}, focused after it: ${t.path(b.el)}` });
    }
  }
  for (const { el, look, inView, covered, by } of stops) {
    const was = before.get(el);
    if (!was) continue;
    const clear = look.outline !== 'none' && look.width >= 2 && t.color(look.color).a > 0.5;
    const shadow = look.shadow !== 'none' && look.shadow !== was.shadow;
    // An input may show focus on its visible label or box around it.
    const host = t.offSight(el) || (el.matches('input') && getComputedStyle(el).opacity === '0');
    const ok = mode === 'forced' ? look.outline !== 'none' && look.width >= 2 : clear || shadow;
    if (!ok && !host) out.push({ rule: 'focus-visible', message: `focus cannot be seen: ${t.path(el)}` });
    if (!inView) out.push({ rule: 'obscured', message: `focused out of sight: ${t.path(el)}` });
    else if (covered) out.push({ rule: 'obscured', message: `focused under ${by}: ${t.path(el)}` });
  }
  return out;
}
