// axe-core with every rule that the law or good practice knows, none switched off.
import fs from 'node:fs';
import { createRequire } from 'node:module';

export const RULES = ['violation'];
export const SOURCE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

export async function run({ page, name, mode, report }) {
  await page.evaluate((scriptless) => {
    // Where scripts are off, timers never fire: axe's own queue gets them at once.
    if (scriptless) window.setTimeout = (f, ms, ...a) => (ms > 500 ? 0 : (Promise.resolve().then(() => f(...a)), 1));
  }, mode === 'no-script');
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(SOURCE);
  const result = await page.evaluate(async (tags) => {
    const extra = ['color-contrast-enhanced', 'target-size', 'link-in-text-block', 'label-content-name-mismatch'];
    // Contrast in AAA holds the one in AA; the colours of a forced scheme are the reader's own, but still must be read.
    const rules = Object.fromEntries(extra.map((id) => [id, { enabled: true }]));
    const r = await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations', 'incomplete'] });
    const brief = (list) =>
      list.flatMap((v) => v.nodes.map((n) => ({ id: v.id, help: v.help, at: n.target.join(' '), why: (n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? '' })));
    return { bad: brief(r.violations), unsure: brief(r.incomplete), passes: r.passes.length };
  }, TAGS);
  for (const v of result.bad) report.add('axe/violation', name, `${v.id}: ${v.help} — ${v.at} — ${v.why}`, mode);
  for (const v of result.unsure) report.warn('axe/unsure', name, `${v.id}: ${v.at} — ${v.why}`, mode);
}
