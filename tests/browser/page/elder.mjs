// The figures of elder mode, and that it stays on from page to page.
// Asked for by CHK-65, CHK-68.
import { exempt } from '../lib/kinds.mjs';

export const RULES = 'toggle tools state body line-height paragraph columns entries off'.split(' ');

export async function run({ page, name, kind, mode, report }) {
  const found = await page.evaluate(look, kind);
  for (const { rule, message } of found) if (!exempt(`elder/${rule}`, kind)) report.add(`elder/${rule}`, name, message, mode);
}

function look(kind) {
  const t = window.__t;
  const out = [];
  const main = document.querySelector('main');
  if (!main) return out;
  // Shorter ones are labels and dates, for which the 18 px of text/smallest hold.
  const RUNNING = 30;
  const blocks = [...main.querySelectorAll('p, li, dd')].filter((e) => t.shown(e) && !t.offSight(e) && !e.closest('nav') && e.innerText.trim().length >= RUNNING);
  const small = blocks.filter((e) => parseFloat(getComputedStyle(e).fontSize) < 25.9);
  if (blocks.length && small.length === blocks.length) return [{ rule: 'state', message: 'elder mode is not on here, though the reader switched it on at home' }];
  for (const e of small) out.push({ rule: 'body', message: `body text of ${getComputedStyle(e).fontSize}: ${t.path(e)}` });
  for (const e of blocks) {
    const s = getComputedStyle(e);
    const ratio = parseFloat(s.lineHeight) / parseFloat(s.fontSize);
    if (!(ratio >= 1.795)) out.push({ rule: 'line-height', message: `line height ${s.lineHeight} on ${s.fontSize}: ${t.path(e)}` });
    const next = e.nextElementSibling;
    if (e.localName === 'p' && next?.localName === 'p' && blocks.includes(next)) {
      // From line to line across the gap, against from line to line within the paragraph.
      const gap = next.getBoundingClientRect().top - e.getBoundingClientRect().bottom;
      const line = parseFloat(s.lineHeight);
      if (gap + line < 1.295 * line) out.push({ rule: 'paragraph', message: `paragraph gap ${gap.toFixed(0)} px on lines of ${line.toFixed(0)} px: ${t.path(e)}` });
    }
  }
  for (const box of main.querySelectorAll('*')) {
    if (!/grid|flex/.test(getComputedStyle(box).display) || box.closest('table')) continue;
    const kids = [...box.children].filter((k) => t.shown(k) && k.innerText?.trim().length > 40);
    for (let i = 1; i < kids.length; i += 1) {
      const [a, b] = [kids[i - 1].getBoundingClientRect(), kids[i].getBoundingClientRect()];
      if (a.top < b.bottom - 4 && b.top < a.bottom - 4) {
        out.push({ rule: 'columns', message: `texts side by side: ${t.path(box)}` });
        break;
      }
    }
  }
  if (kind === 'home') {
    const links = [...main.querySelectorAll('a[href]')].filter((a) => t.shown(a) && !t.offSight(a) && !t.inText(a) && !a.closest('form, search') && !/^tel:/.test(a.getAttribute('href')));
    if (links.length > 8) out.push({ rule: 'entries', message: `${links.length} entries on the home page, more than 8` });
  }
  return out;
}
