// What a first visit costs over the network, with gzip, counted at the server.
import { exempt } from '../lib/kinds.mjs';

export const RULES = ['entry', 'page'];
export const BUDGET = { entryBytes: 30 * 1024, entryRequests: 5, pageBytes: 200 * 1024 };

/** Needs a browser that has seen nothing yet: a context of its own for each page. */
export async function run(browser, server, sample, report) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 740 }, isMobile: true });
  const page = await context.newPage();
  const from = server.log.length;
  await page.goto(server.url(sample.name), { waitUntil: 'load' });
  await page.waitForTimeout(150); // what the page's script asks for next
  // Chromium asks for a favicon only if the page names none; the answer counts like any other.
  const mine = server.log.slice(from);
  await context.close();
  const bytes = mine.reduce((sum, r) => sum + r.bytes + 250, 0); // 250: about what the answer's head takes
  const size = `${(bytes / 1024).toFixed(1)} KB in ${mine.length} requests`;
  const say = (rule, message) => report.add(`weight/${rule}`, sample.name, message);
  if (!exempt('weight/entry', sample.kind) && (bytes > BUDGET.entryBytes || mine.length > BUDGET.entryRequests)) {
    say('entry', `${size}; an entry may cost 30 KB in 5 requests: ${mine.map((r) => `${r.path} ${r.bytes}`).join(', ')}`);
  }
  if (bytes > BUDGET.pageBytes) say('page', `${size}; a page may cost 200 KB`);
  return { label: sample.label, bytes, requests: mine.length };
}
