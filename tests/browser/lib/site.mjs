// A built site held in memory, so that the self-test can change single files of it.
import fs from 'node:fs';
import path from 'node:path';
import { elements, textOf, squeeze } from './html.mjs';
import { normalKind } from './kinds.mjs';

export class Site {
  /** @param {Map<string, Buffer>} files by path from the site's root; `base` is `/` or `/a/b/`. */
  constructor(files, base = '/') {
    this.files = files;
    this.base = base;
    this.parsed = new Map();
  }

  static load(dir, base = '/') {
    const files = new Map();
    for (const item of fs.readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const full = path.join(item.parentPath ?? item.path, item.name);
      if (item.isFile()) files.set(path.relative(dir, full).split(path.sep).join('/'), fs.readFileSync(full));
    }
    return new Site(files, base);
  }

  /** The same site with some files replaced (text or null to take one away). */
  with(changes) {
    const files = new Map(this.files);
    for (const [name, text] of Object.entries(changes)) {
      if (text === null) files.delete(name);
      else files.set(name, Buffer.from(text));
    }
    return new Site(files, this.base);
  }

  names(ext) {
    return [...this.files.keys()].filter((f) => f.endsWith(ext)).sort();
  }

  text(name) {
    return this.files.get(name)?.toString('utf8') ?? '';
  }

  /** Address of a file as linked: `index.html` is its folder. */
  url(name) {
    return this.base + name.replace(/(^|\/)index\.html$/, '$1');
  }

  /** Every HTML page, parsed once. */
  pages() {
    return this.names('.html').map((name) => this.page(name));
  }

  page(name) {
    if (!this.parsed.has(name)) {
      const els = elements(this.text(name));
      const kind = normalKind(els.find((e) => e.attrs['data-page'] !== undefined)?.attrs['data-page']);
      const title = els.find((e) => e.tag === 'title' && e.parent?.tag === 'head');
      this.parsed.set(name, { name, url: this.url(name), els, kind, title: title ? squeeze(textOf(title.node)) : '' });
    }
    return this.parsed.get(name);
  }

  /** Pages to test in all modes: one of each kind, and the longest one too of the kinds with many pages. */
  samples() {
    const byKind = new Map();
    for (const page of this.pages()) {
      if (page.kind === 'redirect') continue;
      byKind.set(page.kind, [...(byKind.get(page.kind) ?? []), page]);
    }
    const out = [];
    for (const [kind, pages] of [...byKind].sort()) {
      const sized = pages.toSorted((a, b) => this.files.get(b.name).length - this.files.get(a.name).length);
      const names = new Set([sized[0].name]);
      if (pages.length > 8) names.add(sized[sized.length >> 1].name);
      out.push(...[...names].map((name, i) => ({ kind, name, url: this.url(name), label: i ? `${kind}-2` : kind || 'none', second: i > 0 })));
    }
    return out;
  }
}
