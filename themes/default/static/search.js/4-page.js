/* The search page: form, suggestions, results, filters, pages, the query in the address.
   Needs in the page:
     form[data-search-form] with input[name=q]     (the one inside <main>)
     [data-search-status]  aria-live; gets data-state: idle, busy, done, failed; data-wait while room is kept
     ol[data-search-results]   li.s-hit > h3 > a[data-search-result]; p.s-meta, p.s-text (mark), a.s-sub
     [data-search-filters]     details.s-filters > .s-grid > label + select; .s-sort
     optional on any ancestor: data-index (folder of the index, default ./), data-site (site root, default ../)
   Classes made here: s-hit s-meta s-kind s-state s-state-1 s-state-2 s-text s-sub s-more s-pager s-note s-none
   s-filters s-grid s-sort s-box s-list s-option s-hot. Styles: search.css. */
(function () {
  "use strict";
  const form = document.querySelector("main form[data-search-form]") || document.querySelector("form[data-search-form]");
  const status = document.querySelector("[data-search-status]"), out = document.querySelector("[data-search-results]");
  const side = document.querySelector("[data-search-filters]");
  if (!form || !status || !out) return;
  const input = form.querySelector("input[name=q]"), PAGE = 10, STATES = ["现行有效", "已修改或尚未施行", "已废止或失效"];
  const option = (name, other) => { const e = out.closest("[data-" + name + "]"); return e ? e.getAttribute("data-" + name) : other; };
  const base = option("index", "./"), site = option("site", "../");
  const at = (url) => site + (location.protocol === "file:" ? url.replace(/(^|\/)(?=#|$)/, "$1index.html") : url);
  const el = (tag, props, ...inside) => { const e = Object.assign(document.createElement(tag), props); e.append(...inside); return e; };

  /* Passages come when the list is there and has been looked at so long (milliseconds): who goes on at once pays nothing. */
  const PAUSE = 250;
  /* That we are looking is told to those who wait longer: for the others it would be a flicker, and a page painted in vain. */
  const WAITS = 150;
  /* Files: bytes by fetch, or scripts that hand themselves over where there is no server. */
  const handed = {};
  window.gongkaiPart = (name, text) => { if (handed[name]) handed[name](Uint8Array.from(atob(text), (c) => c.charCodeAt(0))); };
  const byScript = (name) => new Promise((good, bad) => {
    handed[name] = good;
    document.head.append(el("script", { src: base + name + ".js", onerror: () => bad(new Error(name)) }));
  });
  const byFetch = (name) => fetch(base + name + ".bin").then((r) => { if (!r.ok) throw new Error(name); return r.arrayBuffer(); }).then((b) => new Uint8Array(b));
  const unpack = (b) => b[0] !== 31 || b[1] !== 139 ? b
    : new Response(new Blob([b]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer().then((a) => new Uint8Array(a));
  const load = (name) => (location.protocol === "file:" ? byScript(name) : byFetch(name).catch(() => byScript(name))).then(unpack);
  const engine = window.gongkaiSearch.open(load);
  if (window.requestIdleCallback && !location.search) engine.then((e) => requestIdleCallback(e.warm)).catch(() => {});

  /* The address says everything: q, p, sort, exact and the filters. */
  const ORDERS = { new: "最新在前", old: "最早在前" };
  const FILTERS = [["column", "栏目"], ["kind", "类型"], ["unit", "单位"], ["year", "年份"], ["state", "时效"], ["audience", "对象"]];
  const read = (query) => {
    const u = new URLSearchParams(query), s = { q: (u.get("q") || "").trim(), p: Math.max(1, +u.get("p") || 1), sort: ORDERS[u.get("sort")] ? u.get("sort") : "", exact: u.get("exact") || "" };
    FILTERS.forEach(([k]) => { s[k] = u.get(k) || ""; });
    return s;
  };
  const address = (s) => {
    const u = new URLSearchParams();
    Object.keys(s).forEach((k) => { if (s[k] && !(k === "p" && s[k] === 1)) u.set(k, s[k]); });
    return "?" + u;
  };
  let turn = 0, later = 0, waits = 0, next = "";
  /* A new address has the browser read its icon again: that comes after the list, or while somebody waits for it. */
  const settle = () => { if (next) history.pushState(null, "", next); next = ""; };
  const go = (s, focus) => { next = address(s); return show(read(next), focus); };
  const say = (state, ...text) => { clearTimeout(waits); settle(); status.dataset.state = state; delete status.dataset.wait; status.replaceChildren(...text); };
  const link = (s, text, props) => el("a", Object.assign({ href: address(s), textContent: text, onclick: (e) => { if (!e.metaKey && !e.ctrlKey && !e.shiftKey) { e.preventDefault(); go(s, true); } } }, props));

  /* What a filter sees of a document, by names. */
  const named = (e, f) => ({ column: [e.root.columns[f.column]], kind: [e.root.kinds[f.kind]], unit: [e.root.units[f.unit]], year: f.date ? [new Date(f.date * 864e5).getUTCFullYear() + ""] : [],
    state: [STATES[f.state]], audience: e.root.audiences.filter((a, i) => f.audiences & (1 << i)) });
  const passes = (s, names, but) => FILTERS.every(([k]) => k === but || !s[k] || names[k].includes(s[k]));

  async function show(s, focus) {
    const mine = ++turn;
    clearTimeout(later);
    if (input.value !== s.q) input.value = s.q;
    document.title = document.title.replace(/^(.*? · )?/, s.q ? s.q + " · " : "");
    if (!s.q) { out.replaceChildren(); if (side) side.hidden = true; return say("idle"); }
    status.dataset.state = "busy";
    clearTimeout(waits);
    waits = setTimeout(() => { settle(); status.dataset.wait = ""; status.replaceChildren("正在查找……"); }, WAITS);
    let e, a;
    try { e = await engine; a = await e.search(s.q, s.exact); } catch (x) { return mine === turn && say("failed", "检索暂时打不开，请刷新页面再试，或拨打页面上的电话。"); }
    let hits = a.hits;
    const chosen = FILTERS.some(([k]) => s[k]) || s.sort, open = side && side.querySelector("details[open]");
    if (chosen || open) {
      const facts = await Promise.all(hits.map((h) => e.facts(h.doc)));
      hits.forEach((h, i) => { h.facts = facts[i]; h.names = named(e, facts[i]); });
      if (s.sort) hits = hits.slice().sort((x, y) => (s.sort === "old" ? x.facts.date - y.facts.date : y.facts.date - x.facts.date));
      hits = hits.filter((h) => passes(s, h.names));
    }
    const pages = Math.max(1, Math.ceil(hits.length / PAGE)), page = Math.min(s.p, pages), now = hits.slice((page - 1) * PAGE, page * PAGE);
    await Promise.all(now.filter((h) => !h.card).map((h) => e.card(h.doc).then((c) => { h.card = c; })));
    const nothing = hits.length ? null : await none(e, s, a);
    if (mine !== turn) return;
    if (side) filters(e, s, a.hits, !!(chosen || open));
    const items = now.map((h, i) => item(h, (page - 1) * PAGE + i + 1));
    out.start = (page - 1) * PAGE + 1;
    out.replaceChildren(...items);
    items.forEach((li, i) => { li.look = () => snippet(e, a, now[i].card, li).catch(() => {}); });
    later = setTimeout(() => items.forEach((li) => (seen ? seen.observe(li) : li.look())), PAUSE);
    let nav = out.nextElementSibling;
    if (nav && nav.matches(".s-pager,.s-none")) nav.remove();
    if (pages > 1) out.after(pager(s, page, pages));
    if (nothing) out.after(nothing);
    const note = a.corrected ? ["，已按“", el("strong", { textContent: a.corrected }), "”查找。", link(Object.assign({}, s, { exact: "1", p: 1 }), "只查“" + s.q + "”", { className: "s-note" })] : ["。"];
    say("done", hits.length ? "找到 " + hits.length + " 条结果" + (pages > 1 ? "，第 " + page + " 页，共 " + pages + " 页" : "") + (s.sort ? "，" + ORDERS[s.sort] : "") : "没有找到与“" + s.q + "”相符的内容", ...note);
    /* The list is there before the page is laid out for the focus. */
    if (focus) { status.tabIndex = -1; setTimeout(() => { if (mine === turn) status.focus(); }); }
  }

  const date = (d) => { const t = new Date(d * 864e5); return t.getUTCFullYear() + "年" + (t.getUTCMonth() + 1) + "月" + t.getUTCDate() + "日"; };
  function item(h, place) {
    const c = h.card, a = el("a", { href: at(c.url), textContent: c.title });
    a.setAttribute("data-search-result", place);
    const meta = el("p", { className: "s-meta" }, el("span", { className: "s-kind", textContent: c.kind || c.column }));
    if (c.state) meta.append(el("strong", { className: "s-state s-state-" + c.state, textContent: STATES[c.state] }));
    [c.number, c.unit, c.date ? date(c.date) : ""].forEach((t) => { if (t) meta.append(el("span", { textContent: t })); });
    return el("li", { className: "s-hit" }, el("h3", {}, a), meta, el("p", { className: "s-text" }));
  }
  const seen = window.IntersectionObserver && new IntersectionObserver((list) => list.forEach((x) => { if (x.isIntersecting) { seen.unobserve(x.target); x.target.look(); } }));

  /* Marks of the query's words in a text: one flag a character. */
  function marks(text, words) {
    const on = new Uint8Array(text.length), low = text.toLowerCase();
    words.forEach((w, n) => { for (let at = low.indexOf(w); at >= 0; at = low.indexOf(w, at + 1)) on.fill(Math.min(n + 1, 255), at, at + w.length); });
    return on;
  }
  async function snippet(e, a, c, li) {
    const words = [];
    a.plan.parts.forEach((p) => { const l = a.lists.get(p.term); words.push(p.term.replace(/^~/, "")); if (p.term[0] === "~" && l) words.push(...l.officials); });
    let best = null;
    for (const s of await e.text(c)) {
      const text = s[2].replace(/\s+/g, " "), on = marks(text, words);
      for (let at = 0; at < text.length; at += 30) {
        const kinds = new Set(on.subarray(at, at + 90));
        kinds.delete(0);
        const worth = kinds.size + (s[1] && words.some((w) => s[1].includes(w)) ? 0.5 : 0);
        if (!best || worth > best.worth) best = { worth, text, on, at, id: s[0], title: s[1] };
      }
    }
    if (!best) return;
    const cut = Math.max(0, Math.max(best.text.lastIndexOf("。", best.at) + 1, best.at - 20)), end = Math.min(best.text.length, cut + 110), p = li.querySelector(".s-text");
    const parts = [];
    for (let i = cut; i < end;) {
      let j = i;
      while (j < end && !best.on[j] === !best.on[i]) j++;
      const t = best.text.slice(i, j);
      parts.push(best.on[i] ? el("mark", { textContent: t }) : t);
      i = j;
    }
    p.replaceChildren(...(cut > 0 ? ["……"] : []), ...parts, ...(end < best.text.length ? ["……"] : []));
    if (best.id && best.title && best.worth >= 1) li.append(el("a", { className: "s-sub", href: at(c.url + "#" + best.id), textContent: "看这一处：" + best.title }));
  }

  function pager(s, page, pages) {
    const nav = el("nav", { className: "s-pager" });
    nav.setAttribute("aria-label", "结果分页");
    const to = (p) => Object.assign({}, s, { p });
    if (page > 1) nav.append(link(to(page - 1), "上一页", { rel: "prev" }));
    for (let p = Math.max(1, page - 2); p <= Math.min(pages, page + 2); p++) {
      const a = link(to(p), p);
      if (p === page) a.setAttribute("aria-current", "page");
      a.setAttribute("aria-label", "第 " + p + " 页");
      nav.append(a);
    }
    if (page < pages) nav.append(link(to(page + 1), "下一页", { rel: "next" }));
    return nav;
  }

  /* Nothing found: what is near, columns that have to do with it, whom to ask. */
  async function none(e, s, a) {
    const box = el("div", { className: "s-none" }), names = (title, list) => { if (list.length) box.append(el("p", { textContent: title }), el("ul", {}, ...list.map((x) => el("li", {}, x)))); };
    if (a.hits.length) return box.append(link({ q: s.q, exact: s.exact }, "不限条件，查看全部 " + a.hits.length + " 条")), box;
    const near = [a.maybe].concat((await e.suggest(s.q.slice(0, 2), 5).catch(() => [])).map((f) => f[0])).filter(Boolean);
    names("您是不是要找：", Array.from(new Set(near)).map((q) => link({ q }, q)));
    const best = (l) => l.docs.map((doc, i) => [l.levels[i], doc]).sort((x, y) => y[0] - x[0]).slice(0, 20).map((p) => p[1]);
    const docs = Array.from(a.lists.values()).flatMap(best), n = new Map();
    (await Promise.all(docs.map(e.facts))).forEach((f) => n.set(f.column, (n.get(f.column) || 0) + 1));
    const all = e.root.columns.map((c, i) => [c, e.root.addresses[i], n.get(i) || 0]).filter((c) => c[1]), some = all.filter((c) => c[2]).sort((x, y) => y[2] - x[2]).slice(0, 6);
    names(some.length ? "可能在这些栏目里：" : "也可以按栏目查看：", (some.length ? some : all).map((c) => el("a", { href: at(c[1]), textContent: c[0] })));
    const ask = document.querySelector("main .ask");
    if (ask) box.append(ask.cloneNode(true));
    return box;
  }

  function filters(e, s, hits, ready) {
    const was = side.querySelector("details"), box = el("details", { className: "s-filters", open: !!(was && was.open) || FILTERS.some(([k]) => s[k]) });
    side.hidden = !hits.length;
    const grid = el("div", { className: "s-grid" }), pick = (k, label, options) => {
      const select = el("select", { id: "s-" + k, onchange: () => { const t = Object.assign({}, s, { p: 1 }); t[k] = select.value; go(t).then(() => { const f = document.getElementById("s-" + k); if (f) f.focus(); }); } }, ...options.map(([v, t]) => el("option", { value: v, textContent: t, selected: v === s[k] })));
      return el("p", {}, el("label", { htmlFor: select.id, textContent: label }), select);
    };
    if (ready) FILTERS.forEach(([k, label]) => {
      const n = new Map();
      hits.forEach((h) => { if (passes(s, h.names, k)) h.names[k].forEach((v) => { if (v) n.set(v, (n.get(v) || 0) + 1); }); });
      const list = Array.from(n).sort((x, y) => (k === "year" ? y[0] - x[0] : y[1] - x[1] || (x[0] < y[0] ? -1 : 1)));
      if (list.length > 1 || s[k]) grid.append(pick(k, label, [["", "全部"]].concat(list.map(([v, c]) => [v, v + "（" + c + "）"]))));
    });
    grid.prepend(pick("sort", "排序", [["", "最相关"], ...Object.entries(ORDERS)]));
    box.append(el("summary", { textContent: "筛选和排序" }), grid);
    box.addEventListener("toggle", () => { if (box.open && !ready) show(s); });
    side.replaceChildren(box);
  }

  /* Suggestions: a listbox under the input, by keyboard and pointer. */
  const box = el("ul", { className: "s-list", id: "s-list", hidden: true });
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "检索提示");
  form.classList.add("s-box");
  form.append(box);
  const attr = (e, o) => Object.keys(o).forEach((k) => e.setAttribute(k, o[k]));
  attr(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "s-list" });
  let on = -1, asked = 0, typing = false;
  const shut = () => {
    asked++;
    if (box.hidden) return;
    box.hidden = true;
    on = -1;
    attr(input, { "aria-expanded": "false" });
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (f) => { shut(); if (f[3]) location.href = at(f[3]); else go({ q: f[0] }, true); };
  const offer = (list) => {
    box.replaceChildren(...list.map((f, i) => {
      const li = el("li", { className: "s-option", id: "s-option-" + i, onmousedown: (x) => { x.preventDefault(); choose(f); } }, f[0], el("span", { textContent: { t: "标题", n: "文号", u: "单位", h: "热词" }[f[2]] || "" }));
      attr(li, { role: "option", "aria-selected": "false" });
      li.pick = () => choose(f);
      return li;
    }));
    on = -1;
    input.removeAttribute("aria-activedescendant");
    box.hidden = !list.length;
    attr(input, { "aria-expanded": String(!!list.length) });
  };
  const ask = () => { const n = ++asked, v = input.value.trim(); engine.then((e) => (v ? e.suggest(v, 8) : e.root.hot.map((h) => [h, "", "h", ""]))).then((l) => { if (n === asked && document.activeElement === input) offer(l); }).catch(() => {}); };
  input.addEventListener("compositionstart", () => { typing = true; });
  input.addEventListener("compositionend", () => { typing = false; ask(); });
  input.addEventListener("input", () => { if (!typing) ask(); });
  input.addEventListener("click", () => { if (box.hidden && !input.value) ask(); });
  input.addEventListener("blur", shut);
  input.addEventListener("keydown", (e) => {
    const all = Array.from(box.children);
    if (e.key === "Escape" && !box.hidden) { e.preventDefault(); shut(); }
    else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !e.isComposing) {
      if (box.hidden) return ask();
      e.preventDefault();
      on = e.key === "ArrowDown" ? (on + 1) % all.length : (Math.max(on, 0) + all.length - 1) % all.length;
      all.forEach((li, i) => attr(li, { "aria-selected": String(i === on) }));
      attr(input, { "aria-activedescendant": "s-option-" + on });
      all[on].scrollIntoView({ block: "nearest" });
    } else if (e.key === "Enter" && on >= 0 && !e.isComposing) { e.preventDefault(); all[on].pick(); }
  });
  form.addEventListener("submit", (e) => { e.preventDefault(); shut(); go({ q: input.value.trim() }, true); });
  addEventListener("popstate", () => { next = ""; show(read(location.search)); });
  status.dataset.wait = "";
  show(read(location.search));
})();
