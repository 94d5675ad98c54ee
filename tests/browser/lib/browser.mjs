// One Chromium for all, and readers in it: a window each, set up as a sitting wants it.
import { chromium } from 'playwright-core';
import { contextOptions, MODES, SITTINGS } from './modes.mjs';
import { install, watchPage } from './inpage.mjs';
import { SOURCE as AXE } from '../page/axe.mjs';
import { engine } from '../page/read.mjs';

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--font-render-hinting=none', '--hide-scrollbars=false'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });

/**
 * One window with one page, used for page after page (a page that shares its window with another one is not drawn,
 * and a new one costs time). In elder mode it is a reader who switched it on at home. `today`: the day the page's
 * script believes in. `axe`: whether axe-core is put into every page.
 */
export async function reader(browser, sitting, server, report, { today, axe = true } = {}) {
  const options = contextOptions(sitting);
  const context = await browser.newContext(options);
  if (options.javaScriptEnabled !== false) {
    if (today) await context.clock.setFixedTime(new Date(`${today}T09:00:00+08:00`));
    await context.addInitScript(watchPage);
    if (SITTINGS[sitting].speech) await context.addInitScript(engine);
    if (axe) await context.addInitScript({ content: AXE });
  }
  const visitor = { context, sitting, noise: { console: [], outside: [] }, close: () => context.close() };
  visitor.renew = async () => {
    await visitor.page?.close();
    visitor.page = await context.newPage();
    visitor.cdp = await context.newCDPSession(visitor.page);
    listen(visitor, server.origin);
  };
  await visitor.renew();
  if (SITTINGS[sitting].elder) await switchOn(visitor, server, report);
  return visitor;
}

function listen({ page, noise }, origin) {
  page.on('console', (m) => m.type() === 'error' && noise.console.push(m.text()));
  page.on('pageerror', (e) => noise.console.push(`uncaught: ${e.message}`));
  page.on('request', (r) => {
    if (new URL(r.url()).origin !== origin && !/^(blob|about):/.test(r.url())) noise.outside.push(r.url());
  });
}

async function switchOn({ page }, server, report) {
  await page.goto(server.url('index.html'));
  const before = await bodySize(page);
  const on = await toggleElder(page);
  if (!on || (await bodySize(page)) <= before) report.add('elder/toggle', 'index.html', 'the control data-elder-toggle does not switch to larger text', 'elder');
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

/** Goes to a page, with the ears open for what a visitor's browser would complain of. */
export async function open(visitor, url) {
  const { page, noise } = visitor;
  noise.console.length = 0;
  noise.outside.length = 0;
  const response = await page.goto(url, { waitUntil: 'load' });
  if (response.status() !== 200) throw new Error(`answers ${response.status()}`);
  await page.evaluate(install);
}

/** Makes the open page what a mode wants; `leave` takes it back. */
export async function enter(visitor, mode, name, report) {
  const { page, cdp } = visitor;
  const { viewport, media, fontSize, unfold, press } = MODES[mode];
  if (viewport && JSON.stringify(page.viewportSize()) !== JSON.stringify(viewport)) await page.setViewportSize(viewport);
  if (media) await page.emulateMedia(media);
  if (fontSize) await fontSizes(cdp, fontSize);
  if (unfold) await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
  for (const word of press ?? []) await pressTool(page, word, mode, name, report);
  if (press) await effect(page, mode, name, report);
}

export async function leave({ page, cdp }, mode) {
  const { media, fontSize } = MODES[mode];
  if (media) await page.emulateMedia({ media: null, colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' });
  if (fontSize) await fontSizes(cdp, 16);
}

const fontSizes = (cdp, standard) => cdp.send('Page.setFontSizes', { fontSizes: { standard, fixed: Math.round(standard * 0.8) } });

/** Uses one of the elder tools, in a fold or not. */
async function pressTool(page, word, mode, name, report) {
  const button = page.locator('button:visible', { hasText: word }).first();
  if (!(await button.count())) {
    for (const fold of await page.locator('header details:not([open]) > summary:visible').all()) await fold.click();
  }
  if (await button.count()) await button.evaluate((b) => b.click());
  else report.add('elder/tools', name, `no elder tool ${word}`, mode);
}

/** What the tools must have done. */
async function effect(page, mode, name, report) {
  const light = await page.evaluate(() => window.__t.luminance(window.__t.ground(document.body).color));
  if (mode === 'elder-black' && light > 0.02) report.add('elder/tools', name, '黑底黄字 does not make the ground black', mode);
  const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  if (mode === 'elder-largest' && size < 29.9) report.add('elder/tools', name, `three times 字大 gives text of ${size} px, less than 30`, mode);
}

/** Policy violations, errors, requests to others, layout shift: of a page just opened, before anything is done to it. */
export async function complaints({ page, noise, sitting }, name, report, mode) {
  if (sitting !== 'no-script') await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 10)))));
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

