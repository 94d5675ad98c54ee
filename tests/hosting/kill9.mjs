// kill -9 at random moments of a rebuild: what is served stays whole each time, and the next build heals.
import crypto from 'node:crypto';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nginx } from './servers.mjs';

const TODAY = process.env.TODAY ?? '2023-11-15';

/** Numbers that look random and can be had again with KILL9_SEED. */
function random(seed) {
  let x = seed >>> 0;
  return () => {
    x = (x + 0x6d2b79f5) >>> 0;
    let t = Math.imul(x ^ (x >>> 15), 1 | x);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export async function killTest(gongkai, root, times) {
  const seed = Number(process.env.KILL9_SEED ?? Date.now() % 1e9);
  const next = random(seed);
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-kill9-'));
  fs.chmodSync(dir, 0o755);
  const faults = [];
  const say = (message) => faults.push(`${message} (KILL9_SEED=${seed})`);
  for (const part of ['content', 'themes']) fs.cpSync(path.join(root, part), path.join(dir, part), { recursive: true });
  fs.mkdirSync(path.join(dir, 'www'));
  const out = path.join(dir, 'www/site');
  const build = (kill) => run(gongkai, ['build', '--content', 'content', '--themes', 'themes', '--out', 'www/site', '--base-url', 'https://www.example.gov.cn/', '--today', TODAY], dir, kill);

  let server;
  try {
    const first = await build(null);
    if (first.code !== 0) return { faults: [`the first build fails: ${first.output}`] };
    const listed = fs.readdirSync(path.join(dir, 'www')).sort();
    server = await nginx(out);
    const clean = await timeOf(build, dir);
    let cut = 0;
    let fresh = 0;
    let before = await whole(server.origin, say, 'before the first kill');
    for (let i = 1; i <= times; i += 1) {
      edit(dir, i);
      // Half of the moments anywhere, half near the end, where the trees are exchanged.
      const moment = (i % 2 ? next() : 0.6 + 0.5 * next()) * clean;
      const watch = poll(server.origin, say, i);
      const { killed } = await build(moment);
      await watch();
      if (killed) cut += 1;
      const now = await whole(server.origin, say, `after kill ${i} at ${moment.toFixed(0)} ms`);
      if (now !== before) fresh += 1;
      before = now;
    }
    const healed = await build(null);
    if (healed.code !== 0) say(`the next build does not heal: ${healed.output}`);
    await whole(server.origin, say, 'after healing');
    const shows = await (await fetch(`${server.origin}/`)).text();
    if (!shows.includes(`第${times}次改动`)) say('after healing the site does not show the last change');
    const left = fs.readdirSync(path.join(dir, 'www')).sort();
    if (left.join() !== listed.join()) say(`left behind beside the site: ${left.join(' ')} (was ${listed.join(' ')})`);
    if (cut < times / 3) say(`only ${cut} of ${times} builds were cut short: the moments are badly chosen`);
    return { faults, told: `a build takes ${clean.toFixed(0)} ms; ${cut} of ${times} cut short, ${fresh} times a new site was out; seed ${seed}` };
  } finally {
    await server?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** A change that touches every page (the site's name) and one entry. */
function edit(dir, i) {
  const file = path.join(dir, 'content/site.yaml');
  const text = fs.readFileSync(file, 'utf8');
  const changed = text.replace(/^(name:\s*)(["']?)([^"'\n#（]+?)(（第\d+次改动）)?(["']?)(\s*(#.*)?)$/m, `$1$2$3（第${i}次改动）$5$6`);
  if (changed === text) throw new Error('content/site.yaml has no line `name:` to change');
  fs.writeFileSync(file, changed);
}

/** How long a full build takes, from two runs with a change each. */
async function timeOf(build, dir) {
  const times = [];
  for (let i = 0; i < 2; i += 1) {
    edit(dir, 900 + i);
    const from = performance.now();
    const { code, output } = await build(null);
    if (code !== 0) throw new Error(`a build fails: ${output}`);
    times.push(performance.now() - from);
  }
  return Math.min(...times);
}

/** Runs the program; with `kill`, ends it by SIGKILL after so many milliseconds. */
function run(program, args, cwd, kill) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (d) => (output += d));
    child.stderr.on('data', (d) => (output += d));
    const timer = kill === null ? null : setTimeout(() => child.kill('SIGKILL'), kill);
    child.once('error', fail);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, killed: signal === 'SIGKILL', output: output.slice(-2000) });
    });
  });
}

/** Reads the manifest over HTTP and compares every file with it; gives the manifest's own hash. */
async function whole(origin, say, when) {
  const res = await fetch(`${origin}/manifest.json`);
  if (res.status !== 200) {
    say(`${when}: manifest.json answers ${res.status}`);
    return '';
  }
  const text = await res.text();
  const queue = [...JSON.parse(text).files];
  if (!queue.length) say(`${when}: the manifest is empty`);
  let wrong = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (queue.length) {
      const { path: name, sha256 } = queue.shift();
      if (/(^|\/)\./.test(name)) continue; // the server shows no hidden file
      const got = await fetch(`${origin}/${name.split('/').map(encodeURIComponent).join('/')}`);
      const bytes = Buffer.from(await got.arrayBuffer());
      if (got.status !== 200 || crypto.createHash('sha256').update(bytes).digest('hex') !== sha256) {
        wrong += 1;
        if (wrong <= 3) say(`${when}: ${name} ${got.status === 200 ? 'is not what the manifest says' : `answers ${got.status}`}`);
      }
    }
  }));
  return crypto.createHash('sha256').update(text).digest('hex');
}

/** While a build runs, the home page must answer at every moment. */
function poll(origin, say, i) {
  let on = true;
  const loop = (async () => {
    while (on) {
      const res = await fetch(`${origin}/`);
      const text = await res.text();
      if (res.status !== 200 || !text.includes('</html>')) {
        say(`during build ${i} the home page answers ${res.status}, ${text.length} characters`);
        return;
      }
      await new Promise((r) => setTimeout(r, 2));
    }
  })();
  return () => {
    on = false;
    return loop;
  };
}
