// Reading aloud, sentence by sentence: fetched by site.js when somebody first asks for it. `tools` are its helpers.
window.gongkaiReader = function (tools) {
  "use strict";
  var all = tools.all, make = tools.make, button = tools.button, say = tools.say, dock = tools.dock, docked = tools.docked;
  var synth = window.speechSynthesis, voice = null;
  var reader = { on: false, list: [], at: 0, rate: .9, bar: null };
  var DIGITS = "零一二三四五六七八九";
  function digits(s, one) { return s.replace(/\D/g, "").split("").map(function (d) { return d === "1" && one ? one : DIGITS[d]; }).join(""); }
  // Numbers, dates and document numbers as a person would read them.
  function spoken(s) {
    return s.replace(/(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, function (_, y, m, d) { return y + "年" + (+m) + "月" + (+d) + "日"; })
      .replace(/[〔\[](\d{4})[〕\]]\s*第?(\d+)号/g, function (_, y, n) { return "，" + digits(y) + "年第" + n + "号，"; })
      .replace(/(\d{4})年/g, function (_, y) { return digits(y) + "年"; })
      .replace(/\b(0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|12345|1[12]\d|9\d{4})(?!\d)/g, function (n) { return "，" + digits(n, "幺") + "，"; })
      .replace(/(\d{1,2})[:：](\d{2})/g, function (_, h, m) { return +h + "点" + (m === "00" ? "" : +m + "分"); })
      .replace(/(\d),(?=\d{3})/g, "$1")
      .replace(/(\d+(?:\.\d+)?)%/g, "百分之$1")
      .replace(/([\d点分日月])\s*[-–—~～至]+\s*(?=\d)/g, "$1到")
      .replace(/元\/(月|年|天|次)/g, "元每$1")
      .replace(/https?:\S+/g, "网址").replace(/[#↗›《》“”]/g, "");
  }
  function sentences() {
    var out = [], seen = "h1,h2,h3,h4,p,li,dt,dd,th,td,caption,blockquote,figcaption";
    all(seen, document.getElementById("main")).forEach(function (el) {
      if (el.querySelector("p,li,dt,dd,td,h3") || !el.offsetParent || el.closest("nav,aside,form,.do,.vh,.say")) return;
      var re = /[^。！？；!?;\n]+[。！？；!?;]*/g, text = el.textContent, m;
      while ((m = re.exec(text))) if (/[\u4e00-\u9fffA-Za-z0-9]/.test(m[0])) out.push({ el: el, from: m.index, to: m.index + m[0].length, text: m[0] });
    });
    return out;
  }
  var sheet;
  function mark(s) {
    all(".reading").forEach(function (e) { e.classList.remove("reading"); });
    if (window.CSS && CSS.highlights) CSS.highlights.delete("read");
    if (!s) return;
    s.el.classList.add("reading");
    s.el.scrollIntoView({ block: "nearest" });
    tools.caption(s.text.trim());
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    try {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync("::highlight(read){background:#ffe600;color:#000}");
        document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
      }
      var walk = document.createTreeWalker(s.el, NodeFilter.SHOW_TEXT), n, at = 0, r = document.createRange(), begun;
      while ((n = walk.nextNode())) {
        if (!begun && at + n.length > s.from) { r.setStart(n, s.from - at); begun = true; }
        if (at + n.length >= s.to) { r.setEnd(n, s.to - at); break; }
        at += n.length;
      }
      CSS.highlights.set("read", new Highlight(r));
    } catch (e) { /* the outline stays */ }
  }
  function next() {
    var s = reader.list[reader.at];
    if (!reader.on || !s) return stop();
    mark(s);
    var u = new SpeechSynthesisUtterance(spoken(s.text));
    u.lang = voice.lang; u.voice = voice; u.rate = reader.rate;
    u.onend = function () { if (reader.on && reader.now === u) { reader.at++; next(); } };
    reader.now = u;
    synth.speak(u);
  }
  function again() { reader.now = null; synth.cancel(); next(); }
  function speed(by) { reader.rate = Math.min(1.5, Math.max(.5, reader.rate + by)); say("语速 " + reader.rate.toFixed(1)); again(); }
  function read() {
    voice = tools.voice();
    if (!voice) return;
    reader.list = sentences(); reader.at = 0; reader.on = true;
    reader.bar = make("section", "player");
    reader.bar.setAttribute("aria-label", "朗读");
    var pause = button("暂停", function () {
      var going = pause.textContent === "暂停";
      pause.textContent = going ? "继续" : "暂停";
      if (going) synth.pause(); else synth.resume();
    });
    reader.bar.append(pause, button("停止", stop), button("慢些", function () { speed(-.2); }), button("快些", function () { speed(.2); }));
    dock.appendChild(reader.bar);
    docked();
    pause.focus();
    again();
  }
  function stop() {
    if (!reader.on) return;
    reader.on = false; reader.now = null;
    synth.cancel(); mark();
    reader.bar.remove(); docked();
    var b = all('[data-act="read"]').filter(function (x) { return x.offsetParent; })[0];
    if (b) b.focus();
  }
  return { toggle: function () { if (reader.on) stop(); else read(); }, stop: stop };
};
