// The preview's own tools: a bar for editors, the list of findings, and the reload when something changed.
// Served with each page while somebody previews; no published file holds it.
(() => {
  'use strict';
  const WORDS = {
    zh: {
      mark: '预览', findings: n => `问题 ${n}`, none: '没有问题', here: '本页', elsewhere: '其他页面和全站', close: '关闭',
      open: '打开源文件', copied: '已复制路径', elder: '长者模式', phone: '手机宽度', noscript: '不用脚本', stale: '有差错：显示的仍是上一次的网站',
      gone: '预览已停止', title: '需要处理的问题', line: (f, l, c) => l ? `${f} 第 ${l} 行第 ${c} 列` : f, bar: '预览工具',
    },
    en: {
      mark: 'Preview', findings: n => `${n} findings`, none: 'No findings', here: 'This page', elsewhere: 'Other pages and the site', close: 'Close',
      open: 'Open source', copied: 'Path copied', elder: 'Elder mode', phone: 'Phone width', noscript: 'No scripts', stale: 'Faults: this is still the last good site',
      gone: 'The preview has stopped', title: 'What needs attention', line: (f, l, c) => l ? `${f}:${l}:${c}` : f, bar: 'Preview tools',
    },
  };
  let words = WORDS.zh;
  let shown = null; // the answer of /.gongkai/findings
  let number = 0; // of the build that this page shows
  let opened = false; // whether the reader closed the panel of the faults shown

  const make = (name, props = {}, ...children) => {
    const node = Object.assign(document.createElement(name), props);
    node.append(...children.filter(Boolean));
    return node;
  };

  const host = make('gongkai-preview');
  const root = host.attachShadow({ mode: 'open' });
  const bar = make('aside', { className: 'bar' });
  const panel = make('section', { className: 'panel', hidden: true, tabIndex: -1 });
  const said = make('span', { className: 'quiet', role: 'status' });
  root.append(make('link', { rel: 'stylesheet', href: '/.gongkai/preview.css' }), panel, bar);

  const frame = what => `/.gongkai/frame?${what}&path=${encodeURIComponent(location.pathname + location.search)}`;
  const framed = window !== window.top;

  function draw() {
    const { findings, page, source, fresh } = shown;
    const here = findings.filter(f => f.page === page);
    const bad = !fresh || findings.some(f => f.severity === 'error');
    const list = make('button', { type: 'button', className: bad ? 'bad' : '', onclick: () => toggle() },
      findings.length ? `${words.findings(findings.length)}${here.length ? `（${words.here} ${here.length}）` : ''}` : words.none);
    list.setAttribute('aria-expanded', String(!panel.hidden));
    const elder = document.querySelector('[data-elder-toggle]');
    bar.setAttribute('aria-label', words.bar);
    const parts = [
      make('span', { className: 'mark' }, words.mark), list,
      make('span', { className: 'source', title: source || '' }, fresh ? source || '' : words.stale),
      said,
      source && shown.can_open ? make('button', { type: 'button', onclick: openSource }, words.open) : null,
      elder && !framed ? make('button', { type: 'button', onclick: () => elder.click() }, words.elder) : null,
      framed ? null : make('a', { className: 'button', href: frame('phone') }, words.phone),
      framed ? null : make('a', { className: 'button', href: frame('noscript') }, words.noscript),
    ];
    bar.replaceChildren(...parts.filter(Boolean));
    document.documentElement.style.scrollPaddingBlockEnd = '4em';
    drawPanel(here, findings.filter(f => f.page !== page));
  }

  function drawPanel(here, others) {
    const item = f => make('li', {},
      make('p', {}, make('span', { className: `label ${f.severity}` }, f.label), ` ${f.message} `, make('span', { className: 'quiet' }, f.code)),
      make('p', { className: 'place' }, f.page && f.page !== shown.page
        ? make('a', { href: new URL(f.page.replace(/(^|\/)index\.html$/, '$1'), new URL(base(), location)).href }, words.line(f.file, f.line, f.column))
        : words.line(f.file, f.line, f.column)),
      f.source ? make('p', { className: 'code' }, f.source[0], make('mark', {}, f.source[1]), f.source[2]) : null,
      f.hint ? make('p', { className: 'hint' }, f.hint) : null);
    const group = (title, list) => list.length ? [make('h3', {}, title), make('ul', {}, ...list.map(item))] : [];
    const close = make('button', { type: 'button', onclick: () => toggle(false) }, words.close);
    panel.replaceChildren(make('header', {}, make('h2', {}, words.title), close),
      shown.failure ? make('p', { className: 'code' }, shown.failure) : '',
      ...group(words.here, here), ...group(words.elsewhere, others));
  }

  function base() {
    // The address of the page less its path below the root.
    const path = location.pathname.endsWith('/') ? location.pathname + 'index.html' : location.pathname;
    return shown.page && path.endsWith(shown.page) ? path.slice(0, path.length - shown.page.length) : '/';
  }

  function toggle(open = panel.hidden) {
    panel.hidden = !open;
    opened = open;
    bar.querySelector('button').setAttribute('aria-expanded', String(open));
    if (open) panel.focus(); else bar.querySelector('button').focus();
  }

  async function openSource() {
    const answer = await fetch(`/.gongkai/open?path=${encodeURIComponent(location.pathname)}`, { method: 'POST', headers: { 'x-gongkai': 'open' } });
    if (!answer.ok) {
      await navigator.clipboard?.writeText(shown.source);
      said.textContent = words.copied;
    }
  }

  async function refresh() {
    const answer = await fetch(`/.gongkai/findings?path=${encodeURIComponent(location.pathname)}`);
    const before = shown;
    shown = await answer.json();
    number = shown.number;
    words = WORDS[shown.lang] || WORDS.zh;
    draw();
    // Faults that keep the last good site open by themselves, once.
    if (!shown.fresh && (!before || before.fresh)) { panel.hidden = false; draw(); }
    if (shown.fresh && before && !before.fresh && !opened) { panel.hidden = true; draw(); }
  }

  function restyle(styles) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      for (const [from, to] of Object.entries(styles)) {
        const [old, now] = [from, to].map(p => p.split('/').pop());
        if (!link.href.includes(old)) continue;
        const next = link.cloneNode();
        next.href = link.href.replace(old, now);
        // The old style goes when the new one is there: no flash.
        next.addEventListener('load', () => link.remove());
        link.after(next);
      }
    }
  }

  function hear(news) {
    if (news.hello) {
      said.textContent = '';
      // A server started anew, or news missed while the line was down.
      if (number && news.number !== number) location.reload();
      return;
    }
    if (news.missed) return location.reload();
    const page = shown ? shown.page : '';
    // The browser keeps the scroll position of a page that reloads itself.
    if (news.changed.includes(page) || news.removed.includes(page) || news.script) return location.reload();
    restyle(news.styles);
    refresh();
  }

  function listen() {
    const events = new EventSource('/.gongkai/events');
    events.onmessage = e => hear(JSON.parse(e.data));
    events.onerror = () => { said.textContent = words.gone; };
    addEventListener('pagehide', () => events.close());
    addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
  }

  document.body.append(host);
  addEventListener('keydown', e => { if (e.key === 'Escape' && !panel.hidden) toggle(false); });
  refresh().then(listen);
})();
