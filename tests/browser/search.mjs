// The search page as people use it: `node search.mjs --site DIR --gongkai PROGRAM [--only WORD]`. The site is the built
// real content; the program builds the copy that is opened without a server. Exits with 1 on any fault.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

const { values: args } = parseArgs({ options: { site: { type: 'string' }, gongkai: { type: 'string' }, only: { type: 'string' } } });
const ROOT = path.join(import.meta.dirname, '../..');
const server = await serve(Site.load(args.site));
const browser = await launch();
const must = (ok, what) => { if (!ok) throw new Error(what); };
const same = (got, want, what) => must(got === want, `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(want)}`);

/** A visitor on the search page, asked or not. */
async function visit(context, query = '', base = server.url('search/')) {
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (e) => page.faults.push(e.message));
  page.on('console', (m) => m.type() === 'error' && page.faults.push(m.text()));
  await page.goto(base + (query && '?q=' + encodeURIComponent(query)));
  if (query) await done(page);
  return page;
}
const done = (page, more = '') => page.waitForSelector(`[data-search-status][data-state="done"]${more}`, { state: 'attached', timeout: 20_000 });
const status = (page) => page.locator('[data-search-status]').innerText();
const found = async (page) => Number((/找到 (\d+) 条/.exec(await status(page)) ?? [])[1]);
const titles = (page) => page.locator('[data-search-result]').allInnerTexts();
const input = (page) => page.locator('main form[data-search-form] input[name=q]');
const options = (page) => page.locator('.s-option:visible');
const asked = (page, key) => new URL(page.url()).searchParams.get(key);

