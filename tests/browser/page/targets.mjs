// Size of what one presses: main controls 44 px (60 in elder mode), other links 24 px, links in text are free.
// Asked for by CHK-66.
export const RULES = ['main', 'link'];

export async function run({ page, name, mode, report }) {
  const found = await page.evaluate(look, mode.startsWith('elder') ? 60 : 44);
  for (const { rule, message } of found) report.add(`targets/${rule}`, name, message, mode);
}

function look(least) {
  const t = window.__t;
  const out = [];
  const isMain = (el) =>
    el.matches('button, input, select, textarea, summary, [role=button], [role=tab], [data-elder-toggle], [data-main]') ||
    (el.localName === 'a' && el.closest('body > header') && !t.inText(el));
  /** An input and its label are one target. */
  const box = (el) => {
    const rects = [el.getBoundingClientRect()];
    for (const label of /^(checkbox|radio|file)$/.test(el.type ?? '') ? (el.labels ?? []) : []) rects.push(label.getBoundingClientRect());
    if (el.localName === 'a') for (const kid of el.querySelectorAll('*')) rects.push(kid.getBoundingClientRect());
    const [l, r] = [Math.min(...rects.map((x) => x.left)), Math.max(...rects.map((x) => x.right))];
    const [top, b] = [Math.min(...rects.map((x) => x.top)), Math.max(...rects.map((x) => x.bottom))];
    return { w: r - l, h: b - top };
  };
  for (const el of t.controls()) {
    const choice = /^(checkbox|radio)$/.test(el.type ?? '');
    if (t.offSight(el) && !(choice && el.labels?.length)) continue;
    if (el.hasAttribute('tabindex') && !el.matches('a, button, input, select, textarea, summary, [role=button], [role=tab]')) continue;
    const { w, h } = box(el);
    const size = `${w.toFixed(0)} × ${h.toFixed(0)} px: ${t.path(el)}`;
    if (isMain(el)) {
      if (Math.min(w, h) < least - 0.5) out.push({ rule: 'main', message: `main control ${size}, less than ${least}` });
    } else if (!t.inText(el) && Math.min(w, h) < 23.5) out.push({ rule: 'link', message: `link ${size}, less than 24` });
  }
  return out;
}
