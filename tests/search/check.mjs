// node check.mjs INDEX VECTORS SCRIPT: asks the search engine in the script that the page loads what the Rust reader was asked and compares the answers.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import vm from 'node:vm';
const [index, vectors, script] = process.argv.slice(2);
globalThis.document = { querySelector: () => null };
vm.runInThisContext(fs.readFileSync(script, 'utf8'), { filename: script });
const unpacked = (b) => (b[0] === 31 && b[1] === 139 ? zlib.gunzipSync(b) : b);
const load = async (name) => new Uint8Array(unpacked(fs.readFileSync(path.join(index, name + '.bin'))));
const engine = await globalThis.gongkaiSearch.open(load);
let wrong = 0;
const fail = (...x) => { wrong++; console.error(...x); };
for (const v of JSON.parse(fs.readFileSync(vectors, 'utf8'))) {
  const terms = (await engine.plan(v.query)).parts.map((p) => p.term);
  if (JSON.stringify(terms) !== JSON.stringify(v.terms)) fail(v.query, 'terms', terms, 'not', v.terms);
  const a = await engine.search(v.query);
  const hits = a.hits.slice(0, 10);
  const got = hits.map((h) => (h.card ? h.card.url : ''));
  if (a.hits.length !== v.total) fail(v.query, a.hits.length, 'hits, not', v.total);
  if (JSON.stringify(got) !== JSON.stringify(v.hits.map((h) => h[0]))) fail(v.query, got, 'not', v.hits);
  hits.forEach((h, i) => { if (v.hits[i] && Math.abs(h.score - v.hits[i][1]) > 1e-6) fail(v.query, h.score, 'not', v.hits[i]); });
  if ((a.corrected || null) !== v.corrected) fail(v.query, 'corrected', a.corrected, 'not', v.corrected);
}
process.exit(wrong ? 1 : 0);
