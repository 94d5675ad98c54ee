// A server that can be cut off or slowed down: what a phone on a village road sees. Below a folder, as some counties host.
import http from 'node:http';
import { CSP, resolve } from '../browser/lib/server.mjs';

const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png', json: 'application/json', webmanifest: 'application/manifest+json' };

export function serve(site) {
  const state = { site, down: false, delay: 0 };
  const server = http.createServer(async (req, res) => {
    if (state.down) return req.socket.destroy();
    if (state.delay) await new Promise((done) => setTimeout(done, state.delay));
    const found = resolve(state.site, new URL(req.url, 'http://localhost').pathname);
    const name = found ?? '404.html';
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    res.writeHead(found ? 200 : 404, { 'content-type': type, 'content-security-policy': CSP, 'cache-control': 'no-cache' });
    res.end(state.site.files.get(name));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => {
    state.url = (name) => `http://127.0.0.1:${server.address().port}${state.site.url(name)}`;
    state.close = () => { server.closeAllConnections(); return new Promise((closed) => server.close(closed)); };
    done(state);
  }));
}