const CASES = {
  async 'typing offers words, titles and document numbers'(context) {
    const page = await visit(context);
    for (const [typed, wanted] of [['高龄', '高龄津贴'], ['gaol', '高龄津贴'], ['商政办', '商政办发〔2023〕2号'], ['高龄津贴申', '高龄津贴申领指南']]) {
      await input(page).fill('');
      await input(page).pressSequentially(typed);
      await page.waitForFunction((w) => [...document.querySelectorAll('.s-option')].some((o) => o.textContent.includes(w)), wanted, { timeout: 10_000 })
        .catch(async () => must(false, `${typed} offers ${await options(page).allInnerTexts()}, without ${wanted}`));
      same(await input(page).getAttribute('aria-expanded'), 'true', 'aria-expanded');
    }
    await page.keyboard.press('Escape');
    same(await options(page).count(), 0, 'options after Escape');
    return page;
  },
  async 'a suggestion is chosen by keyboard and by pointer'(context) {
    const page = await visit(context);
    await input(page).pressSequentially('高龄津');
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    const active = await input(page).getAttribute('aria-activedescendant');
    same(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true', 'the option under the cursor');
    await page.keyboard.press('Enter');
    await done(page);
    must((await titles(page)).some((t) => t.includes('高龄津贴')), 'the chosen word finds nothing of itself');
    await input(page).fill('');
    await input(page).pressSequentially('商政办');
    await page.locator('.s-option', { hasText: '〔2023〕2号' }).first().click();
    await page.waitForURL(/(shangzhengbanfa-2023-2|outline)\.html/);
    return page;
  },
  async 'filters narrow the list and say how many are left'(context) {
    const page = await visit(context, '政务公开');
    const all = await found(page);
    await page.locator('.s-filters summary').click();
    await page.locator('#s-kind').waitFor();
    const option = page.locator('#s-kind option').nth(1);
    const [value, label] = [await option.getAttribute('value'), await option.innerText()];
    await page.locator('#s-kind').selectOption(value);
    await page.waitForFunction((n) => !document.querySelector('[data-search-status]').textContent.includes(` ${n} `), all);
    await done(page);
    const left = await found(page);
    must(left > 0 && left < all, `${left} of ${all} left`);
    must(label.includes(`（${left}）`), `the filter promised ${label}, ${left} came`);
    same(asked(page, 'kind'), value, 'kind in the address');
    must((await page.locator('.s-kind').allInnerTexts()).every((k) => k === value), 'another kind is shown');
    same(await page.evaluate(() => document.activeElement.id), 's-kind', 'the focus');
    return page;
  },
  async 'sorting by date'(context) {
    const page = await visit(context, '政务公开');
    await page.locator('.s-filters summary').click();
    await page.locator('#s-sort').waitFor();
    for (const [sort, sign] of [['new', -1], ['old', 1]]) {
      await page.locator('#s-sort').selectOption(sort);
      await page.waitForURL(new RegExp(`sort=${sort}`));
      await done(page);
      await page.waitForTimeout(50);
      const days = await page.locator('.s-meta').evaluateAll((all) => all.map((m) => { const t = /(\d+)年(\d+)月(\d+)日/.exec(m.innerText); return Date.UTC(t[1], t[2] - 1, t[3]); }));
      must(days.every((d, i) => i === 0 || (d - days[i - 1]) * sign >= 0), `not in order ${sort}: ${days}`);
    }
    return page;
  },
  async 'pages, and back'(context) {
    const page = await visit(context, '政务公开');
    const first = await titles(page);
    same(first.length, 10, 'results on the first page');
    await page.locator('.s-pager a[rel=next]').click();
    await page.waitForURL(/p=2/);
    await page.waitForFunction((t) => document.querySelector('[data-search-result]')?.textContent !== t, first[0]);
    must(/第 2 页/.test(await status(page)), 'the page is not announced');
    same(await page.locator('ol.results').getAttribute('start'), '11', 'the number of the first result');
    await page.waitForFunction(() => document.activeElement.matches('[data-search-status]'));
    await page.goBack();
    await page.waitForFunction((t) => document.querySelector('[data-search-result]')?.textContent === t, first[0]);
    same(asked(page, 'p'), null, 'page in the address');
    await input(page).fill('高龄津贴');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=%E9%AB%98/);
    await done(page);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('main input[name=q]').value === '政务公开');
    return page;
  },
  async 'the list is announced, its passages are marked'(context) {
    const page = await visit(context, '高龄津贴');
    same(await page.locator('[data-search-status]').getAttribute('aria-live'), 'polite', 'aria-live');
    must(/^找到 \d+ 条结果/.test(await status(page)), await status(page));
    await page.locator('.s-text mark').first().waitFor();
    same(await page.locator('.s-text mark').first().innerText(), '高龄津贴', 'what is marked');
    must((await page.title()).startsWith('高龄津贴'), await page.title());
    return page;
  },
  async 'a slip is mended and said'(context) {
    const page = await visit(context, '高龄金贴');
    must(/已按“高龄津贴”查找/.test(await status(page)), await status(page));
    await page.locator('.s-note').click();
    await page.waitForURL(/exact=1/);
    await page.waitForFunction(() => !document.querySelector('[data-search-status]').textContent.includes('已按'));
    return page;
  },
  async 'nothing found: spelling, columns, a phone'(context) {
    const page = await visit(context, '高龄火锅配方');
    must(/没有找到/.test(await status(page)), await status(page));
    must((await page.locator('.s-none a[href*="?q="]').allInnerTexts()).some((t) => t.includes('高龄')), 'nothing near is offered');
    must((await page.locator('.s-none a:not([href*="?q="])').count()) > 0, 'no column is offered');
    must((await page.locator('.s-none a[href^="tel:"]').count()) > 0, 'no phone');
    return page;
  },
  async 'what was lost on the way is asked for again'(context) {
    const page = await visit(context);
    await page.route('**/search/t/*', (route) => route.abort());
    await input(page).fill('高龄津贴');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-search-status][data-state="failed"]', { state: 'attached' });
    await page.unroute('**/search/t/*');
    await page.keyboard.press('Enter');
    await done(page);
    must((await titles(page)).some((t) => t.includes('高龄津贴')), 'nothing is found after the network came back');
    page.faults = [];
    return page;
  },
  async 'by keyboard alone'(context) {
    const page = await visit(context);
    await page.evaluate(() => document.activeElement.blur());
    let steps = 0;
    do await page.keyboard.press('Tab'); while ((await page.evaluate(() => !document.activeElement.matches('main input[name=q]'))) && ++steps < 60);
    must(steps < 60, 'the search box cannot be reached');
    await page.keyboard.type('低保标准');
    await page.keyboard.press('Enter');
    await done(page);
    await page.waitForFunction(() => document.activeElement.matches('[data-search-status]'));
    steps = 0;
    do await page.keyboard.press('Tab'); while ((await page.evaluate(() => !document.activeElement.matches('[data-search-result]'))) && ++steps < 10);
    must(steps < 10, 'no result within ten steps of the announcement');
    const title = await page.evaluate(() => document.activeElement.textContent);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    same((await page.locator('h1').first().innerText()).trim(), title, 'the page behind the first result');
    return page;
  },
  async 'at 360 px nothing runs off and everything can be touched'() {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
    const page = await visit(context, '政务公开');
    const top = (what) => page.locator(what).first().evaluate((e) => e.getBoundingClientRect().top + scrollY);
    must((await top('[data-search-result]')) < (await top('.hot')), 'words to try stand before what was found');
    await page.locator('.s-filters summary').click();
    await page.locator('#s-kind').waitFor();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    same(await wide(), 0, 'pixels beyond the right edge');
    await input(page).fill('');
    await input(page).pressSequentially('高龄');
    await options(page).first().waitFor();
    same(await wide(), 0, 'pixels beyond the right edge, with suggestions');
    const small = await page.locator('.s-option:visible, .s-pager a, .s-grid select').evaluateAll((all) => all.map((e) => e.getBoundingClientRect().height).filter((h) => h < 43.5));
    same(small.length, 0, 'targets lower than 44 px');
    must(!page.faults.length, page.faults.join('; '));
    await context.close();
  },
  async 'without scripts four lists lead to everything'() {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.url('search/'));
    const ways = await page.locator('.ways nav').evaluateAll((all) => all.map((n) => [n.querySelector('h3').textContent, [...n.querySelectorAll('.n')].reduce((s, x) => s + Number(x.textContent), 0)]));
    same(ways.map((w) => w[0]).join(), '按年份,按单位,按标题的拼音首字母,按栏目', 'ways');
    same(ways[0][1], ways[2][1], 'entries by year, and by initial');
    same(ways[0][1], ways[3][1], 'entries by year, and by column');
    for (const way of ['按年份', '按标题的拼音首字母']) {
      await page.goto(server.url('search/'));
      const nav = page.locator('.ways nav', { hasText: way }).locator('a').first();
      await nav.click();
      const entry = page.locator('.entries a').first();
      must((await entry.count()) === 1, `${way}: an empty list`);
      await entry.click();
      must(/^entry-/.test(await page.locator('html').getAttribute('data-page')), 'no entry behind the link');
    }
    await context.close();
  },
  async 'a first query costs at most 6 files and 60 KB'() {
    for (const query of ['低保怎么申请', '商政办发2号', '老人补贴怎么领', 'gaoling jintie']) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const files = [];
      page.on('response', (r) => { if (/\/search\/.*\.bin$/.test(r.url())) files.push(r); });
      await page.goto(server.url('search/') + '?q=' + encodeURIComponent(query));
      await done(page);
      const bytes = (await Promise.all(files.map((r) => r.body()))).reduce((s, b) => s + b.length, 0);
      // A query typed as sounds reads the tables of sounds as well.
      const most = /^[a-z ]+$/.test(query) ? 12 : 6;
      must(files.length <= most && bytes <= 60_000, `${query}: ${files.length} files, ${bytes} bytes`);
      await context.close();
    }
  },
  async 'a copy on a stick, opened without a server'() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-offline-'));
    const [built, copy] = [path.join(folder, 'built'), path.join(folder, '拷贝 的 网站')];
    execFileSync(args.gongkai, ['build', '--offline', '--quiet', '--today', '2023-11-15', '--out', built], { cwd: ROOT, stdio: 'ignore' });
    fs.cpSync(built, copy, { recursive: true });
    const context = await browser.newContext();
    const page = await visit(context, '老人补贴怎么领', pathToFileURL(path.join(copy, 'search/index.html')).href);
    must((await found(page)) > 0, await status(page));
    await page.locator('.s-text mark').first().waitFor();
    await input(page).fill('');
    await input(page).pressSequentially('高龄');
    await options(page).first().waitFor();
    await page.keyboard.press('Escape');
    const title = (await titles(page))[0];
    await page.locator('[data-search-result]').first().click();
    await page.waitForLoadState();
    same((await page.locator('h1').first().innerText()).trim(), title, 'the page behind the first result');
    must(!page.faults.length, page.faults.join('; '));
    await context.close();
    fs.rmSync(folder, { recursive: true, force: true });
  },
};

let [passed, failed] = [0, 0];
for (const [name, run] of Object.entries(CASES)) {
  if (args.only && !name.includes(args.only)) continue;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(15_000);
  try {
    const page = await run(context);
    if (page?.faults.length) throw new Error(`complaints: ${page.faults.join('; ')}`);
    passed += 1;
  } catch (e) {
    failed += 1;
    console.log(`FAIL search: ${name}: ${e.message.split('\n').slice(0, 4).join(' ')}`);
  }
  await context.close();
}
await browser.close();
await server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
