// Nothing runs off the side, nothing is cut off, lines are not too long, boxes that scroll have a name, rows shown as
// blocks say what each line is and stay a table for those who listen.
export const RULES = 'sideways clipped line-length scrollbox spacing rows'.split(' ');

export async function run({ page, name, mode, report }) {
  const found = await page.evaluate(look, mode);
  for (const { rule, message } of found) report.add(`layout/${rule}`, name, message, mode);
}

/** The reader's own text spacing (WCAG 1.4.12) must not lose anything. */
export async function spacing({ page, name, mode, report }) {
  const found = await page.evaluate(() => {
    const t = window.__t;
    const sheet = t.addCss('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    const out = [];
    const root = document.scrollingElement;
    if (root.scrollWidth > innerWidth + 1) out.push(`with wide text spacing the page is ${root.scrollWidth} px wide`);
    for (const { el } of t.texts()) {
      for (let e = el; e && e !== document.body; e = e.parentElement) {
        const s = getComputedStyle(e);
        const cutX = /hidden|clip/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 2;
        const cutY = /hidden|clip/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 2;
        if ((cutX || cutY) && s.display !== 'inline' && !t.offSight(e)) out.push(`text cut off with wide spacing: ${t.path(e)}`);
      }
    }
    t.dropCss(sheet);
    return [...new Set(out)].slice(0, 5);
  });
  for (const message of found) report.add('layout/spacing', name, message, mode);
}

function look(mode) {
  const print = mode === 'print';
  const t = window.__t;
  const out = [];
  const root = document.scrollingElement;
  const width = document.documentElement.clientWidth;
  if (root.scrollWidth > width + 1) {
    const wide = [...document.querySelectorAll('body *')]
      .filter((e) => t.shown(e) && e.getBoundingClientRect().right > width + 1)
      .filter((e) => {
        for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return false;
        return true;
      });
    out.push({ rule: 'sideways', message: `${root.scrollWidth} px on ${width} px: ${wide.slice(-2).map(t.path).join(' ; ')}` });
  }
  const blocks = new Set();
  for (const { el, style } of t.texts()) {
    for (let e = el; e && e !== document.body && !blocks.has(e); e = e.parentElement) {
      blocks.add(e);
      const s = getComputedStyle(e);
      if (s.display === 'inline') continue;
      const cutX = /hidden|clip/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 2;
      const cutY = /hidden|clip/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 2;
      if ((cutX || cutY) && s.display !== 'contents') out.push({ rule: 'clipped', message: `text cut off in ${t.path(e)}` });
      const scrolls = /auto|scroll/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
      if (scrolls && !print) {
        const named = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby');
        if (e.tabIndex < 0 || !e.getAttribute('role') || !named) out.push({ rule: 'scrollbox', message: `scrolls sideways without tabindex, role and name: ${t.path(e)}` });
      }
    }
  }
  if (!print) {
    for (const p of document.querySelectorAll('main p')) {
      if (!t.shown(p) || p.innerText.length < 80) continue;
      const s = getComputedStyle(p);
      const em = (p.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight)) / parseFloat(s.fontSize);
      if (em > 41) out.push({ rule: 'line-length', message: `lines of ${em.toFixed(0)} characters: ${t.path(p)}` });
    }
  }
  for (const cell of document.querySelectorAll('td[data-label]')) {
    if (!t.shown(cell) || /table/.test(getComputedStyle(cell).display)) continue;
    const said = getComputedStyle(cell, '::before').content.includes(cell.dataset.label);
    const kept = cell.getAttribute('role') === 'cell' && cell.closest('tr').getAttribute('role') === 'row' && cell.closest('table').getAttribute('role') === 'table';
    if (!said) out.push({ rule: 'rows', message: `a line without its name: ${t.path(cell)}` });
    // Without scripts nothing can put the roles back; Chromium and Firefox keep them then.
    if (!kept && mode !== 'no-script') out.push({ rule: 'rows', message: `no table any more for those who listen: ${t.path(cell)}` });
  }
  return out;
}
