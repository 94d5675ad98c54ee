// Hosts the built site as users do and reads it back; then the kill -9 test.
// `GONGKAI=… ROOT=… node run.mjs --site DIR --sub DIR`
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { crawl } from './crawl.mjs';
import { killTest } from './kill9.mjs';
import { nginx, pythonServer } from './servers.mjs';
import { selfTest } from './self-test.mjs';

const { values: args } = parseArgs({ options: { site: { type: 'string' }, sub: { type: 'string' }, kills: { type: 'string', default: '30' } } });
let passed = 0;
let failed = 0;
const started = Date.now();

async function test(name, work) {
  const from = Date.now();
  let faults;
  let told = '';
  try {
    ({ faults, told } = await work());
  } catch (e) {
    faults = [e.stack];
  }
  if (faults.length) failed += 1;
  else passed += 1;
  console.log(`${faults.length ? 'FAIL' : 'ok  '} ${name}: ${told ?? ''} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  for (const f of faults.slice(0, 12)) console.log(`     ${f}`);
  if (faults.length > 12) console.log(`     and ${faults.length - 12} more`);
}

async function hosted(start, dir, base, options) {
  const server = await start();
  try {
    const { faults, looked, pages } = await crawl(dir, server.origin, base, options);
    return { faults, told: `${pages} pages, ${looked} addresses` };
  } finally {
    await server.stop();
  }
}

await test('the tests\' own bad sites are caught', selfTest);
if (args.site) {
  const below = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-below-'));
  fs.chmodSync(below, 0o755);
  fs.mkdirSync(path.join(below, 'a'));
  if (args.sub) fs.symlinkSync(path.resolve(args.sub), path.join(below, 'a/b'));
  await test('nginx at /', () => hosted(() => nginx(path.resolve(args.site)), args.site, '/', { recipe: true }));
  if (args.sub) await test('nginx at /a/b/', () => hosted(() => nginx(below, '/a/b/'), args.sub, '/a/b/', { recipe: true }));
  await test('python3 -m http.server at /', () => hosted(() => pythonServer(path.resolve(args.site)), args.site, '/', { recipe: false }));
  if (args.sub) await test('python3 -m http.server at /a/b/', () => hosted(() => pythonServer(below), args.sub, '/a/b/', { recipe: false }));
  fs.rmSync(below, { recursive: true, force: true });
}
if (process.env.GONGKAI) {
  await test(`kill -9 at ${args.kills} random moments`, () => killTest(process.env.GONGKAI, process.env.ROOT, Number(args.kills)));
}
console.log(`hosting: ${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
