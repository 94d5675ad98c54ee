// Reads a hosted site from outside: every file, every page as linked, a wrong address.
import fs from 'node:fs';
import { Site } from '../browser/lib/site.mjs';
import { addresses, baseOf, elements, isStatement } from '../browser/lib/html.mjs';

export const SECURITY = {
  'content-security-policy': /default-src 'self'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /./,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
};
const TYPES = { html: /^text\/html/, css: /^text\/css/, js: /javascript/, svg: /^image\/svg\+xml/, json: /json/, xml: /xml/, csv: /^text\/csv/, webmanifest: /manifest\+json/, png: /^image\/png/ };
const HASHED = /[.-][0-9a-f]{8,64}\.(css|js|svg|png|jpe?g|webp|avif|ico|woff2|wasm|json|bin)$/;

/** Faults of a site built in `dir` and hosted at `origin + base`. `recipe`: also what our nginx.conf promises. */
export async function crawl(dir, origin, base, { recipe }) {
  const site = Site.load(dir, base);
  const faults = [];
  const seen = new Map();
  const get = async (url, options) => {
    const key = `${options?.method ?? ''}${url}`;
    if (!seen.has(key)) {
      const res = await fetch(url, { redirect: 'manual', ...options });
      seen.set(key, { status: res.status, headers: res.headers, bytes: Buffer.from(await res.arrayBuffer()) });
    }
    return seen.get(key);
  };

  const files = [...site.files.keys()].filter((name) => !/(^|\/)\./.test(name));
  await inTurn(files, 8, async (name) => {
    const got = await get(origin + site.url(name));
    if (got.status !== 200) faults.push(`${name} answers ${got.status}`);
    else if (!got.bytes.equals(site.files.get(name))) faults.push(`${name} arrives changed`);
    const ext = name.split('.').at(-1);
    const type = got.headers.get('content-type') ?? '';
    // python's server knows fewer types than ours promises.
    if (TYPES[ext] && (recipe || /html|css|js$/.test(ext)) && !TYPES[ext].test(type)) faults.push(`${name} arrives as ${type}`);
    if (recipe) for (const fault of headers(name, got)) faults.push(fault);
  });

  await inTurn(site.pages(), 8, async (page) => {
    const from = baseOf(page.els, origin + site.url(page.name));
    for (const el of page.els) {
      if (isStatement(el)) continue;
      for (const { url } of addresses(el)) {
        if (/^(mailto|tel|sms):/.test(url)) continue;
        const to = new URL(url, from);
        to.hash = '';
        if (to.origin !== origin) continue;
        const { status } = await get(to.href);
        // python's server answers a folder without its slash by a redirect, as nginx does.
        if (status !== 200 && !(page.kind === 'notfound')) faults.push(`${page.name}: ${url} answers ${status}`);
      }
    }
  });
  if (recipe) faults.push(...(await wrongAddress(origin, base, get)));
  const hidden = [...site.files.keys()].find((name) => /(^|\/)\./.test(name));
  if (recipe && hidden && (await get(origin + base + hidden)).status !== 404) faults.push(`the hidden file ${hidden} can be read`);
  return { faults: [...new Set(faults)], looked: seen.size, pages: site.pages().length };
}

function headers(name, { headers: h }) {
  const faults = [];
  for (const [header, test] of Object.entries(SECURITY)) {
    if (!test.test(h.get(header) ?? '')) faults.push(`${name}: header ${header} is ${h.get(header)}`);
  }
  const cache = h.get('cache-control') ?? '';
  if (HASHED.test(name) ? !/immutable/.test(cache) : !/no-cache/.test(cache)) faults.push(`${name}: cache-control is ${cache}`);
  if (/nginx\/\d/.test(h.get('server') ?? '')) faults.push(`${name}: the server tells its version`);
  if (/\.html$/.test(name) && !/charset=utf-8/i.test(h.get('content-type') ?? '')) faults.push(`${name}: no charset`);
  return faults;
}

async function wrongAddress(origin, base, get) {
  const faults = [];
  const at = `${origin}${base}no/such/deep/page.html`;
  const got = await get(at);
  const els = elements(got.bytes.toString('utf8'));
  if (got.status !== 404) faults.push(`a wrong address answers ${got.status}`);
  if (!els.some((e) => e.attrs['data-page'] === 'notfound')) faults.push('a wrong address does not get the site\'s own page');
  faults.push(...headers('wrong address', got));
  for (const el of els) {
    if (isStatement(el)) continue;
    for (const { url } of addresses(el)) {
      const to = new URL(url, baseOf(els, at));
      to.hash = '';
      if (to.origin === origin && to.href !== at && (await get(to.href)).status !== 200) faults.push(`404 page at a deep address: ${url} does not answer`);
    }
  }
  const post = await get(`${origin}${base}`, { method: 'POST' });
  if (post.status !== 405) faults.push(`POST answers ${post.status} instead of 405`);
  return faults;
}

async function inTurn(items, size, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: size }, async () => {
    while (queue.length) await work(queue.shift());
  }));
}

export const exists = (file) => fs.existsSync(file);
