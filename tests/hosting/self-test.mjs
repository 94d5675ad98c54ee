// The hosting tests' own test: a good site passes, spoilt ones and a spoilt server are caught.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { goodSite } from '../browser/good/site.mjs';
import { crawl } from './crawl.mjs';
import { killTest } from './kill9.mjs';
import { nginx, pythonServer } from './servers.mjs';

function write(site, dir) {
  for (const [name, bytes] of site.files) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), bytes);
  }
}

export async function selfTest() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-hosting-'));
  fs.chmodSync(dir, 0o755);
  const faults = [];
  const expect = (list, test, what) => {
    if (!list.some((f) => test.test(f))) faults.push(`not caught: ${what}; it saw ${list.join('; ') || 'nothing'}`);
  };
  try {
    const good = path.join(dir, 'good');
    write(goodSite(), good);
    const server = await nginx(good);
    const clean = await crawl(good, server.origin, '/', { recipe: {} });
    if (clean.faults.length) faults.push(`the good site has faults: ${clean.faults.join('; ')}`);
    fs.writeFileSync(path.join(good, '.marker'), 'x');
    if ((await fetch(`${server.origin}/.marker`)).status !== 404) faults.push('a hidden file can be read');
    const broken = path.join(dir, 'broken');
    write(goodSite('/', {}, { 'help.html': null, 'news/index.html': '<!DOCTYPE html><title>x</title>' }), broken);
    fs.rmSync(path.join(good, '404.html'));
    expect((await crawl(broken, server.origin, '/', { recipe: {} })).faults, /news\/index.html arrives changed/, 'a page that arrives changed');
    expect((await crawl(broken, server.origin, '/', { recipe: {} })).faults, /wrong address/, 'no 404 page');
    await server.stop();

    const python = await pythonServer(broken);
    expect((await crawl(broken, python.origin, '/', { recipe: null })).faults, /help.html answers 404/, 'a link to nowhere');
    expect((await crawl(broken, python.origin, '/', { recipe: {} })).faults, /content-security-policy/, 'a server without our headers');
    await python.stop();

    await killers(dir, expect, faults);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
  return { faults, told: 'pages, headers, 404, kill -9' };
}

/** Two stand-ins for the generator: one that writes in place is caught, one that exchanges folders passes. */
async function killers(dir, expect, faults) {
  const root = path.join(dir, 'root');
  fs.mkdirSync(path.join(root, 'content'), { recursive: true });
  fs.mkdirSync(path.join(root, 'themes'));
  fs.writeFileSync(path.join(root, 'content/site.yaml'), 'name: 示例县\n');
  for (const kind of ['careless', 'careful']) {
    const program = path.join(dir, kind);
    fs.writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${path.join(import.meta.dirname, 'stand-in.mjs')}" ${kind} "$@"\n`, { mode: 0o755 });
    const result = await killTest(program, root, 8);
    if (kind === 'careless') expect(result.faults, /is not what the manifest says|answers 404/, 'a generator that writes in place');
    else if (result.faults.length) faults.push(`a careful generator is blamed: ${result.faults.join('; ')}`);
  }
}
