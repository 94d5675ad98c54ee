// Follows every address of the served site as a browser would: status, fragments, reach from home.
import { exempt, isEntry } from '../lib/kinds.mjs';
import { addresses, baseOf, elements, isStatement, urlsInCss } from '../lib/html.mjs';
import { serve } from '../lib/server.mjs';

export const RULES = 'status fragment leaves-base orphan clicks not-found'.split(' ');
const WRONG = 'no/such/page-here';

export async function run(site, report) {
  const server = await serve(site);
  try {
    await crawl(site, server, report);
  } finally {
    await server.close();
  }
}

async function crawl(site, server, report) {
  const mode = `at ${site.base}`;
  const say = (rule, page, message) => report.add(`links/${rule}`, page, message, mode);
  const home = server.url('index.html');
  const known = new Map(); // address without fragment -> {status, type, ids, text, els}
  const get = async (url) => {
    if (!known.has(url)) {
      const res = await fetch(url, { redirect: 'manual' });
      known.set(url, describe(res.status, res.headers.get('content-type') ?? '', await res.text()));
    }
    return known.get(url);
  };

  const steps = new Map([[home, 0]]);
  const queue = [home];
  const wanted = new Set(site.pages().map((p) => server.url(p.name)));
  const wrong = new URL(WRONG, home).href;
  const missing = await get(wrong);
  if (missing.status !== 404 || !missing.els) say('not-found', '404.html', 'a wrong address does not get the site\'s own page with status 404');
  else await follow(wrong, missing, true);

  while (queue.length) await visit(queue.shift());
  for (const url of [...wanted].filter((u) => !steps.has(u))) {
    const page = site.pages().find((p) => server.url(p.name) === url);
    if (!exempt('links/orphan', page.kind)) say('orphan', page.name, 'no link leads here from the home page');
    steps.set(url, Infinity);
    await visit(url); // its own links are checked all the same
    while (queue.length) queue.pop();
  }
  for (const page of site.pages()) {
    const n = steps.get(server.url(page.name));
    if (isEntry(page.kind) && n > 3 && n !== Infinity) say('clicks', page.name, `${n} clicks from home`);
  }

  async function visit(url) {
    report.saw('links', mode);
    const page = await get(url);
    if (page.els) await follow(url, page, false);
  }

  async function follow(url, page, isWrong) {
    const where = isWrong ? '404.html (at a deep wrong address)' : new URL(url).pathname.slice(site.base.length) || 'index.html';
    const from = baseOf(page.els, url);
    for (const el of page.els) {
      if (isStatement(el) || 'itemprop' in el.attrs) continue;
      for (const { attr, url: raw } of addresses(el)) {
        if (el.tag === 'base') continue;
        const target = await check(raw, from, `${where}:${el.line}`, `${el.tag} ${attr}`);
        if (!target || isWrong || el.tag !== 'a' || attr !== 'href') continue;
        if (!steps.has(target) && known.get(target)?.els) {
          steps.set(target, steps.get(url) + 1);
          queue.push(target);
        }
      }
    }
  }

  /** Checks one address; gives it without its fragment when it is an inner one. */
  async function check(raw, from, where, what) {
    if (/^(mailto|tel|sms|data|javascript|blob):/i.test(raw)) return null;
    let to;
    try {
      to = new URL(raw, from);
    } catch {
      say('status', where, `not an address: ${raw}`);
      return null;
    }
    if (to.origin !== server.origin) return null;
    if (!to.pathname.startsWith(site.base)) {
      say('leaves-base', where, `${what} leaves the site's folder: ${raw}`);
      return null;
    }
    const hash = decodeURIComponent(to.hash.slice(1));
    to.hash = '';
    to.search = '';
    const first = !known.has(to.href);
    const got = await get(to.href);
    if (got.status !== 200 && to.href !== from) say('status', where, `${what} answers ${got.status}: ${raw}`);
    else if (hash && hash !== 'top' && got.ids && !got.ids.has(hash)) {
      say('fragment', where, `no such place: ${raw}`);
    }
    if (first && /text\/css/.test(got.type)) {
      for (const inner of urlsInCss(got.text)) await check(inner, to.href, to.pathname, 'css url');
    }
    if (first && /manifest\+json/.test(got.type)) {
      const app = JSON.parse(got.text);
      for (const inner of [app.start_url, ...(app.icons ?? []).map((i) => i.src)].filter(Boolean)) {
        await check(inner, to.href, to.pathname, 'manifest address');
      }
    }
    return to.href;
  }
}

function describe(status, type, text) {
  if (!/text\/html/.test(type)) return { status, type, text };
  const els = elements(text);
  const ids = new Set(els.map((e) => e.attrs.id).filter(Boolean));
  return { status, type, els, ids };
}
