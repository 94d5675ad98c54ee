// Tests a built site: `node run.mjs --site DIR [--sub DIR --sub-base /a/b/] [--host NAME] [--static | --skip-static]
// [--only CHECK] [--kinds a,b] [--modes a,b] [--shots] [--today DAY] [--update]`. Prints what it found; exits with 1 on any fault.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Report } from './lib/report.mjs';
import { Site } from './lib/site.mjs';
import { usedExemptions } from './lib/kinds.mjs';
import { MODES } from './lib/modes.mjs';
import { testPages } from './lib/visit.mjs';
import { STATIC } from './static/all.mjs';

const OUTPUT = path.join(import.meta.dirname, '../output');

const { values: args } = parseArgs({
  options: {
    site: { type: 'string' }, sub: { type: 'string' }, 'sub-base': { type: 'string', default: '/a/b/' },
    host: { type: 'string', default: '' }, static: { type: 'boolean', default: false }, 'skip-static': { type: 'boolean', default: false }, only: { type: 'string' },
    kinds: { type: 'string' }, modes: { type: 'string' }, shots: { type: 'boolean', default: false }, today: { type: 'string', default: '2023-11-15' }, update: { type: 'boolean', default: process.env.UPDATE === '1' },
  },
});
if (!args.site) {
  console.error('which site? --site DIR');
  process.exit(2);
}

const started = Date.now();
const lap = (what) => console.log(`     ${what}: ${((Date.now() - started) / 1000).toFixed(0)} s since the start`);
const report = new Report();
const site = Site.load(args.site);
console.log(`${site.pages().length} pages, ${site.files.size} files in ${args.site}`);

const browserChecks = !args.static && (!args.only || !STATIC[args.only]);
// Cut short, it still tells what it has found.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    report.add('run/cut', '', `cut short by ${signal}: what follows is not all`);
    close();
  });
}

for (const [name, check] of Object.entries(STATIC)) {
  if (args['skip-static'] || (args.only && args.only !== name)) continue;
  await check(site, report, { host: args.host });
  if (name === 'links' && args.sub) await check(Site.load(args.sub, args['sub-base']), report, {});
  lap(name);
}

if (browserChecks) {
  fs.mkdirSync(OUTPUT, { recursive: true });
  const modes = args.modes ? args.modes.split(',') : Object.keys(MODES);
  const kinds = args.kinds?.split(',');
  await testPages(site, report, { modes, kinds, output: OUTPUT, only: args.only, update: args.update, allShots: args.shots, today: args.today, workers: Math.max(2, os.availableParallelism()), lap });
}

close();

/** Prints and keeps what was found; ends the run. */
function close() {
  console.log();
  const { passed, failed } = report.print();
  fs.mkdirSync(OUTPUT, { recursive: true });
  fs.writeFileSync(path.join(OUTPUT, 'findings.json'), JSON.stringify({ findings: report.findings, warnings: report.warnings }, null, 1));
  const reasons = usedExemptions();
  if (reasons.length) console.log(`rules without meaning on some kinds of page:\n${reasons.map((r) => `     ${r}`).join('\n')}`);
  if (!browserChecks) console.log('the browser was left out');
  lap('all');
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
