// The Nu Html Checker over all HTML and CSS, one Java process for each of the two.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

export const RULES = ['html', 'css'];
const JAR = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

export async function run(site, report) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-nu-'));
  try {
    for (const name of [...site.names('.html'), ...site.names('.css')]) {
      fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
      fs.writeFileSync(path.join(dir, name), site.files.get(name));
    }
    await Promise.all([
      check(dir, 'html', site.names('.html'), report),
      check(dir, 'css', site.names('.css'), report),
    ]);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function check(dir, kind, names, report) {
  report.saw('nu', kind, names.length);
  if (!names.length) return;
  const args = ['-Xss8m', '-jar', JAR, '--format', 'json', '--exit-zero-always', `--skip-non-${kind}`, dir];
  const out = await new Promise((done, fail) => {
    execFile('java', args, { maxBuffer: 1 << 28 }, (err, _stdout, stderr) => (err ? fail(new Error(`java: ${err.message}`)) : done(stderr)));
  });
  for (const m of JSON.parse(out).messages) {
    const file = m.url ? path.relative(dir, decodeURIComponent(new URL(m.url).pathname)) : '?';
    const where = `${file}:${m.lastLine ?? 1}`;
    const message = `${m.message}${m.extract ? ` — ${m.extract.replace(/\s+/g, ' ').trim()}` : ''}`;
    if (m.type === 'info') report.warn(`nu/${kind}`, where, m.message, kind);
    else report.add(`nu/${kind}`, where, message, kind);
  }
}
