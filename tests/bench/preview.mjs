// What an editor waits for after saving, in a real browser: `node preview.mjs --gongkai PROGRAM --county DIR [--edits N]`.
// DIR is a generated county (`cargo bench --bench build -- --corpus DIR 10000`). Four pages stand open: the newest entry of
// a column, the column's list, a feed that has the entry, and the search. Each edit puts a new word into the entry's title,
// every second one into its body; told are the milliseconds from the write to the word on the page.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../browser/lib/browser.mjs';

const { values: args } = parseArgs({
  options: { gongkai: { type: 'string' }, county: { type: 'string' }, themes: { type: 'string' }, edits: { type: 'string', default: '20' } },
});
const content = path.join(args.county, 'content');
const themes = args.themes ?? path.join(import.meta.dirname, '../../themes');
// What the preview waits for after the last event of a batch (src/serve/watch.rs).
const WINDOW = 50;

const started = performance.now();
const server = spawn(args.gongkai, ['serve', '--content', content, '--themes', themes, '--port', '8930', '--today', '2023-11-15', '--lang', 'en', '--jobs', '2'], { stdio: ['ignore', 'pipe', 'pipe'] });
let base;
const said = new Promise((done, failed) => {
  let text = '';
  const hear = (part) => {
    text += part;
    base ??= /http:\/\/[\d.]+:\d+\//.exec(text)?.[0];
    if (base) done();
  };
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);
  server.on('exit', () => failed(new Error(`the preview ended: ${text}`)));
});
const cpu = () => {
  const field = fs.readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(field[11]) + Number(field[12])) / 100;
};
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

try {
  await said;
  const text = async (at) => (await fetch(base + at)).text();
  let home;
  while (!home?.includes('data-page="home"')) home = await text('').catch(() => new Promise((r) => setTimeout(r, 20)));
  console.log(`start: ${((performance.now() - started) / 1000).toFixed(2)} s, ${cpu().toFixed(2)} s CPU, ${peak().toFixed(0)} MB`);

  // The newest entry of the first column, and a feed that has it.
  const list = 'c/01/';
  const entry = list + /href="(e\d+\.html)"/.exec(await text(list))[1];
  const file = path.join(content, entry.replace('.html', '.md'));
  let feed;
  for (const at of new Set((await text('sitemap.html')).match(/feeds\/[\w-]+\.xml/g) ?? [])) {
    if ((await text(at)).includes(entry)) feed ??= at;
  }
  for (let unit = 0; !feed && unit < 100; unit++) {
    const at = `feeds/unit-u${String(unit).padStart(2, '0')}.xml`;
    if ((await text(at)).includes(entry)) feed = at;
  }
  console.log(`entry ${entry}, list ${list}, feed ${feed}`);

  const browser = await launch();
  const context = await browser.newContext({ locale: 'zh-CN' });
  const open = async (at) => {
    const page = await context.newPage();
    await page.goto(base + at);
    return page;
  };
  const [onEntry, onList, onHelp, onSearch] = [await open(entry), await open(list), await open('sitemap.html'), await open('search/')];
  const shows = (page, word, from) => page.waitForFunction((w) => document.body?.innerText.includes(w), word, { polling: 5, timeout: 60_000 }).then(() => performance.now() - from);
  // From within a page: as often as every 10 ms.
  const holds = (at, word, from) => onHelp.evaluate(async ([url, w]) => {
    while (!(await (await fetch(url, { cache: 'no-store' })).text()).includes(w)) await new Promise((r) => setTimeout(r, 10));
  }, [base + at, word]).then(() => performance.now() - from);
  const root = () => onHelp.evaluate(async (url) => {
    const bytes = new Uint8Array(await (await fetch(url, { cache: 'no-store' })).arrayBuffer());
    return bytes.join();
  }, base + 'search/root.bin');
  const indexed = (old, from) => onHelp.evaluate(async ([url, o]) => {
    for (;;) {
      const bytes = new Uint8Array(await (await fetch(url, { cache: 'no-store' })).arrayBuffer());
      if (bytes.join() !== o) return;
      await new Promise((r) => setTimeout(r, 10));
    }
  }, [base + 'search/root.bin', old]).then(() => performance.now() - from);

  const times = { 'title: entry': [], 'title: list': [], 'title: feed': [], 'title: index': [], 'body: entry': [], 'body: index': [], 'query after it': [], 'CPU, s': [] };
  for (let i = 0; i < Number(args.edits); i++) {
    const word = `zq${Date.now().toString(36)}${i}`;
    const [before, old, spent] = [fs.readFileSync(file, 'utf8'), await root(), cpu()];
    const inTitle = i % 2 === 0;
    const after = inTitle ? before.replace(/^(title: .*)$/m, `$1改${word}`) : `${before}\n补充说明${word}。\n`;
    const from = performance.now();
    fs.writeFileSync(file, after);
    if (inTitle) {
      const all = await Promise.all([shows(onEntry, word, from), shows(onList, word, from), holds(feed, word, from), indexed(old, from)]);
      ['entry', 'list', 'feed', 'index'].forEach((name, n) => times[`title: ${name}`].push(all[n]));
    } else {
      const all = await Promise.all([shows(onEntry, word, from), indexed(old, from)]);
      ['entry', 'index'].forEach((name, n) => times[`body: ${name}`].push(all[n]));
    }
    const asked = performance.now();
    await onSearch.goto(`${base}search/?q=${word}`);
    await onSearch.waitForSelector('[data-search-status][data-state="done"]', { state: 'attached' });

    const first = await onSearch.locator('a[data-search-result]').first().getAttribute('href');
    if (!first?.includes(entry.split('/').pop())) throw new Error(`${word} found ${first}`);
    times['query after it'].push(performance.now() - asked);
    times['CPU, s'].push(cpu() - spent);
    fs.writeFileSync(file, before);
    // The next edit begins when this one is undone.
    while ((await text(entry)).includes(word)) await new Promise((r) => setTimeout(r, 50));
    await new Promise((r) => setTimeout(r, 1000));
  }
  const nth = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
  console.log(`milliseconds from saving, batching (${WINDOW} ms of quiet) included:          p50      p95`);
  for (const [name, list] of Object.entries(times)) {
    const digits = name.startsWith('CPU') ? 2 : 0;
    console.log(`  ${name.padEnd(60)} ${nth(list, 0.5).toFixed(digits).padStart(8)} ${nth(list, 0.95).toFixed(digits).padStart(8)}`);
  }
  console.log(`peak ${peak().toFixed(0)} MB`);
  await browser.close();
} finally {
  server.kill();
}
