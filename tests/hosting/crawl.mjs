// Reads a hosted site from outside: every file, every page as linked, a wrong address.
import fs from 'node:fs';
import http from 'node:http';
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

/** Faults of a site built in `dir` and hosted at `origin + base`. `recipe`: also what our recipes promise, with the
 * packed files (`encodings`) that the server sends. */
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
  if (recipe) faults.push(...(await wrongAddress(origin, base, get)), ...(await packed(site, origin, recipe)), ...(await listings(site, origin, get)));
  const hidden = [...site.files.keys()].find((name) => /(^|\/)\./.test(name));
  if (recipe && hidden && (await get(origin + base + hidden)).status !== 404) faults.push(`the hidden file ${hidden} can be read`);
  return { faults: [...new Set(faults)], looked: seen.size, pages: site.pages().length };
}

const headers = (name, { headers: h }) => headersOf(name, (header) => h.get(header));

function headersOf(name, h) {
  const faults = [];
  for (const [header, test] of Object.entries(SECURITY)) {
    if (!test.test(h(header) ?? '')) faults.push(`${name}: header ${header} is ${h(header)}`);
  }
  const cache = h('cache-control') ?? '';
  if (!/\.(gz|br)$/.test(name) && (HASHED.test(name) ? !/immutable/.test(cache) : !/no-cache/.test(cache))) faults.push(`${name}: cache-control is ${cache}`);
  if (/\/\d/.test(h('server') ?? '')) faults.push(`${name}: the server tells its version`);
  if (/\.html$/.test(name) && !/charset=utf-8/i.test(h('content-type') ?? '')) faults.push(`${name}: no charset`);
  return faults;
}

/** What lies packed beside a file is sent as it is to those who take it; nobody else gets it. */
async function packed(site, origin, { encodings = [] }) {
  const faults = [];
  const beside = { gzip: '.gz', br: '.br' };
  const texts = [...site.files.keys()].filter((name) => site.files.has(`${name}.gz`));
  for (const name of texts) {
    for (const encoding of ['identity', ...encodings]) {
      const { headers, bytes } = await raw(origin + site.url(name), encoding);
      const wanted = site.files.get(encoding === 'identity' ? name : name + beside[encoding]);
      if (encoding === 'identity' ? headers['content-encoding'] : wanted && headers['content-encoding'] !== encoding) {
        faults.push(`${name} for ${encoding} arrives as ${headers['content-encoding']}`);
      } else if (wanted && !bytes.equals(wanted)) faults.push(`${name} for ${encoding} isn't the file that was packed`);
      if (wanted && encoding !== 'identity' && !/accept-encoding/i.test(headers.vary ?? '')) faults.push(`${name} for ${encoding}: no Vary`);
      const type = TYPES[name.split('.').at(-1)];
      if (type && !type.test(headers['content-type'] ?? '')) faults.push(`${name} for ${encoding} arrives as ${headers['content-type']}`);
      faults.push(...headersOf(name, (header) => headers[header]).map((f) => `${f} (${encoding})`));
    }
  }
  return faults;
}

/** An answer as it comes, not unpacked. */
function raw(url, encoding) {
  return new Promise((done, fail) => {
    http.get(url, { headers: { 'accept-encoding': encoding } }, (res) => {
      const parts = [];
      res.on('data', (part) => parts.push(part));
      res.once('end', () => done({ headers: res.headers, bytes: Buffer.concat(parts) }));
      res.once('error', fail);
    }).once('error', fail);
  });
}

/** A folder without a page of its own shows nothing. */
async function listings(site, origin, get) {
  const folders = new Set([...site.files.keys()].filter((n) => n.includes('/')).map((n) => n.slice(0, n.lastIndexOf('/') + 1)));
  const faults = [];
  for (const folder of folders) {
    if (site.files.has(`${folder}index.html`)) continue;
    const { status } = await get(origin + site.url(`${folder}x`).slice(0, -1));
    if (status !== 403 && status !== 404) faults.push(`the folder ${folder} answers ${status}`);
  }
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
