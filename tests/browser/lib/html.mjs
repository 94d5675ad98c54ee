// HTML as parsed by the standard's algorithm, in a shape that is easy to ask.
import { parse } from 'parse5';

/** A page's elements in document order: {tag, attrs, line, parent, node}. */
export function elements(text) {
  const doc = parse(text, { sourceCodeLocationInfo: true });
  const out = [];
  const walk = (node, parent) => {
    let self = parent;
    if (node.tagName) {
      self = {
        tag: node.tagName,
        attrs: Object.fromEntries(node.attrs.map((a) => [a.name, a.value])),
        line: node.sourceCodeLocation?.startLine ?? 0,
        parent,
        node,
      };
      out.push(self);
    }
    for (const child of (node.content ?? node).childNodes ?? []) walk(child, self);
  };
  walk(doc, null);
  return out;
}

/** Text of a node as read: alt of images, no script, style or template. */
export function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  if (['script', 'style', 'template'].includes(node.tagName)) return '';
  if (node.tagName === 'img') return node.attrs.find((a) => a.name === 'alt')?.value ?? '';
  return (node.childNodes ?? []).map(textOf).join('');
}

export const squeeze = (s) => s.replace(/\s+/g, ' ').trim();

export function inside(el, test) {
  for (let up = el.parent; up; up = up.parent) if (test(up)) return up;
  return null;
}

/** Addresses that an element makes the reader or the browser go to: [{attr, url}]. */
export function addresses(el) {
  const out = [];
  const { tag, attrs } = el;
  for (const attr of ['href', 'src', 'poster', 'data', 'action', 'formaction', 'cite']) {
    if (attrs[attr] !== undefined && !(tag === 'data')) out.push({ attr, url: attrs[attr].trim() });
  }
  if (attrs.srcset) {
    for (const part of attrs.srcset.split(',')) out.push({ attr: 'srcset', url: part.trim().split(/\s+/)[0] });
  }
  return out;
}

/** Says who the page is to others, not where the browser goes: canonical, alternate and so on. */
export const isStatement = (el) =>
  el.tag === 'link' && /\b(canonical|alternate|license|author)\b/.test(el.attrs.rel ?? '') && /^https?:/.test(el.attrs.href ?? '');

/** What relative addresses of a page start from. */
export function baseOf(els, url) {
  const base = els.find((e) => e.tag === 'base' && e.attrs.href)?.attrs.href;
  return base ? new URL(base, url).href : url;
}

export const urlsInCss = (css) =>
  [...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)].map((m) => m[2] ?? m[4]);
