// Stands in for `gongkai build` in the self-test: `careless` writes file by file in place, `careful` into a
// folder beside and then turns a link. Slow on purpose, so that a kill hits it in the middle.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const [how, , ...rest] = process.argv.slice(2);
const option = (name) => rest[rest.indexOf(name) + 1];
const name = /^name:\s*(.*)$/m.exec(fs.readFileSync(path.join(option('--content'), 'site.yaml'), 'utf8'))[1];
const out = option('--out');
const tree = how === 'careless' ? out : path.resolve('.trees', crypto.createHash('sha256').update(name).digest('hex'));
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 12);

fs.mkdirSync(tree, { recursive: true });
const files = [];
for (let i = 0; i < 12; i += 1) {
  const file = i ? `page-${i}.html` : 'index.html';
  const text = `<html><p>${name} ${i}</p></html>\n`;
  fs.writeFileSync(path.join(tree, file), text);
  files.push({ path: file, size: Buffer.byteLength(text), sha256: crypto.createHash('sha256').update(text).digest('hex') });
  pause();
}
fs.writeFileSync(path.join(tree, 'manifest.json'), JSON.stringify({ files }));
if (how === 'careful') {
  const link = path.resolve('.trees', 'next');
  fs.rmSync(link, { force: true });
  fs.symlinkSync(tree, link);
  fs.renameSync(link, out);
}
