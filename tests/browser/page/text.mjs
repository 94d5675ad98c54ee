// Size and contrast of every text that a reader sees.
// Asked for by CHK-65.
import { isEntry } from '../lib/kinds.mjs';

export const RULES = 'contrast smallest body'.split(' ');

export async function run({ page, name, kind, mode, report }) {
  const found = await page.evaluate(look, { elder: mode.startsWith('elder'), least: !isEntry(kind) ? 16 : page.viewportSize().width >= 768 ? 20 : 18 });
  for (const { rule, message, warn } of found) {
    if (warn) report.warn(`text/${rule}`, name, message, mode);
    else report.add(`text/${rule}`, name, message, mode);
  }
}

function look({ elder, least: body }) {
  const t = window.__t;
  const out = [];
  const said = new Set();
  const say = (rule, message, warn = false) => {
    if (!said.has(message)) out.push({ rule, message, warn });
    said.add(message);
  };
  const sizes = new Map();
  for (const { el, text, style } of t.texts()) {
    const size = parseFloat(style.fontSize);
    if (!el.closest('[aria-disabled=true], :disabled')) {
      const { color, image } = t.ground(el);
      const ratio = t.contrast(t.inkOn(style.color, color), color);
      if (image) say('contrast', `text on a picture, look at it: ${t.path(el)}`, true);
      else if (ratio < 6.995) say('contrast', `contrast ${ratio.toFixed(2)} instead of 7: ${t.path(el)}`);
    }
    const least = elder ? 18 : 14;
    // Small letters over or in a line of larger ones are part of that line.
    if (size < least - 0.01 && !el.closest('sup, sub, rt')) say('smallest', `${size.toFixed(1)} px, less than ${least}: ${t.path(el)}`);
    const para = el.closest('main p');
    if (para?.innerText.length >= 40 && !el.closest('nav, table, header, footer, figure, aside')) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  }
  const [most] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? [];
  // In elder mode elder/body looks at each paragraph instead.
  if (!elder && most && most < body - 0.01) say('body', `body text is ${most} px, less than ${body}`);
  return out;
}
