// Colour schemes and text size as the reader set them are obeyed; edges of controls can be seen.
import { exempt } from '../lib/kinds.mjs';

export const RULES = 'dark edges forced-edges text-size'.split(' ');

export async function run({ page, name, kind, mode, report }) {
  const found = await page.evaluate(look, mode);
  for (const { rule, message } of found) if (!exempt(`scheme/${rule}`, kind)) report.add(`scheme/${rule}`, name, message, mode);
}

function look(mode) {
  const t = window.__t;
  const out = [];
  const ground = t.ground(document.body).color;
  if (mode === 'dark' && t.luminance(ground) > 0.2) out.push({ rule: 'dark', message: 'the page stays light in the dark scheme' });
  if (mode === 'text-200') {
    // What the browser's own text size of 32 px must give: twice the size of 16 px.
    const size = parseFloat(getComputedStyle(document.body).fontSize);
    if (size < 35.9) out.push({ rule: 'text-size', message: `text is ${size} px when the reader asks for text twice as large` });
    return out;
  }
  const width = (s) => Math.max(...['Top', 'Right', 'Bottom', 'Left'].map((d) => (s[`border${d}Style`] === 'none' ? 0 : parseFloat(s[`border${d}Width`]))));
  for (const el of t.controls()) {
    if (!el.matches('button, input:not([type=checkbox], [type=radio], [type=range]), select, textarea, [role=button]') || t.offSight(el)) continue;
    const s = getComputedStyle(el);
    if (mode === 'forced') {
      if (width(s) < 1 && s.textDecorationLine === 'none') out.push({ rule: 'forced-edges', message: `a control without an edge in forced colours: ${t.path(el)}` });
      continue;
    }
    const around = t.ground(el.parentElement);
    if (around.image) continue;
    const fill = t.contrast(t.inkOn(s.backgroundColor, around.color), around.color);
    const edge = width(s) >= 1 ? t.contrast(t.inkOn(s.borderBottomColor, around.color), around.color) : 1;
    // A word that looks like a link needs no edge of its own.
    if (Math.max(fill, edge) < 2.995 && !/underline/.test(s.textDecorationLine)) {
      out.push({ rule: 'edges', message: `edge of a control at ${Math.max(fill, edge).toFixed(2)} instead of 3: ${t.path(el)}` });
    }
  }
  return out;
}
