// A static server over a Site: folders have an index, wrong addresses get the site's own 404 page,
// everything carries the strictest policy that the site promises to work under.
import http from 'node:http';
import zlib from 'node:zlib';

export const CSP = "default-src 'self'";

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', ico: 'image/x-icon',
  json: 'application/json; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8', atom: 'application/atom+xml; charset=utf-8', txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json', pdf: 'application/pdf', wasm: 'application/wasm',
};

/** The file that answers an address, or null. */
export function resolve(site, pathname) {
  if (!pathname.startsWith(site.base)) return null;
  let name;
  try {
    name = decodeURIComponent(pathname.slice(site.base.length));
  } catch {
    return null;
  }
  if (name === '' || name.endsWith('/')) name += 'index.html';
  return site.files.has(name) ? name : null;
}

// Long enough that Chromium, which holds a new page's first picture back for half a second, shows it before its end.
const PIECE = 80;
const LATE = 300;

/** Where a slow line could break a page: after each link of its head, and here and there below. */
function pieces(html) {
  const ends = [...html.matchAll(/<\/(a|li|p|h1|section)>/g)].map((m) => m.index + m[0].length);
  const [head, rest] = [ends.filter((at) => at < html.indexOf('</header>')), ends.filter((at) => at > html.indexOf('</header>'))];
  const cuts = [0, ...head, ...[1, 2, 3].map((i) => rest[Math.floor((rest.length * i) / 4)] ?? html.length), html.length];
  return cuts.slice(1).map((to, i) => html.slice(cuts[i], to)).filter(Boolean);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Serves `site` (replaceable by `server.site = …`); resolves to {origin, url, close, site, log, slow}. With `slow` set,
 * a page comes in pieces and the scripts that it does not wait for come late.
 */
export function serve(site) {
  const state = { site, log: [], slow: false };
  const zipped = new WeakMap();
  const server = http.createServer(async (req, res) => {
    const { pathname } = new URL(req.url, 'http://localhost');
    const found = resolve(state.site, pathname);
    const name = found ?? (state.site.files.has('404.html') ? '404.html' : 'none.txt');
    const body = state.site.files.get(name) ?? Buffer.from('404');
    const ext = name.slice(name.lastIndexOf('.') + 1);
    const headers = { 'content-type': TYPES[ext] ?? 'application/octet-stream', 'content-security-policy': CSP };
    let bytes = body;
    if (/gzip/.test(req.headers['accept-encoding'] ?? '') && /text|json|xml|javascript/.test(headers['content-type'])) {
      if (!zipped.has(body)) zipped.set(body, zlib.gzipSync(body));
      bytes = zipped.get(body);
      headers['content-encoding'] = 'gzip';
    }
    headers['content-length'] = bytes.length;
    state.log.push({ path: pathname, status: found ? 200 : 404, bytes: bytes.length });
    if (state.slow && ext === 'html') {
      delete headers['content-encoding'];
      delete headers['content-length'];
      res.writeHead(found ? 200 : 404, headers);
      for (const piece of pieces(body.toString())) {
        res.write(piece);
        await pause(PIECE);
      }
      res.end();
      return;
    }
    if (state.slow && ext === 'js') await pause(LATE);
    res.writeHead(found ? 200 : 404, headers);
    res.end(req.method === 'HEAD' ? undefined : bytes);
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      state.origin = `http://127.0.0.1:${server.address().port}`;
      state.url = (name) => state.origin + state.site.url(name);
      state.close = () => {
        server.closeAllConnections();
        return new Promise((closed) => server.close(closed));
      };
      done(state);
    });
  });
}
