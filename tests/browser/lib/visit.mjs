// Opens pages in a browser: every page once on a narrow screen, one of each kind in every mode.
import fs from 'node:fs';
import path from 'node:path';
import * as axe from '../page/axe.mjs';
import * as early from '../page/early.mjs';
import * as elder from '../page/elder.mjs';
import * as keyboard from '../page/keyboard.mjs';
import * as layout from '../page/layout.mjs';
import * as nojs from '../page/nojs.mjs';
import * as pinyin from '../page/pinyin.mjs';
import * as print from '../page/print.mjs';
import * as read from '../page/read.mjs';
import * as scheme from '../page/scheme.mjs';
import * as searchbox from '../page/searchbox.mjs';
import * as targets from '../page/targets.mjs';
import * as text from '../page/text.mjs';
import * as tree from '../page/tree.mjs';
import * as weight from '../page/weight.mjs';
import { complaints, enter, launch, leave, open, reader, toggleElder } from './browser.mjs';
import { exempt } from './kinds.mjs';
import { hasCheck, MODES, SITTINGS } from './modes.mjs';
import { serve } from './server.mjs';

const modules = { axe, early, elder, keyboard, layout, nojs, pinyin, print, read, scheme, searchbox, targets, text, tree, weight };
export const PAGE_RULES = [
  ...Object.entries(modules).flatMap(([name, m]) => m.RULES.map((r) => `${name}/${r}`)),
  ...['csp', 'console', 'outside', 'shift'].map((r) => `quiet/${r}`),
];
const IN_PAGE = { layout, text, targets, scheme, elder, pinyin, print, nojs, searchbox, axe, read };

/**
 * One page in the modes of the visitor's sitting (those of `options.modes`), loaded once.
 * `only` is one check's name, or nothing for all that the mode has.
 */
export async function visit(visitor, server, sample, report, options) {
  const { page, sitting } = visitor;
  const modes = Object.keys(SITTINGS[sitting].modes).filter((m) => (options.modes?.includes(m) ?? true) && (!sample.second || MODES[m].second));
  if (SITTINGS[sitting].kinds && !SITTINGS[sitting].kinds.includes(sample.kind)) return;
  // Without the elder control there is no elder mode to look at.
  if (!modes.length || (sitting === 'elder' && exempt('elder/state', sample.kind))) return;
  const [{ viewport }] = Object.values(SITTINGS[sitting].modes);
  await page.setViewportSize(viewport);
  await open(visitor, server.url(sample.name));
  if (!options.only || ['modes', 'quiet'].includes(options.only)) {
    report.saw('quiet', modes[0]);
    await complaints(visitor, sample.name, report, modes[0]);
  }
  const kept = sitting === 'elder' ? await page.evaluate(() => JSON.stringify(localStorage)) : null;
  for (const mode of modes) {
    await enter(visitor, mode, sample.name, report);
    await checks(visitor, mode, sample, report, options);
    await leave(visitor, mode);
  }
  // What the tools of one page changed is not for the next page.
  if (kept) await page.evaluate((all) => Object.assign(localStorage, JSON.parse(all)), kept);
}

async function checks({ page }, mode, sample, report, options) {
  const wants = (check) => hasCheck(mode, check) && (!options.only || ['modes', check].includes(options.only));
  const { name, kind, label } = sample;
  const given = { page, name, kind, label, mode, report };
  for (const [check, module] of Object.entries(IN_PAGE)) {
    if (!wants(check)) continue;
    report.saw(check, mode);
    await module.run(given);
  }
  if (options.shots && !sample.second && (MODES[mode].shot || options.allShots)) await screenshot(page, path.join(options.shots, `${label}.${mode}.jpg`));
  if (wants('spacing')) await layout.spacing(given);
  if (wants('tree') && (tree.GOLDEN_KINDS.includes(label) || options.golden)) {
    report.saw('tree', mode);
    await tree.run({ ...given, update: options.update, dir: options.golden });
  }
  if (wants('keyboard') && (!MODES[mode].walks || MODES[mode].walks.includes(kind))) {
    report.saw('keyboard', mode);
    await keyboard.run(given);
  }
  if (wants('nojs')) await nojs.elder(given);
}

async function screenshot(page, file) {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: Math.min(document.documentElement.scrollHeight, 4000) }));
  await page.screenshot({ path: file, type: 'jpeg', quality: 70, fullPage: true, clip: { x: 0, y: 0, width, height } });
}

/** Every page once at 320 px: content alone can push a page off the side or break the policy. */
async function sweep(visitor, server, { name }, report) {
  await open(visitor, server.url(name));
  await layout.run({ page: visitor.page, name, mode: 'sweep', report });
  await complaints(visitor, name, report, 'sweep');
  report.saw('layout', 'sweep');
  report.saw('quiet', 'sweep');
}

