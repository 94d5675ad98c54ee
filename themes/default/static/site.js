// Everything here only adds: the pages are whole without it.
(function () {
  "use strict";
  var html = document.documentElement;
  var KEY = "gongkai-elder";
  var KEYS = ["elder", "size", "color", "cursor", "guide", "caption", "pinyin"];
  function all(sel, root) { return Array.prototype.slice.call((root || document).querySelectorAll(sel)); }
  function make(tag, cls, text) { var e = document.createElement(tag); e.className = cls || ""; if (text) e.textContent = text; return e; }
  function button(label, act) { var b = make("button", "", label); b.type = "button"; b.addEventListener("click", act); return b; }

  // A line of news for eyes and screen readers.
  var toast = make("div", "toast");
  toast.setAttribute("role", "status");
  var toastTimer;
  function say(text) {
    clearTimeout(toastTimer);
    toast.textContent = text;
    toastTimer = setTimeout(function () { toast.textContent = ""; }, 6000);
  }

  // Elder mode: state lives on <html> and in localStorage.
  var state = {};
  function load() {
    try { state = JSON.parse(localStorage.getItem(KEY)) || {}; } catch (e) { state = {}; }
  }
  function apply() {
    KEYS.forEach(function (k) {
      if (state.elder && state[k]) html.setAttribute("data-" + k, state[k]); else html.removeAttribute("data-" + k);
    });
    all(".elder-bar [aria-pressed]").forEach(function (b) {
      var v = b.dataset.value;
      b.setAttribute("aria-pressed", String(v ? state[b.dataset.act] === v : !!state[b.dataset.act]));
    });
    guide(state.elder && state.guide);
    caption(state.elder && state.caption);
    if (!state.elder) stop();
  }
  // Elder mode and its tools have a style sheet of their own, which other readers don't wait for.
  var early = document.querySelector("script[data-css]"), css = early && early.dataset.css;
  function dress(then) {
    if (!css || document.querySelector('link[href="' + css + '"]')) { then(); return; }
    var link = make("link");
    link.rel = "stylesheet";
    link.href = css;
    link.onload = link.onerror = then;
    early.after(link);
  }
  function show() { if (state.elder) dress(apply); else apply(); }
  function set(k, v) {
    if (v) state[k] = v; else delete state[k];
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch (e) { /* not kept, still works here */ }
    show();
  }
  var acts = {
    larger: function () { step(1); },
    smaller: function () { step(-1); },
    color: function (b) { set("color", state.color === b.dataset.value ? "" : b.dataset.value); },
    cursor: flip, guide: flip, caption: flip, pinyin: flip,
    reset: function () { state = { elder: "on" }; set("elder", "on"); say("已恢复默认"); },
    read: function () { readAloud(); },
    print: function () { window.print(); },
    take: function (b) { var box = document.getElementById(b.dataset.from); getSelection().selectAllChildren(box); copy(box.textContent, "已复制"); },
    copy: function () { copy(location.href.split("#")[0], "本页网址已复制"); }
  };
  function flip(b) { set(b.dataset.act, state[b.dataset.act] ? "" : "on"); }
  function step(by) {
    var now = Number(state.size || 1), to = Math.min(4, Math.max(1, now + by));
    set("size", to > 1 ? String(to) : "");
    say(to === now ? (by > 0 ? "已经是最大字号" : "已经是最小字号") : "字号第 " + to + " 档，共 4 档");
  }

  // Guide line under pointer and focus.
  var line;
  function guide(on) {
    if (!on) { if (line) line.remove(); line = null; return; }
    if (!line) { line = make("div", "guide"); line.setAttribute("aria-hidden", "true"); document.body.appendChild(line); }
  }

  // Large captions: repeats what is under pointer or focus.
  var dock = make("div", "dock"), pane, paneText;
  function docked() { html.classList.toggle("has-dock", !!dock.firstChild); document.body.classList.toggle("has-dock", !!dock.firstChild); }
  function caption(on) {
    if (!on) { if (pane) pane.remove(); pane = null; docked(); return; }
    if (pane) return;
    pane = make("section", "caption");
    pane.setAttribute("aria-label", "大字幕");
    paneText = make("p", "", "指到哪里，这里就显示哪里的大字。");
    pane.append(paneText, button("关闭字幕", function () { set("caption", ""); }));
    dock.appendChild(pane);
    docked();
  }
  function follow(target, y) {
    if (line) line.style.top = y + "px";
    if (!pane || !target.closest || dock.contains(target)) return;
    var t = target.closest("a,button,summary,label,h1,h2,h3,h4,p,li,td,th,dt,dd,caption");
    if (t && t.textContent.trim()) paneText.textContent = t.textContent.trim().replace(/\s+/g, " ").slice(0, 120);
  }
  document.addEventListener("pointermove", function (e) { if (line || pane) follow(e.target, e.clientY); }, { passive: true });
  document.addEventListener("focusin", function (e) { if (line || pane) follow(e.target, e.target.getBoundingClientRect().bottom); });

  // Reading aloud is a script of its own: most visits do without.
  var synth = window.speechSynthesis, voice = null, reader = null;
  var readAt = document.currentScript.dataset.read;
  function pick() {
    if (!synth) return;
    var zh = synth.getVoices().filter(function (v) { return /^(zh|cmn)/i.test(v.lang); });
    voice = zh.filter(function (v) { return /CN|Hans/i.test(v.lang); })[0] || zh[0] || null;
    all('[data-act="read"]').forEach(function (b) { b.hidden = !voice; });
  }
  var tools = {
    all: all, make: make, button: button, say: say, dock: dock, docked: docked,
    voice: function () { return voice; },
    caption: function (text) { if (pane) paneText.textContent = text; }
  };
  function readAloud() {
    if (reader) { reader.toggle(); return; }
    var script = make("script");
    script.src = readAt;
    script.onload = function () { dress(function () { if (!reader) { reader = window.gongkaiReader(tools); reader.toggle(); } }); };
    document.head.append(script);
  }
  function stop() { if (reader) reader.stop(); }
  window.addEventListener("pagehide", stop);

  // Copy links of headings and clauses.
  function copy(text, done) {
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { say(done); }, function () { say(text); });
    else say(text);
  }
  all(".prose p.clause[id]").forEach(function (p) {
    var a = make("a", "anchor", "#"), name = (p.textContent.match(/^\s*第[零〇一二三四五六七八九十百千\d]+条/) || ["本条"])[0].trim();
    a.href = "#" + p.id;
    a.setAttribute("aria-label", "复制" + name + "的链接");
    p.appendChild(a);
  });
  document.addEventListener("click", function (e) {
    var t = e.target.closest && e.target.closest("a.anchor,[data-act],[data-elder-toggle]");
    if (!t) return;
    if (t.hasAttribute("data-elder-toggle")) { set("elder", state.elder ? "" : "on"); say(state.elder ? "长者模式已打开" : "长者模式已关闭"); }
    else if (t.dataset.act) { if (acts[t.dataset.act]) acts[t.dataset.act](t); }
    else copy(t.href, "链接已复制");
  });

  // The contents list follows the reader.
  var toc = all(".toc a");
  if (toc.length && window.IntersectionObserver) {
    var byId = {};
    toc.forEach(function (a) { byId[decodeURIComponent(a.hash.slice(1))] = a; });
    var seenNow = new IntersectionObserver(function (list) {
      list.forEach(function (x) {
        if (!x.isIntersecting) return;
        toc.forEach(function (a) { a.removeAttribute("aria-current"); });
        byId[x.target.id].setAttribute("aria-current", "location");
      });
    }, { rootMargin: "0px 0px -70% 0px" });
    Object.keys(byId).forEach(function (id) { var h = document.getElementById(id); if (h) seenNow.observe(h); });
  }

  // Days left, as of today in China.
  var today = Math.floor((Date.now() + 288e5) / 864e5);
  all("[data-closes]").forEach(function (e) {
    var d = Math.floor(Date.parse(e.dataset.closes + "T00:00:00Z") / 864e5) - today;
    if (!isFinite(d)) return;
    e.textContent = "";
    if (!e.hasAttribute("data-days")) { e.textContent = d > 0 ? "还有 " + d + " 天" : d === 0 ? "今天到期" : "已过 " + -d + " 天"; return; }
    if (d < 0) {
      e.textContent = "已经截止";
      var box = e.closest(".consult"), h = box && box.querySelector("h2");
      if (h) h.textContent = "已经截止";
    } else if (d > 366) e.textContent = "正在征集";
    else e.append(d ? "还有 " : "", make("b", "", d ? String(d) : "今天"), d ? " 天" : "截止");
  });

  // Rows that are shown as blocks on phones stay a table for those who listen.
  [["", "table"], [" tr", "row"], [" td", "cell"], [" thead th", "columnheader"], [" tbody th", "rowheader"]].forEach(function (r) {
    all("table.rows" + r[0]).forEach(function (e) { e.setAttribute("role", r[1]); });
  });

  // Telephone numbers within text become links.
  all("[data-phone]").forEach(function (e) {
    var parts = e.textContent.split(/(0\d{2,3}-?\d{7,8}|\b12345\b)/);
    e.textContent = "";
    parts.forEach(function (p, i) {
      if (i % 2 === 0) { e.append(p); return; }
      var a = make("a", "tel", p);
      a.href = "tel:" + p.replace(/-/g, "");
      e.append(a);
    });
  });

  all('[data-act="print"]').forEach(function (b) { b.hidden = false; });
  if (navigator.clipboard) all('[data-act="copy"],[data-act="take"]').forEach(function (b) { b.hidden = false; });
  // Pages that were opened stay readable without a network. The first visit is left in peace for a while.
  var worker = document.querySelector("link[data-worker]");
  if (worker && navigator.serviceWorker && /^https?:$/.test(location.protocol)) setTimeout(function () {
    var url = new URL(worker.dataset.worker, document.baseURI).href;
    navigator.serviceWorker.register(url).then(function () { return navigator.serviceWorker.ready; }).then(function (reg) {
      if (navigator.serviceWorker.controller && sessionStorage.getItem("gongkai-kept")) return;
      sessionStorage.setItem("gongkai-kept", "1");
      reg.active.postMessage({ keep: location.href, files: all("link[rel=stylesheet],script[src],link[rel=icon]").map(function (e) { return e.href || e.src; }).concat(css ? new URL(css, document.baseURI).href : []) });
    }).catch(function () { /* the pages work without */ });
  }, 3000);

  document.body.append(dock, toast);
  load();
  show();
  pick();
  if (synth && synth.addEventListener) synth.addEventListener("voiceschanged", pick);
  window.addEventListener("pageshow", function (e) { if (e.persisted) { load(); show(); } });
})();
