{% raw -%}
// The site's service worker: pages that were opened stay readable without a network, and say that they are old. Network
// first; an old copy is never shown as if it were today's. Only this site's own pages and files, nothing is sent anywhere.
"use strict";
const PAGES = "gongkai-pages-1", FILES = "gongkai-files-1";
const MOST = { [PAGES]: 60, [FILES]: 120 };
const WAIT = 4000; // ms: a network that is slower than this counts as none, if there is a copy
const EVERY = 6e5; // ms between two looks at the list of what was taken back
const ROOT = self.registration.scope;
let looked = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("gongkai-") && !(name in MOST)) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
  if (request.mode === "navigate") event.respondWith(page(event, address(url)));
  else if (url.href.startsWith(ROOT + "assets/") || request.destination === "image") event.respondWith(file(event, url.href));
});

// The page that was open before there was a worker.
self.addEventListener("message", (event) => {
  if (!event.data || !event.data.keep) return;
  event.waitUntil((async () => {
    const url = new URL(event.data.keep);
    if (!url.href.startsWith(ROOT)) return;
    await keepPage(address(url), await fetch(address(url)));
    const files = await caches.open(FILES);
    for (const href of event.data.files) if (href.startsWith(ROOT)) await keepFile(files, href, await fetch(href));
  })().catch(() => {}));
});

const address = (url) => url.origin + url.pathname;

async function page(event, key) {
  const net = fetch(event.request).then(async (response) => {
    if (!event.request.url.includes("?")) await keepPage(key, response.clone());
    return response;
  });
  event.waitUntil(net.then(takenBack).catch(() => {}));
  const cache = await caches.open(PAGES);
  if (!(await cache.match(key))) return net.catch(() => none(cache));
  const late = new Promise((done) => setTimeout(done, WAIT));
  const fresh = await Promise.race([net.catch(() => null), late]);
  if (fresh) return fresh;
  const old = await cache.match(key); // the late answer may have removed it
  return old ? marked(old) : net.catch(() => none(cache));
}

async function keepPage(key, response) {
  const cache = await caches.open(PAGES);
  const html = /text\/html/.test(response.headers.get("content-type") || "");
  if (response.status === 404 || response.status === 410) return void (await cache.delete(key));
  if (!response.ok || response.redirected || !html) return;
  const headers = plain(response.headers);
  const text = await response.text();
  const title = /<title>([^<]*)/.exec(text);
  headers.set("x-saved", String(Date.now()));
  headers.set("x-title", encodeURIComponent(title ? title[1] : key));
  await cache.put(key, new Response(text, { headers }));
  await trim(PAGES);
}

async function file(event, key) {
  const cache = await caches.open(FILES);
  const old = await cache.match(key);
  // Names in assets/ change with what is in them.
  if (old && key.startsWith(ROOT + "assets/")) return old;
  try {
    const response = await fetch(event.request);
    event.waitUntil(keepFile(cache, key, response.clone()));
    return response;
  } catch (e) {
    return old || Response.error();
  }
}

async function keepFile(cache, key, response) {
  if (!response.ok) return;
  await cache.put(key, response);
  await trim(FILES);
}

// The oldest go.
async function trim(name) {
  const cache = await caches.open(name), keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(key);
}

// What the site has taken back isn't kept, wherever the reader goes next.
async function takenBack() {
  if (Date.now() - looked < EVERY) return;
  const response = await fetch(ROOT + "gone.json", { cache: "no-store" });
  if (!response.ok) return;
  const list = await response.json(), cache = await caches.open(PAGES);
  for (const path of list.gone) await cache.delete(ROOT + path);
  looked = Date.now();
}

function plain(from) {
  const headers = new Headers(from);
  for (const name of ["content-length", "content-encoding", "transfer-encoding"]) headers.delete(name);
  return headers;
}

const escaped = (s) => s.replace(/[&<>"]/g, (c) => "&#" + c.charCodeAt(0) + ";");
function day(ms) {
  const d = new Date(Number(ms));
  return d.getFullYear() + "年" + (d.getMonth() + 1) + "月" + d.getDate() + "日" + d.getHours() + "时" + String(d.getMinutes()).padStart(2, "0") + "分";
}

// A kept page says when it was kept, before anything else.
async function marked(old) {
  const note = '<p class="saved" role="status"><strong>没有联网</strong>：这是' + day(old.headers.get("x-saved")) + "保存的旧页，可能已经修改或者撤下；联网后重新打开才是现在的内容。</p>";
  const text = (await old.text()).replace(/<body[^>]*>/, (body) => body + note);
  return new Response(text, { headers: plain(old.headers) });
}

// Nothing kept for this address: say so, and what there is.
async function none(cache) {
  const rows = [];
  for (const key of (await cache.keys()).reverse()) {
    const kept = await cache.match(key);
    if (kept) rows.push('<li><a href="' + escaped(key.url) + '">' + escaped(decodeURIComponent(kept.headers.get("x-title"))) + "</a>（" + day(kept.headers.get("x-saved")) + "保存）</li>");
  }
  const style = (await (await caches.open(FILES)).keys()).map((k) => k.url).filter((u) => /\/site\.[0-9a-f]+\.css$/.test(u)).pop();
  const list = rows.length ? "<h2>已经保存的页面</h2><ul class=\"links\">" + rows.join("") + "</ul>" : "";
  const html = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>没有联网</title>' +
    (style ? '<link rel="stylesheet" href="' + escaped(style) + '">' : "") +
    '</head><body><main class="wrap"><h1>没有联网</h1><p>这个页面没有保存过，联网后再打开。</p>' + list + "</main></body></html>";
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'" } });
}
{%- endraw %}
