// The tests' own test: the good site passes every check, and each rule catches the page spoilt for it.
// `node self-test.mjs [--static] [--rule check/name]`
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { goodFiles, goodSite } from './good/site.mjs';
import { BAD } from './bad/all.mjs';
import { launch, reader } from './lib/browser.mjs';
import { Report } from './lib/report.mjs';
import { hasCheck, MODES, SITTINGS, sittingOf } from './lib/modes.mjs';
import { serve } from './lib/server.mjs';
import { elderOff, PAGE_RULES, pool, visit } from './lib/visit.mjs';
import { STATIC, STATIC_RULES } from './static/all.mjs';
import * as early from './page/early.mjs';
import * as weight from './page/weight.mjs';

const { values: args } = parseArgs({ options: { static: { type: 'boolean', default: false }, rule: { type: 'string' } } });
const GOLDEN = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-golden-'));
const WORKERS = [1, 2, 3];
const failures = [];
let passed = 0;
const verdict = (ok, line) => (ok ? (passed += 1) : failures.push(line));

/** The good site with one bad page's changes; every change must find what it replaces. */
function spoilt(bad, base = '/') {
  const files = goodFiles(base);
  const changed = {};
  for (const [file, find, put] of bad.changes) {
    if (find === null) {
      changed[file] = put;
      continue;
    }
    const from = changed[file] ?? files[file];
    if (!from?.includes(find)) throw new Error(`bad page for ${bad.rule}: ${file} has no ${find}`);
    changed[file] = from.replace(find, () => put);
  }
  return bad.behindManifest ? goodSite(base, {}, changed) : goodSite(base, changed);
}

const seenBy = (report, rule) => [...report.rules()].includes(rule);
const told = (report) => report.findings.map((f) => `\n       ${f.rule} ${f.page} [${f.mode}] ${f.message}`).join('');

async function staticPart() {
  for (const [name, run] of Object.entries(STATIC)) {
    if (args.rule && !args.rule.startsWith(`${name}/`)) continue;
    for (const base of ['/', '/a/b/']) {
      const report = new Report();
      await run(goodSite(base), report, { host: 'www.example.gov.cn' });
      verdict(!report.findings.length, `${name} finds fault with the good site at ${base}:${told(report)}`);
    }
    for (const bad of BAD.filter((b) => b.rule.startsWith(`${name}/`) && (!args.rule || b.rule === args.rule))) {
      const report = new Report();
      await run(spoilt(bad, bad.base), report, { host: 'www.example.gov.cn' });
      verdict(seenBy(report, bad.rule), `${bad.rule} misses its bad page: ${bad.what}`);
    }
  }
}

async function browserPart() {
  const browser = await launch();
  try {
    if (!args.rule) {
      const server = await serve(goodSite());
      await pool(Object.keys(SITTINGS), WORKERS, (sitting) => goodInBrowser(browser, server, sitting));
      await goodVisits(browser, server);
      await server.close();
    }
    const bads = BAD.filter((b) => PAGE_RULES.includes(b.rule) && (!args.rule || b.rule === args.rule));
    await pool(bads, WORKERS, async (bad) => {
      const report = new Report();
      const server = await serve(spoilt(bad));
      await badInBrowser(browser, server, bad, report);
      await server.close();
      verdict(seenBy(report, bad.rule), `${bad.rule} misses its bad page: ${bad.what}; it saw${told(report) || ' nothing'}`);
    });
  } finally {
    await browser.close();
  }
}

async function goodInBrowser(browser, server, sitting) {
  const report = new Report();
  const visitor = await reader(browser, sitting, server, report);
  for (const sample of server.site.samples()) {
    await visit(visitor, server, sample, report, { update: true, golden: GOLDEN });
  }
  if (sitting === 'elder') await elderOff(visitor, server, report);
  await visitor.close();
  verdict(!report.findings.length, `the good site has faults in sitting ${sitting}:${told(report)}`);
}

async function goodVisits(browser, server) {
  const report = new Report();
  for (const sample of server.site.samples()) {
    await weight.run(browser, server, sample, report);
    if (early.KINDS.includes(sample.kind)) await early.run(browser, server, sample, report);
  }
  verdict(!report.findings.length, `a first visit to the good site has faults:${told(report)}`);
}

async function badInBrowser(browser, server, bad, report) {
  const sample = server.site.samples().find((s) => s.name === (bad.page ?? 'news/policy.html'));
  if (bad.rule.startsWith('weight/')) return weight.run(browser, server, sample, report);
  if (bad.rule.startsWith('early/')) return early.run(browser, server, sample, report);
  const check = bad.rule.split('/')[0];
  const mode = bad.mode ?? Object.keys(MODES).find((m) => hasCheck(m, check)) ?? 'desktop';
  const visitor = await reader(browser, sittingOf(mode), server, report);
  const only = bad.rule === 'layout/spacing' ? 'spacing' : check;
  if (bad.rule === 'elder/off') await elderOff(visitor, server, report);
  else await visit(visitor, server, sample, report, { only, modes: [mode], golden: GOLDEN });
  await visitor.close();
}

const started = Date.now();
const rules = args.static ? STATIC_RULES : [...STATIC_RULES, ...PAGE_RULES];
for (const rule of rules) if (!BAD.some((b) => b.rule === rule)) failures.push(`no bad page for ${rule}`);
for (const bad of BAD) if (![...STATIC_RULES, ...PAGE_RULES].includes(bad.rule)) failures.push(`a bad page for a rule that is not there: ${bad.rule}`);
await Promise.all([staticPart(), args.static ? null : browserPart()]);
fs.rmSync(GOLDEN, { recursive: true, force: true });
for (const line of failures) console.log(`FAIL ${line}`);
console.log(`self-test: ${rules.length} rules, each with a bad page; ${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
