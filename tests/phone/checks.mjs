import fs from 'node:fs';
import path from 'node:path';

// Each check gets a fresh phone ({context}), a server that can fail, and the site; it says what is wrong.

const NOTE = 'p.saved';
/** Two pages that every site has, and one that will be taken back: the first that has a poster. */
const PAGES = (site) => ({ first: 'dashboard/index.html', second: 'units/index.html', gone: site.names('.share.html')[0].replace('.share.html', '.html') });

/** Opens a page and waits until the worker is at work and has kept it. */
async function settle(page, server, name) {
  await page.goto(server.url(name));
  await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 10000 });
  await kept(page, server.url(name));
}
/** Asks the page until it says yes, ten seconds long. */
async function until(page, ask, arg) {
  for (let i = 0; i < 100; i++) {
    if (await page.evaluate(ask, arg)) return true;
    await page.waitForTimeout(100);
  }
  return false;
}
const kept = (page, url) => until(page, async (key) => Boolean(await caches.match(key)), url);
const open = async (page, server, name) => {
  await page.goto(server.url(name)).catch(() => {});
  return { h1: await page.locator('h1').first().textContent().catch(() => ''), note: await page.locator(NOTE).count() };
};

export const CHECKS = {
  /** A page that was opened is readable without a network, styled, and says of what day it is. */
  async 'offline-reading'({ context, server, site, say }) {
    const page = await context.newPage();
    const { first, second } = PAGES(site);
    await settle(page, server, first);
    const h1 = await page.locator('h1').textContent();
    server.down = true;
    const again = await open(page, server, first);
    if (again.h1 !== h1) say(`the page isn't readable without a network: "${again.h1}"`);
    if (!again.note) say('an old copy is shown as if it were fresh');
    else if (!/没有联网.*\d+年\d+月\d+日/s.test(await page.locator(NOTE).textContent())) say('the note does not say when the page was kept');
    const brand = await page.evaluate(() => getComputedStyle(document.querySelector('.main-nav') ?? document.body).backgroundColor);
    if (/rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\)/.test(brand)) say('the kept page has lost its style');
    const other = await open(page, server, second);
    if (!/没有联网/.test(other.h1)) say(`a page that was never opened shows "${other.h1}"`);
    if (!(await page.locator(`a[href="${server.url(first)}"]`).count())) say('the page for want of a network does not lead to what is kept');
    server.down = false;
    if ((await open(page, server, first)).note) say('the note stays when the network is back');
  },

  /** The network decides as long as there is one, a slow one included: after some seconds the old copy, with the note. */
  async 'network-first'({ context, server, site, say }) {
    const page = await context.newPage();
    const { first } = PAGES(site);
    await settle(page, server, first);
    server.site = site.with({ [first]: site.text(first).replace(/<h1[^>]*>.*?<\/h1>/s, '<h1>换了新的</h1>') });
    if ((await open(page, server, first)).h1 !== '换了新的') say('an old copy comes before the network');
    server.delay = 15000;
    const from = Date.now();
    const slow = await open(page, server, first);
    if (Date.now() - from > 9000 || !slow.note) say('a slow network keeps the reader waiting although there is a copy');
  },

  /** What was taken back or is gone is no longer shown, without a network either. */
  async 'taken-back'({ context, server, site, say }) {
    const page = await context.newPage();
    const { first, second, gone } = PAGES(site);
    await settle(page, server, gone);
    const h1 = await page.locator('h1').textContent();
    server.site = site.with({ 'gone.json': JSON.stringify({ gone: [gone] }) });
    // A new worker looks at once; an old one at most ten minutes later.
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const cdp = await context.newCDPSession(page);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await open(page, server, second);
    await page.waitForTimeout(800);
    server.down = true;
    if ((await open(page, server, gone)).h1 === h1) say('a page that was taken back is still shown');
    server.down = false;
    await open(page, server, first);
    server.site = site.with({ [first]: null });
    await open(page, server, first);
    await page.waitForTimeout(300);
    server.down = true;
    const missing = await open(page, server, first);
    if (missing.note) say('a page that is gone from the site is still shown');
  },

  /** The county may switch it off: an earlier worker goes, and what it kept. */
  async 'switched-off'({ context, server, site, say }) {
    const page = await context.newPage();
    const { first } = PAGES(site);
    await settle(page, server, first);
    server.site = site.with({ 'sw.js': OFF });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await until(page, async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length);
    const left = await page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]);
    if (left[0] || left[1]) say(`${left[0]} workers and ${left[1]} caches are left`);
  },

  /** The manifest has what installing takes, and icons of the sizes that it says. */
  async installable({ context, server, site, say }) {
    const page = await context.newPage();
    await page.goto(server.url(PAGES(site).first));
    const href = await page.locator('link[rel=manifest]').evaluate((l) => l.href);
    const app = await (await page.request.get(href)).json();
    if (new URL(app.start_url, href).href !== server.url('index.html') || new URL(app.scope, href).href !== server.url('index.html')) say('start_url or scope is not the site');
    for (const size of ['192x192', '512x512']) if (!app.icons.some((i) => i.sizes === size)) say(`no icon of ${size}`);
    if (!app.icons.some((i) => i.purpose === 'maskable')) say('no maskable icon');
    for (const icon of app.icons) {
      const real = await page.evaluate(async (src) => { const i = new Image(); i.src = src; await i.decode(); return `${i.width}x${i.height}`; }, new URL(icon.src, href).href);
      if (real !== icon.sizes) say(`${icon.src} is ${real}, not ${icon.sizes}`);
    }
  },

  /** Posters: one sheet of their paper, in sizes that are read from some steps away. */
  async posters({ context, server, site, say }) {
    const page = await context.newPage();
    for (const name of site.names('.html').filter((n) => /\.poster-a[34]\.html$/.test(n))) {
      const a4 = name.includes('poster-a4');
      // As wide as the paper between its margins.
      await page.setViewportSize({ width: a4 ? 680 : 971, height: 1000 });
      await page.goto(server.url(name));
      await page.emulateMedia({ media: 'print' });
      const sizes = await page.evaluate(() => {
        const pt = (sel) => { const e = document.querySelector(sel); return e ? parseFloat(getComputedStyle(e).fontSize) * 0.75 : 0; };
        const img = document.querySelector('img');
        const points = document.querySelector('.points');
        const line = parseFloat(getComputedStyle(points).lineHeight);
        const inner = [...points.children].reduce((sum, p) => sum + p.getBoundingClientRect().height, 0);
        const dark = getComputedStyle(document.querySelector('.sheet')).color, ground = getComputedStyle(document.documentElement).backgroundColor;
        return { title: pt('h1'), body: pt('.points p'), phone: pt('.phone b'), qr: (img.getBoundingClientRect().width / 96) * 25.4, lines: Math.round(inner / line), address: document.querySelector('.address').textContent, dark, ground };
      });
      const svg = site.text(name.replace(/\.poster-a[34]\.html$/, '.qr.svg'));
      const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
      const code = (sizes.qr * (side - 8)) / side;
      if (sizes.title < 48 || sizes.title > 72.5) say(`${name}: title of ${sizes.title.toFixed(1)} pt`);
      if (sizes.body < 24) say(`${name}: text of ${sizes.body.toFixed(1)} pt`);
      if (sizes.phone < 36) say(`${name}: telephone of ${sizes.phone.toFixed(1)} pt`);
      if (sizes.lines > 12) say(`${name}: ${sizes.lines} lines`);
      if (!(code >= 40)) say(`${name}: a code of ${code.toFixed(1)} mm`);
      if (!/^https?:\/\//.test(sizes.address)) say(`${name}: no address below the code`);
      if (sizes.dark !== 'rgb(0, 0, 0)' || sizes.ground !== 'rgb(255, 255, 255)') say(`${name}: ${sizes.dark} on ${sizes.ground}`);
      await page.emulateMedia({ media: null });
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const sheets = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
      const [, width] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)/.exec(pdf) ?? [];
      if (sheets !== 1) say(`${name}: ${sheets} sheets`);
      if (Math.abs(Number(width) - (a4 ? 595 : 842)) > 1) say(`${name}: paper ${width} pt wide`);
    }
  },
};

/** The worker of a site that wants none, as the theme ships it. */
export const OFF = fs.readFileSync(path.join(import.meta.dirname, '../../themes/default/templates/worker-off.js'), 'utf8').replace(/\{% (end)?raw -?%\}|\{%- endraw %\}/g, '');
