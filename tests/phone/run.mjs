// What goes beyond a page in a browser window: reading without a network, what was taken back, posters on paper.
//   node tests/phone/run.mjs --site DIR [--only CHECK] [--self-test]
// --self-test spoils the site in one place for each check and wants exactly that check to fail.
import { parseArgs } from 'node:util';
import { launch } from '../browser/lib/browser.mjs';
import { Site } from '../browser/lib/site.mjs';
import { serve } from './server.mjs';
import { CHECKS } from './checks.mjs';
import { BAD } from './bad.mjs';

const { values: args } = parseArgs({ options: { site: { type: 'string' }, only: { type: 'string' }, 'self-test': { type: 'boolean', default: false } } });
if (!args.site) {
  console.error('which site? --site DIR');
  process.exit(2);
}
const good = Site.load(args.site, '/a/b/');
const browser = await launch();

/** Faults that a check finds in a site; every check has a phone of its own. */
async function faults(name, site) {
  const server = await serve(site);
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 800 } });
  const found = [];
  try {
    await CHECKS[name]({ context, server, site, say: (fault) => found.push(fault) });
  } catch (e) {
    found.push(`did not end: ${e.message.split('\n')[0]}`);
  }
  await context.close();
  await server.close();
  return found;
}

let passed = 0, failed = 0;
for (const name of Object.keys(CHECKS).filter((n) => !args.only || n === args.only)) {
  if (!args['self-test']) {
    const found = await faults(name, good);
    found.forEach((f) => console.log(`FAIL ${name}: ${f}`));
    found.length ? failed++ : passed++;
    continue;
  }
  for (const { what, change } of BAD.filter((b) => b.check === name)) {
    const found = await faults(name, good.with(change(good)));
    if (!found.length) console.log(`FAIL ${name} does not catch: ${what}`);
    found.length ? passed++ : failed++;
  }
  if (!BAD.some((b) => b.check === name)) console.log(`FAIL ${name} has nothing bad to catch`), failed++;
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
