// What every page of the site must have and must not have, read from its HTML alone.
import { KNOWN, exempt, isList } from '../lib/kinds.mjs';
import { addresses, inside, isStatement, squeeze, textOf } from '../lib/html.mjs';

export const RULES = `kind lang charset viewport title title-unique h1 heading-skip heading-empty landmarks skip-link
  elder-toggle footer inline-style inline-script handler data-url script-url base absolute-link external-mark table-caption
  table-scope image-alt image-size empty-column leftover`.split(/\s+/);

const FOOTER = [
  ['我为政府网站找错', /找错/],
  ['党政机关网站标识', /党政机关/],
  ['网站标识码', /网站标识码\s*[:：]?\s*(bm\d{8}|\d{10})/],
  ['ICP 备案号', /ICP备\d{6,}号/],
  ['公安备案号', /公网安备\s*\d{14}号/],
  ['主办单位', /主办(单位)?\s*[:：]?\s*\S/],
  ['联系方式', /(联系|电话)[^0-9]{0,12}\d[\d-]{4,}/],
];
const LEFTOVER = /\{\{|\}\}|\{%|\[object Object\]|\bundefined\b|\bNaN\b|__tera|Some\(|\bNone\b/;

export function run(site, report, { host = '' } = {}) {
  const titles = new Map();
  for (const page of site.pages()) {
    report.saw('structure');
    const say = (rule, message, el) => {
      if (!exempt(`structure/${rule}`, page.kind)) {
        report.add(`structure/${rule}`, el?.line ? `${page.name}:${el.line}` : page.name, message);
      }
    };
    head(page, say);
    if (page.title && !exempt('structure/title-unique', page.kind)) {
      const other = titles.get(page.title);
      if (other) say('title-unique', `the same title as ${other}: ${page.title}`);
      else titles.set(page.title, page.name);
    }
    headings(page, say);
    frame(page, say);
    for (const el of page.els) element(el, say, host);
    tables(page, say);
    content(page, say);
  }
}

function head({ els, kind, title }, say) {
  if (!KNOWN.has(kind)) say('kind', kind ? `unknown data-page="${kind}"` : 'no data-page on the page');
  const root = els.find((e) => e.tag === 'html');
  if (root?.attrs.lang !== 'zh-CN') say('lang', 'html has no lang="zh-CN"', root);
  const metas = els.filter((e) => e.tag === 'meta');
  const charset = metas.find((m) => m.attrs.charset);
  if (charset?.attrs.charset.toLowerCase() !== 'utf-8') say('charset', 'no meta charset="utf-8"');
  const view = metas.find((m) => m.attrs.name === 'viewport')?.attrs.content ?? '';
  if (!/width=device-width/.test(view) || /user-scalable=(no|0)|maximum-scale=[1-4](\.\d+)?(,|$)/.test(view)) {
    say('viewport', 'viewport missing, or it forbids zooming');
  }
  if (!title) say('title', 'no title');
}

function headings({ els }, say) {
  const list = els.filter((e) => /^h[1-6]$/.test(e.tag));
  const ones = list.filter((e) => e.tag === 'h1');
  if (ones.length !== 1) say('h1', `${ones.length} h1 instead of one`, ones[1]);
  let last = 0;
  for (const h of list) {
    const level = Number(h.tag[1]);
    const text = squeeze(textOf(h.node));
    if (level > last + 1) say('heading-skip', `h${last || ' (none)'} is followed by ${h.tag}`, h);
    if (!text) say('heading-empty', `empty ${h.tag}`, h);
    last = level;
  }
}

const sectioning = (e) => ['article', 'aside', 'main', 'nav', 'section'].includes(e.tag);

function frame({ els }, say) {
  const top = (tag) => els.filter((e) => e.tag === tag && !inside(e, sectioning));
  for (const tag of ['header', 'footer']) {
    if (top(tag).length !== 1) say('landmarks', `${top(tag).length} page ${tag} instead of one`);
  }
  const mains = els.filter((e) => e.tag === 'main');
  if (mains.length !== 1) say('landmarks', `${mains.length} main instead of one`);
  if (!els.some((e) => e.tag === 'nav')) say('landmarks', 'no nav');
  const first = els.find((e) => inside(e, (u) => u.tag === 'body') && (e.tag === 'button' || (e.tag === 'a' && e.attrs.href)));
  const target = first?.attrs.href?.startsWith('#') && els.find((e) => e.attrs.id === first.attrs.href.slice(1));
  if (!target || !(target.tag === 'main' || inside(target, (u) => u.tag === 'main'))) {
    say('skip-link', 'the first link of the page does not skip to the main part', first);
  }
  const toggle = els.find((e) => 'data-elder-toggle' in e.attrs);
  if (!toggle) say('elder-toggle', 'no control with data-elder-toggle');
  else if (!inside(toggle, (u) => u.tag === 'header')) say('elder-toggle', 'the elder mode control is not in the header', toggle);
  const foot = top('footer')[0];
  const text = foot ? squeeze(textOf(foot.node)) : '';
  for (const [name, test] of FOOTER) if (!test.test(text)) say('footer', `the footer lacks ${name}`, foot);
  const map = foot && els.some((e) => e.tag === 'a' && inside(e, (u) => u === foot) && /网站地图/.test(textOf(e.node)));
  if (!map) say('footer', 'the footer lacks a link 网站地图', foot);
}

function element(el, say, host) {
  const { tag, attrs } = el;
  if (tag === 'base') say('base', 'a base element makes every #fragment link, the skip link first, leave the page', el);
  if (tag === 'style') say('inline-style', '<style> in the page', el);
  if (attrs.style !== undefined) say('inline-style', `style attribute on ${tag}`, el);
  if (tag === 'script' && attrs.src === undefined && attrs.type !== 'application/ld+json') {
    say('inline-script', '<script> without src', el);
  }
  for (const name of Object.keys(attrs)) if (/^on[a-z]+$/.test(name)) say('handler', `${name} on ${tag}`, el);
  for (const { attr, url } of addresses(el)) {
    if (/^data:/i.test(url)) say('data-url', `data: address in ${tag} ${attr}`, el);
    if (/^javascript:/i.test(url)) say('script-url', `javascript: address in ${tag} ${attr}`, el);
    if (isStatement(el)) continue;
    const own = host && url.replace(/^https?:/, '').startsWith(`//${host}`);
    if (url.startsWith('/') || own) say('absolute-link', `absolute address in ${tag} ${attr}: ${url}`, el);
    if (tag === 'a' && !own && /^(https?:)?\/\//.test(url) && !/\bexternal\b/.test(attrs.rel ?? '')) {
      say('external-mark', `link to another site without rel="external": ${url}`, el);
    }
  }
  if (tag === 'img') {
    if (attrs.alt === undefined) say('image-alt', `img without alt: ${attrs.src}`, el);
    if (!/^\d+$/.test(attrs.width ?? '') || !/^\d+$/.test(attrs.height ?? '')) {
      say('image-size', `img without width and height: ${attrs.src}`, el);
    }
  }
}

function tables({ els }, say) {
  for (const table of els.filter((e) => e.tag === 'table')) {
    const mine = els.filter((e) => inside(e, (u) => u === table));
    const caption = mine.find((e) => e.tag === 'caption');
    if (!caption || !squeeze(textOf(caption.node))) say('table-caption', 'table without a caption', table);
    const heads = mine.filter((e) => e.tag === 'th');
    if (!heads.length) say('table-scope', 'table without th', table);
    for (const th of heads) if (!th.attrs.scope) say('table-scope', 'th without scope', th);
  }
}

function content({ els, kind }, say) {
  const main = els.find((e) => e.tag === 'main');
  if (isList(kind) && main) {
    const crumbs = (u) => u.tag === 'nav';
    const links = els.filter((e) => e.tag === 'a' && inside(e, (u) => u === main) && !inside(e, crumbs));
    if (!links.length) say('empty-column', 'a list page that lists nothing', main);
  }
  const body = els.find((e) => e.tag === 'body');
  const found = body && LEFTOVER.exec(textOf(body.node).replace(/\s+/g, ' '));
  if (found) say('leftover', `text that a program left: ${found[0]}`);
}
