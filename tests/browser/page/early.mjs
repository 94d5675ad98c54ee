// What a visit shows first and what it fetches for it: a reader who keeps elder mode sees no other size before it, and only
// such a reader pays for its style sheet; and nothing moves while the rest arrives.
import { toggleElder } from '../lib/browser.mjs';
import { watchPage } from '../lib/inpage.mjs';

export const RULES = 'flash spared fetched steady'.split(' ');

/** The frame is the same on all pages; these differ in depth and in what else their heads ask for. */
export const KINDS = 'home policy dashboard search notfound poster'.split(' ');

/** Kinds that have no elder mode. */
const BARE = ['poster'];

const SHEET = /\/elder[^/]*\.css$/;
const LARGE = 25.9;

/** Two visits of readers whose browsers have kept nothing but, for the second, the choice made on the first. */
export async function run(browser, server, sample, report) {
  const say = (rule, message) => report.add(`early/${rule}`, sample.name, message);
  const url = server.url(sample.name);
  await steady(browser, server, sample, report);
  if (BARE.includes(sample.kind)) return;

  const plain = await visitor(browser);
  if (fetched(server, await visitOf(plain, url, server))) say('spared', 'the style sheet of elder mode is fetched on a visit without it');
  const switched = await toggleElder(plain.page);
  const storageState = await plain.context.storageState();
  await plain.context.close();
  if (!switched) return say('fetched', 'no control to switch elder mode on');

  const elder = await visitor(browser, { storageState });
  await elder.context.addInitScript(watchFrames);
  // Slow, so that a page which does not wait for it is seen without it.
  await elder.context.route(SHEET, async (route) => {
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  if (!fetched(server, await visitOf(elder, url, server))) say('fetched', 'the style sheet of elder mode is not fetched on a visit in it');
  const sizes = await elder.page.evaluate(() => window.__frames);
  await elder.context.close();
  if (!sizes.length) say('flash', 'no frame was seen');
  const small = sizes.findIndex((px) => px < LARGE);
  if (small >= 0) say('flash', `frame ${small + 1} of ${sizes.length} has text of ${sizes[small]} px, though elder mode was left on; the last has ${sizes.at(-1)} px`);
  await steady(browser, server, sample, report, { storageState });
}

const WIDTHS = [1280, 360];

/** A page that comes over a slow line, in pieces and with late scripts: what was shown stays where it is. */
async function steady(browser, server, sample, report, elder) {
  server.slow = true;
  for (const width of WIDTHS) {
    const { context, page } = await visitor(browser, { viewport: { width, height: 640 }, ...elder });
    await context.addInitScript(watchPage);
    await page.goto(server.url(sample.name), { waitUntil: 'load' });
    await page.waitForTimeout(100);
    const { shift, shifted } = await page.evaluate(() => window.__seen);
    await context.close();
    if (shift > 0.01) report.add('early/steady', sample.name, `at ${width} px${elder ? ' in elder mode' : ''} layout shifts by ${shift.toFixed(3)} while the page arrives: ${[...new Set(shifted)].join(', ')}`);
  }
  server.slow = false;
}

async function visitor(browser, more) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 }, serviceWorkers: 'block', ...more });
  return { context, page: await context.newPage() };
}

/** Where the server's log began when the page was asked for. */
async function visitOf({ page }, url, server) {
  const from = server.log.length;
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(600); // what a sheet that nothing waits for still changes
  return from;
}

const fetched = (server, from) => server.log.slice(from).some((r) => SHEET.test(r.path) && r.status === 200);

/** Text size in each frame that is about to be painted; none comes while the page waits for a style sheet. */
function watchFrames() {
  const frames = (window.__frames = []);
  const look = () => {
    if (document.body) frames.push(parseFloat(getComputedStyle(document.body).fontSize));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