/** Switching elder mode off again gives the normal page back; it ends the reader's elder mode. */
export async function elderOff({ page }, server, report) {
  const size = () => parseFloat(getComputedStyle(document.querySelector('main p, main') ?? document.body).fontSize);
  await page.goto(server.url('index.html'));
  const on = await page.evaluate(size);
  await toggleElder(page);
  const off = await page.evaluate(size);
  await page.reload();
  const later = await page.evaluate(size);
  if (!(off < on && later === off)) report.add('elder/off', 'index.html', `text of ${on} px is ${off} px after switching off, ${later} px after loading again`, 'elder');
}

export async function testPages(site, report, options) {
  const server = await serve(site);
  const browser = await launch();
  const shots = path.join(options.output, 'shots');
  if (!options.only) fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  const readers = (sitting, more) =>
    Promise.all(Array.from({ length: options.workers }, () => reader(browser, sitting, server, report, { today: options.today, ...more })));
  /** A page that cannot be tested to the end is a fault of its own; the others go on, in a new window. */
  const failed = (mode) => async (item, error, visitor) => {
    report.add('visit/failed', item.name, error.message.split('\n')[0], mode);
    await visitor.renew();
  };
  try {
    const samples = site.samples().filter((s) => !options.kinds || options.kinds.includes(s.kind));
    console.log(`     kinds of page: ${samples.map((s) => s.label).join(' ')}`);
    for (const [sitting, { modes }] of Object.entries(SITTINGS)) {
      if (!Object.keys(modes).some((m) => options.modes.includes(m))) continue;
      const visitors = await readers(sitting);
      await pool(samples, visitors, (sample, visitor) => visit(visitor, server, sample, report, { ...options, shots }), failed(sitting));
      if (sitting === 'elder') await elderOff(visitors[0], server, report);
      await Promise.all(visitors.map((v) => v.close()));
      options.lap(sitting);
    }
    if (!options.only || options.only === 'early') await beginnings(browser, site, samples, report, options.workers);
    if (!options.only || options.only === 'weight') await weights(browser, site, samples, report, options.workers);
    if (!options.only || options.only === 'sweep') {
      const pages = site.pages().filter((p) => p.kind !== 'redirect' && (!options.kinds || options.kinds.includes(p.kind)));
      const visitors = await readers('phone', { axe: false });
      await Promise.all(visitors.map((v) => v.page.setViewportSize(MODES.narrow.viewport)));
      await pool(pages, visitors, (page, visitor) => sweep(visitor, server, page, report), failed('sweep'));
      await Promise.all(visitors.map((v) => v.close()));
      options.lap('sweep');
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A server for each worker, since the server's log tells what a visit fetched. */
async function beginnings(browser, site, samples, report, workers) {
  const servers = await Promise.all(Array.from({ length: workers }, () => serve(site)));
  await pool(samples.filter((s) => early.KINDS.includes(s.kind) && !s.second), servers, async (sample, server) => {
    report.saw('early');
    await early.run(browser, server, sample, report);
  });
  await Promise.all(servers.map((s) => s.close()));
}

/** A server for each worker, since the server's log is what is weighed. */
async function weights(browser, site, samples, report, workers) {
  const rows = [];
  const servers = await Promise.all(Array.from({ length: workers }, () => serve(site)));
  await pool(samples, servers, async (sample, server) => {
    report.saw('weight');
    rows.push(await weight.run(browser, server, sample, report));
  });
  await Promise.all(servers.map((s) => s.close()));
  rows.sort((a, b) => b.bytes - a.bytes);
  const brief = (r) => `${r.label} ${(r.bytes / 1024).toFixed(1)} KB/${r.requests}`;
  console.log(`     heaviest first visits: ${rows.slice(0, 5).map(brief).join(', ')}`);
}

/** Runs `work` over `items`, one at a time for each of `workers` (what it hands to `work`); `failed` gets what throws. */
export async function pool(items, workers, work, failed) {
  const queue = [...items];
  await Promise.all(workers.map(async (worker) => {
    while (queue.length) {
      const item = queue.shift();
      let timer;
      const late = new Promise((_, fail) => {
        timer = setTimeout(() => fail(new Error('no end after 90 s')), 90_000);
      });
      try {
        await Promise.race([work(item, worker), late]);
      } catch (e) {
        if (!failed) throw new Error(`${item.name ?? item.rule ?? item}: ${e.message}`, { cause: e });
        await failed(item, e, worker);
      } finally {
        clearTimeout(timer);
      }
    }
  }));
}
