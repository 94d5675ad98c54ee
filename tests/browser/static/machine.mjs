// What machines read: manifest, sitemap, feeds, JSON. Small readers, strict about what they need.
import crypto from 'node:crypto';
import { resolve } from '../lib/server.mjs';

export const RULES = 'manifest json ndjson xml sitemap robots secret-page'.split(' ');

export function run(site, report) {
  manifest(site, report);
  for (const name of [...site.names('.json'), ...site.names('.webmanifest')]) {
    report.saw('machine');
    attempt(() => JSON.parse(site.text(name)), 'machine/json', name, report);
  }
  for (const name of site.names('.ndjson')) {
    report.saw('machine');
    attempt(() => site.text(name).split('\n').filter(Boolean).forEach((l) => JSON.parse(l)), 'machine/ndjson', name, report);
  }
  for (const name of [...site.names('.xml'), ...site.names('.atom'), ...site.names('.svg')]) {
    report.saw('machine');
    const fault = xmlFault(site.text(name));
    if (fault) report.add('machine/xml', name, fault);
  }
  sitemap(site, report);
}

function attempt(action, rule, name, report) {
  try {
    action();
  } catch (e) {
    report.add(rule, name, e.message);
  }
}

function manifest(site, report) {
  report.saw('machine');
  const say = (message, at = 'manifest.json') => report.add('machine/manifest', at, message);
  let list;
  try {
    list = JSON.parse(site.text('manifest.json')).files;
  } catch {
    return say('no readable manifest.json at the root of the site');
  }
  const listed = new Set();
  for (const { path, sha256, size } of list) {
    listed.add(path);
    const bytes = site.files.get(path);
    if (!bytes) say('listed but not there', path);
    else if (bytes.length !== size || crypto.createHash('sha256').update(bytes).digest('hex') !== sha256) say('not the listed bytes', path);
  }
  for (const path of site.files.keys()) if (!listed.has(path) && path !== 'manifest.json' && !path.startsWith('.')) say('there but not listed', path);
}

function sitemap(site, report) {
  // A preview forbids itself to search engines as a whole; anything else names its sitemap.
  if (!/^Disallow: \/$|^Sitemap:\s*https?:\S+/im.test(site.text('robots.txt'))) report.add('machine/robots', 'robots.txt', 'no robots.txt that names the sitemap');
  const names = site.names('.xml').filter((n) => /<urlset/.test(site.text(n)));
  const locs = names.flatMap((n) => [...site.text(n).matchAll(/<loc>\s*(.*?)\s*<\/loc>/g)].map((m) => m[1]));
  if (!locs.length) return report.add('machine/sitemap', 'sitemap.xml', 'no sitemap, or an empty one');
  const listed = new Set();
  for (const loc of locs) {
    const name = resolve(site, new URL(loc).pathname);
    listed.add(name);
    if (!name) report.add('machine/sitemap', 'sitemap.xml', `names what is not there: ${loc}`);
  }
  for (const page of site.pages()) {
    const robots = page.els.find((e) => e.tag === 'meta' && e.attrs.name === 'robots')?.attrs.content ?? '';
    const hidden = /noindex/.test(robots);
    if (hidden && listed.has(page.name)) report.add('machine/secret-page', page.name, 'noindex, but in the sitemap');
    if (!hidden && !listed.has(page.name) && page.kind !== 'notfound' && page.kind !== 'redirect') {
      report.add('machine/sitemap', page.name, 'not in the sitemap');
    }
  }
}

/** First fault of form in an XML text, or ''. No DTD, no entities of its own: we write none. */
export function xmlFault(text) {
  const body = text.replace(/^\uFEFF?<\?xml[^?]*\?>/, '').replace(/<!--[\s\S]*?-->/g, '').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/<\?[\s\S]*?\?>/g, '');
  const open = [];
  let at = 0;
  let roots = 0;
  for (const m of body.matchAll(/<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(\/?)>/g)) {
    const between = body.slice(at, m.index);
    at = m.index + m[0].length;
    if (badText(between)) return `stray mark in text: ${between.trim().slice(0, 60)}`;
    if (badText(m[3].replace(/[<>]/g, ''))) return `stray & in <${m[2]}>`;
    if (!open.length && between.trim()) return `text outside the root: ${between.trim().slice(0, 40)}`;
    if (m[1]) {
      const was = open.pop();
      if (was !== m[2]) return `</${m[2]}> closes <${was ?? 'nothing'}>`;
    } else {
      if (!open.length && ++roots > 1) return `a second root <${m[2]}>`;
      if (!m[4]) open.push(m[2]);
    }
  }
  if (open.length) return `<${open.at(-1)}> is not closed`;
  if (!roots) return 'no element';
  return body.slice(at).trim() ? 'text after the root' : '';
}

const badText = (s) => /[<]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.test(s);
