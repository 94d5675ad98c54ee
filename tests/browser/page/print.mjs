// On paper: no navigation, black on white, official sizes and margins for entries, addresses of links.
import { exempt } from '../lib/kinds.mjs';

export const RULES = 'nav paper size margins links'.split(' ');

export async function run({ page, name, kind, mode, report }) {
  const found = await page.evaluate(look);
  for (const { rule, message } of found) if (!exempt(`print/${rule}`, kind)) report.add(`print/${rule}`, name, message, mode);
}

function look() {
  const t = window.__t;
  const out = [];
  for (const el of document.querySelectorAll('body > header nav, nav, form, button, [data-elder-toggle]')) {
    if (t.shown(el) && !t.offSight(el)) out.push({ rule: 'nav', message: `not for paper: ${t.path(el)}` });
  }
  const ground = t.ground(document.body).color;
  if (t.luminance(ground) < 0.99) out.push({ rule: 'paper', message: 'the page has a ground colour on paper' });
  for (const { el, style } of t.texts()) {
    const { color } = t.ground(el);
    if (t.contrast(t.inkOn(style.color, color), color) < 6.995) out.push({ rule: 'paper', message: `pale print: ${t.path(el)}` });
  }
  const pt = (el) => (parseFloat(getComputedStyle(el).fontSize) * 3) / 4;
  const title = document.querySelector('h1');
  if (title && Math.abs(pt(title) - 22) > 0.6) out.push({ rule: 'size', message: `title of ${pt(title).toFixed(1)} pt instead of 22` });
  const paragraphs = [...document.querySelectorAll('main p')].filter((p) => t.shown(p) && p.innerText.length > 30 && !p.closest('table, aside, footer, figure'));
  const sizes = paragraphs.map(pt);
  if (sizes.length && !sizes.some((s) => Math.abs(s - 16) < 0.6)) out.push({ rule: 'size', message: `body text of ${[...new Set(sizes)].join(', ')} pt instead of 16` });
  const pages = [];
  const collect = (rules) => {
    for (const r of rules) {
      if (r instanceof CSSPageRule && !r.selectorText) pages.push(r.style);
      else if (r.cssRules && (!r.media || matchMedia(r.media.mediaText).matches)) collect(r.cssRules);
    }
  };
  for (const sheet of document.styleSheets) collect(sheet.cssRules);
  const want = { marginTop: 37, marginRight: 26, marginBottom: 35, marginLeft: 28 };
  for (const [side, mm] of Object.entries(want)) {
    const is = pages.map((s) => s[side]).filter(Boolean).at(-1);
    if (is !== `${mm}mm`) out.push({ rule: 'margins', message: `@page ${side} is ${is ?? 'not set'} instead of ${mm}mm` });
  }
  for (const a of document.querySelectorAll('main a[href^="http"]')) {
    if (!t.shown(a)) continue;
    const after = getComputedStyle(a, '::after').content;
    const next = a.textContent + (a.nextElementSibling?.textContent ?? '');
    if (!after.includes('http') && !next.includes('http')) out.push({ rule: 'links', message: `a link without its address on paper: ${t.path(a)}` });
  }
  return out;
}
