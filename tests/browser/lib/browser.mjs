// One Chromium for all, and readers in it: a window each, set up as a mode wants it.
import { chromium } from 'playwright-core';
import { contextOptions, hasCheck, MODES } from './modes.mjs';
import { install, watchPage } from './inpage.mjs';
import { SOURCE as AXE } from '../page/axe.mjs';

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--font-render-hinting=none', '--hide-scrollbars=false'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });

/**
 * A reader in a mode: one window with one page, used for page after page (a page that shares its window with
 * another one is not drawn, and a new one costs time). In elder mode it is one who switched it on at home.
 */
export async function reader(browser, mode, server, report) {
  const options = contextOptions(mode);
  const context = await browser.newContext(options);
  if (options.javaScriptEnabled !== false) {
    await context.addInitScript(watchPage);
    if (hasCheck(mode, 'axe')) await context.addInitScript({ content: AXE });
  }
  const page = await context.newPage();
  const visitor = { context, page, mode, noise: null, close: () => context.close() };
  listen(visitor, server.origin);
  const { fontSize, media, elder } = MODES[mode];
  if (fontSize) {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Page.setFontSizes', { fontSizes: { standard: fontSize, fixed: Math.round(fontSize * 0.8) } });
  }
  if (media) await page.emulateMedia({ media });
  if (elder) await switchOn(visitor, server, report);
  return visitor;
}

function listen(visitor, origin) {
  const { page } = visitor;
  visitor.noise = { console: [], outside: [] };
  page.on('console', (m) => m.type() === 'error' && visitor.noise.console.push(m.text()));
  page.on('pageerror', (e) => visitor.noise.console.push(`uncaught: ${e.message}`));
  page.on('request', (r) => {
    if (new URL(r.url()).origin !== origin && !/^(blob|about):/.test(r.url())) visitor.noise.outside.push(r.url());
  });
}

async function switchOn({ page, mode }, server, report) {
  await page.goto(server.url('index.html'));
  const before = await bodySize(page);
  const on = await toggleElder(page);
  if (!on || (await bodySize(page)) <= before) report.add('elder/toggle', 'index.html', 'the control data-elder-toggle does not switch to larger text', mode);
  for (const word of MODES[mode].press ?? []) await press(page, word, mode, report);
  await effect(page, mode, report);
}

const bodySize = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main p, main') ?? document.body).fontSize));

/** Clicks the elder control as a reader would. */
export async function toggleElder(page) {
  const control = page.locator('[data-elder-toggle]:visible').first();
  if (!(await control.count())) return false;
  await control.click();
  await page.waitForLoadState('load');
  await page.waitForTimeout(50);
  return true;
}

/** Uses one of the elder tools, in a fold or not. */
async function press(page, word, mode, report) {
  const button = page.locator('button:visible', { hasText: word }).first();
  if (!(await button.count())) {
    for (const fold of await page.locator('header details:not([open]) > summary:visible').all()) await fold.click();
  }
  if (await button.count()) await button.click();
  else report.add('elder/tools', 'index.html', `no elder tool ${word}`, mode);
}

/** What the tools must have done. */
async function effect(page, mode, report) {
  await page.evaluate(install);
  const light = await page.evaluate(() => window.__t.luminance(window.__t.ground(document.body).color));
  if (mode === 'elder-black' && light > 0.02) report.add('elder/tools', 'index.html', '黑底黄字 does not make the ground black', mode);
  if (mode === 'elder-largest' && (await bodySize(page)) < 29.9) report.add('elder/tools', 'index.html', `three times 字大 gives text of ${await bodySize(page)} px, less than 30`, mode);
}

/** Goes to a page, with the ears open for what a visitor's browser would complain of. */
export async function open(visitor, url) {
  const { page, mode } = visitor;
  visitor.noise.console.length = 0;
  visitor.noise.outside.length = 0;
  const response = await page.goto(url, { waitUntil: 'load' });
  if (response.status() !== 200) throw new Error(`answers ${response.status()}`);
  await page.evaluate(install);
  if (MODES[mode].unfold) await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
}

/** Policy violations, errors, requests to others, layout shift: of any opened page. */
export async function complaints({ page, noise, mode: own }, name, report, mode = own) {
  if (own !== 'no-script') await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 10)))));
  const seen = await page.evaluate(() => window.__seen ?? { csp: [], shift: 0, shifted: [] });
  for (const v of new Set(seen.csp)) report.add('quiet/csp', name, `policy violation: ${v.replace(/http:\/\/127[^/]*/g, '')}`, mode);
  const policy = noise.console.filter((t) => /Content Security Policy|Content-Security-Policy/.test(t));
  if (!seen.csp.length && policy.length) report.add('quiet/csp', name, policy[0], mode);
  for (const text of noise.console) {
    if (!policy.includes(text) && !/favicon\.ico/.test(text)) report.add('quiet/console', name, `console error: ${text}`, mode);
  }
  for (const url of new Set(noise.outside)) report.add('quiet/outside', name, `request to another host: ${url}`, mode);
  if (seen.shift > 0.01) report.add('quiet/shift', name, `layout shifts by ${seen.shift.toFixed(3)}: ${[...new Set(seen.shifted)].join(', ')}`, mode);
}
