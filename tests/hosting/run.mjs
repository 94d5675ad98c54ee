// Hosts the built site as users do and reads it back; then the kill -9 test.
// `GONGKAI=… ROOT=… node run.mjs --site DIR --sub DIR`
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { crawl } from './crawl.mjs';
import { killTest } from './kill9.mjs';
import { apache, caddy, installed, nginx, pythonServer } from './servers.mjs';
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

/** The recipes over a packed and signed site at both addresses; each server that is here. */
async function recipes(gongkai, root, today) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-packed-'));
  fs.chmodSync(dir, 0o755);
  const call = (...words) => spawnSync(gongkai, words, { cwd: dir, encoding: 'utf8' });
  call('keygen', 'site.key', '--no-password');
  for (const [out, base] of [['top', '/'], ['sub/a/b', '/a/b/']]) {
    const built = call('build', '--content', path.join(root, 'content'), '--themes', path.join(root, 'themes'), '--out', out, '--today', today,
      '--base-url', `https://zwgk.example.gov.cn${base}`, '--compress', '--sign', 'site.key', '--quiet');
    if (built.status !== 0) throw new Error(`a packed site can't be built: ${built.stdout}${built.stderr}`);
  }
  const servers = [['nginx', nginx, 'nginx', ['gzip']], ['Caddy', caddy, 'caddy', ['br', 'gzip']], ['Apache', apache, 'apache2', ['br', 'gzip']]];
  for (const [name, start, program, encodings] of servers) {
    if (!installed(program)) {
      console.log(`     left out: ${name} is not installed (Debian package ${program})`);
      continue;
    }
    for (const [served, out, base] of [['top', 'top', '/'], ['sub', 'sub/a/b', '/a/b/']]) {
      await test(`${name} with packed files at ${base}`, () => hosted(() => start(path.join(dir, served), base), path.join(dir, out), base, { recipe: { encodings } }));
    }
    await test(`gongkai verify through ${name}`, () => verified(() => start(path.join(dir, 'top')), call, dir));
  }
  fs.rmSync(dir, { recursive: true, force: true });
}

/** The untouched site passes over HTTP, with its signature; one flipped byte doesn't. */
async function verified(start, call, dir) {
  const server = await start();
  const faults = [];
  const page = path.join(dir, 'top/index.html');
  const bytes = fs.readFileSync(page);
  try {
    const verify = () => runAsync(process.env.GONGKAI, ['verify', server.origin, '--public-key', 'site.pub', '--lang', 'en'], dir);
    const good = await verify();
    if (good.code !== 0 || !/signature is right/.test(good.output)) faults.push(`the untouched site does not pass: ${good.output.slice(0, 600)}`);
    const bad = Buffer.from(bytes);
    bad[bad.length >> 1] ^= 1;
    fs.writeFileSync(page, bad);
    const changed = await verify();
    if (changed.code !== 1 || !/^changed\tindex\.html$/m.test(changed.output)) faults.push(`a flipped byte is not found: ${changed.output.slice(0, 600)}`);
    return { faults, told: good.output.trim().split('\n')[0] };
  } finally {
    fs.writeFileSync(page, bytes);
    await server.stop();
  }
}

function runAsync(program, words, cwd) {
  return new Promise((done, fail) => {
    const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (d) => (output += d));
    child.stderr.on('data', (d) => (output += d));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}

await test('the tests\' own bad sites are caught', selfTest);
if (args.site) {
  const below = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-below-'));
  fs.chmodSync(below, 0o755);
  fs.mkdirSync(path.join(below, 'a'));
  if (args.sub) fs.symlinkSync(path.resolve(args.sub), path.join(below, 'a/b'));
  await test('nginx at /', () => hosted(() => nginx(path.resolve(args.site)), args.site, '/', { recipe: {} }));
  if (args.sub) await test('nginx at /a/b/', () => hosted(() => nginx(below, '/a/b/'), args.sub, '/a/b/', { recipe: {} }));
  await test('python3 -m http.server at /', () => hosted(() => pythonServer(path.resolve(args.site)), args.site, '/', { recipe: null }));
  if (args.sub) await test('python3 -m http.server at /a/b/', () => hosted(() => pythonServer(below), args.sub, '/a/b/', { recipe: null }));
  fs.rmSync(below, { recursive: true, force: true });
}
if (process.env.GONGKAI) {
  await recipes(process.env.GONGKAI, process.env.ROOT, process.env.TODAY ?? '2023-11-15');
  await test(`kill -9 at ${args.kills} random moments`, () => killTest(process.env.GONGKAI, process.env.ROOT, Number(args.kills)));
}
console.log(`hosting: ${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
