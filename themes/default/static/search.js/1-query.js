/* A query taken apart: folding, document numbers, question words, known words, pairs. The same rules as
   src/index/{norm,number,plan,wordset}.rs. The files of this folder are published as one script, search.js. */
(function (global) {
  "use strict";
  const PARTICLES = "的吗呢吧啊呀嘛么了我你您她咱俺谁咋啥", ENDS = "发字函办规令告通复呈报任电政委知罚许决审";
  const BEFORE = ["根据", "按照", "依据", "依照", "关于", "查询", "查找", "搜索", "印发", "文号"];
  const OPEN = "[(〔【﹝{<《", CLOSE = "])〕】﹞}>》", GAP = CLOSE + " 年第-·.";
  const FILES = 2, MOST = 5, SENTENCE = 16, FOR_SENTENCE = 9, WHOLE = 4, BESIDE = 3, SAID = 1;

  const han = (c) => /[\u4e00-\u9fff\u3400-\u4dbf\u3007\u{20000}-\u{323af}]/u.test(c);
  const word = (c) => !han(c) && /[\p{L}\p{N}]/u.test(c);
  const mix = (h, c) => { h = Math.imul(h ^ c.codePointAt(0), 0x9e3779b1) >>> 0; return (h ^ (h >>> 15)) >>> 0; };
  const hash = (chars) => chars.reduce(mix, 0);
  const fold = (s) => s.replace(/[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]/g, "").normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const count = (s) => Array.from(s).length;

  /* What decides the file of a term: plan.rs, filed_by. */
  const filedBy = (t) => (t[0] === "~" ? t.slice(1) : /^#\D*\d+\//.test(t) ? t.replace(/^#\D*/, "") : t);
  function shardOf(term, files) {
    const chars = Array.from(filedBy(term));
    const rare = chars.filter((c) => han(c) && !files.common.has(c)).reduce((a, b) => (b.codePointAt(0) > (a ? a.codePointAt(0) : 0) ? b : a), "");
    return ((rare ? mix(0, rare) : hash(chars)) & (files.shards - 1)) >>> 0;
  }

  /* Document numbers: number.rs. */
  function digits(t, at) {
    let n = at;
    while (n < t.length && t[n] >= "0" && t[n] <= "9") n++;
    return n === at || n - at > 6 ? null : [+t.slice(at, n).join(""), n];
  }
  const back = (t, at, set) => { while (at > 0 && set.includes(t[at - 1])) at--; return at; };
  const forward = (t, at, set) => { while (at < t.length && set.includes(t[at])) at++; return at; };
  function prefix(t, end) {
    let start = end;
    while (start > 0 && end - start < 12 && han(t[start - 1])) start--;
    let s = t.slice(start, end).join("");
    for (;;) {
      const cut = BEFORE.reduce((most, w) => Math.max(most, s.lastIndexOf(w) < 0 ? -1 : s.lastIndexOf(w) + w.length), -1);
      if (cut < 0) return [s, start];
      s = s.slice(cut);
      start = end - count(s);
    }
  }
  const endsWell = (p) => p !== "" && ENDS.includes(p[p.length - 1]);
  function numberAt(t, at) {
    const first = digits(t, at);
    if (!first) return null;
    const end = first[1];
    if (end - at === 4 && first[0] >= 1949 && first[0] < 2100) {
      const open = back(t, at, OPEN), bracket = open < at, p = prefix(t, back(t, open, " "));
      const gapEnd = forward(t, end, GAP), second = gapEnd > end ? digits(t, gapEnd) : null;
      if (second) {
        const stop = second[1], gap = t.slice(end, gapEnd), closed = forward(t, stop, " "), c = t[closed];
        const named = c === "号", alone = c === undefined || !(han(c) || OPEN.includes(c) || c === "-" || c === ".");
        const marked = bracket || gap.some((g) => CLOSE.includes(g)) || (named && gap.includes("年"));
        if ((named && (marked || endsWell(p[0]))) || (alone && (bracket || endsWell(p[0])))) {
          return { prefix: p[0], year: first[0], no: second[0], from: p[1], to: named ? closed + 1 : stop };
        }
      }
    }
    const closed = forward(t, end, " ");
    if (t[closed] !== "号") return null;
    const p = prefix(t, back(t, back(t, back(t, at, " "), "第"), " ")), order = forward(t, closed + 1, " ");
    if (t[order] === "令") {
      return { prefix: p[0] === "" || p[0].endsWith("令") ? p[0] : p[0] + "令", year: 0, no: first[0], from: p[1], to: order + 1 };
    }
    return p[0].endsWith("令") || (endsWell(p[0]) && count(p[0]) >= 3) ? { prefix: p[0], year: 0, no: first[0], from: p[1], to: closed + 1 } : null;
  }
  function numbers(t) {
    const found = [];
    for (let at = 0; at < t.length;) {
      if (t[at] < "0" || t[at] > "9") { at++; continue; }
      const n = numberAt(t, at);
      if (n) { at = Math.max(n.to, at + 1); found.push(n); } else while (t[at] >= "0" && t[at] <= "9") at++;
    }
    return found;
  }
  function numberTerms(n) {
    const p = n.prefix;
    if (!n.year) return !p ? ["#令/" + n.no] : p.endsWith("令") ? ["#" + p + "/" + n.no, "#令/" + n.no] : ["#" + p + "/" + n.no];
    return p ? ["#" + p + n.year + "/" + n.no, "#" + n.year + "/" + n.no] : ["#" + n.year + "/" + n.no];
  }

  /* Numbers of dictionary words: wordset.rs. */
  function wordSet(o) {
    const set = new Set(), gaps = o.gaps || "", rice = Math.min(o.rice || 0, 24);
    let at = 0, last = 0, held = 0, left = 0;
    const bit = () => {
      if (!left) { const c = gaps.charCodeAt(at++); held = c < 58 ? c - 48 : c - 87; left = 5; }
      return (held >> --left) & 1;
    };
    for (let i = 0; i < o.count && (left || at < gaps.length); i++) {
      let gap = 0;
      while (bit()) gap++;
      for (let k = rice; k > 0; k--) gap = gap * 2 + bit();
      set.add((last += gap));
    }
    return (chars) => set.has(hash(chars) >>> 8);
  }
  /* A query taken apart: plan.rs. */
  function readWords(root) {
    const set = (s) => new Set((s || "").split(" ").filter(Boolean)), stop = set(root.stop), said = new Set(Array.from(root.spoken || ""));
    const known = wordSet(root.words || {}), not = new Set();
    return {
      is: (chars) => known(chars) && !not.has(chars.join("")), not, most: Math.min((root.words || {}).longest || 0, 64), stop, often: set(root.often),
      longest: Array.from(stop).reduce((n, x) => Math.max(n, count(x)), 0), spoken: (c) => said.has(c) || stop.has(c),
    };
  }
  function knownAt(w, t, at, least) {
    let n = 0;
    while (n < w.most && at + n < t.length && han(t[at + n])) n++;
    for (; n >= least; n--) {
      const chars = t.slice(at, at + n);
      if (w.is(chars)) return n;
    }
    return 0;
  }
  function stopAt(w, t, at) {
    for (let n = Math.min(w.longest, t.length - at); n > 0; n--) if (w.stop.has(t.slice(at, at + n).join(""))) return n;
    return 0;
  }
  const edgeAt = (w, t, at) => at >= t.length || !(han(t[at]) || word(t[at])) || knownAt(w, t, at, 2) > 0 || stopAt(w, t, at) > 0;
  function pieces(w, t) {
    const out = [];
    let now = [], edge = true;
    for (let at = 0; at < t.length;) {
      const known = knownAt(w, t, at, 2), stop = stopAt(w, t, at);
      if (known > 0 && known >= stop) {
        now.push(...t.slice(at, at + known)); at += known; edge = true;
      } else if (stop > 1 || (stop === 1 && (PARTICLES.includes(t[at]) || (edge && edgeAt(w, t, at + 1))))) {
        out.push(now); now = []; at += stop; edge = true;
      } else if (han(t[at]) || word(t[at])) {
        now.push(t[at]); at++; edge = false;
      } else {
        const lone = t[at] === " " && now.length === 1 && t[at + 1] !== undefined && han(t[at + 1]) && (t[at + 2] === undefined || t[at + 2] === " ");
        if (!lone) { out.push(now); now = []; }
        at++; edge = true;
      }
    }
    out.push(now);
    return out.filter((p) => p.length);
  }
  function runs(t) {
    const out = [];
    for (let at = 0; at < t.length;) {
      const kind = han(t[at]) ? han : word(t[at]) ? word : null;
      if (!kind) { at++; continue; }
      const from = at;
      while (at < t.length && kind(t[at])) at++;
      out.push([kind === han, t.slice(from, at)]);
    }
    return out;
  }
  function plan(words, query) {
    const text = fold(query), t = Array.from(text), p = { text, parts: [], rest: [], chars: [], numbers: numbers(t), pieces: [] };
    for (const n of p.numbers) {
      t.fill(" ", n.from, n.to);
      const from = p.chars.length;
      p.chars.push("号", "号", "号", "号");
      numberTerms(n).forEach((term, i) => p.parts.push({ from, to: from + 4, term, weight: i ? 1.5 : 6 }));
    }
    let found = pieces(words, t);
    if (!found.length && !p.numbers.length) found = [t];
    p.pieces = found.filter((f) => f.length >= 2).map((f) => f.join(""));
    for (const piece of found) for (const [isHan, run] of runs(piece)) {
      if (isHan) hanParts(words, run, p);
      else { const from = p.chars.length; p.chars.push(...run); p.parts.push({ from, to: p.chars.length, term: run.slice(0, 32).join(""), weight: 1 }); }
    }
    return p;
  }
  function hanParts(words, run, p) {
    let rest = 0, at = 0;
    const flush = (to) => {
      if (to - rest < 2) return;
      const base = p.chars.length;
      p.chars.push(...run.slice(rest, to));
      for (let i = 0; i < to - rest - 1; i++) p.parts.push({ from: base + i, to: base + i + 2, term: run[rest + i] + run[rest + i + 1], weight: 1 });
    };
    while (at < run.length) {
      const n = knownAt(words, run, at, run.length === 1 ? 1 : 2);
      if (!n) { at++; continue; }
      flush(at);
      const base = p.chars.length;
      p.chars.push(...run.slice(at, at + n));
      p.parts.push({ from: base, to: base + n, term: "~" + run.slice(at, at + n).join(""), weight: 1 });
      at += n; rest = at;
    }
    flush(run.length);
  }
  /* What need not be looked up: pairs that tell little or only join two of these; then what the fewest files that touch
     every character don't hold. It counts in titles only. */
  function thin(p, shape, words) {
    const files = new Map(), taken = new Set(), met = new Set(), common = new Set();
    const long = p.chars.length >= SENTENCE, span = (x) => Array.from({ length: x.to - x.from }, (_, i) => x.from + i);
    const aside = (away) => { p.rest.push(...p.parts.filter(away)); p.parts = p.parts.filter((x) => !away(x)); };
    p.parts.forEach((x) => { if (words.often.has(x.term)) span(x).forEach((c) => common.add(c)); });
    const little = (x) => words.often.has(x.term) || (x.term[0] !== "~" && span(x).every((c) => common.has(c)));
    if (!p.parts.every(little)) aside(little);
    p.parts.forEach((x) => { x.file = shardOf(x.term, shape); if (!files.has(x.file)) files.set(x.file, []); });
    p.parts.forEach((x, i) => files.get(x.file).push(i));
    const each = (file, f) => files.get(file).forEach((i) => span(p.parts[i]).forEach(f));
    const take = (file) => { if (!taken.has(file)) { taken.add(file); each(file, (c) => met.add(c)); } };
    p.parts.forEach((x) => { if (x.to - x.from !== 2 || !Array.from(x.term).every(han)) take(x.file); });
    for (;;) {
      let best = null;
      for (const file of files.keys()) {
        if (taken.has(file)) continue;
        const fresh = new Map(), spoken = (c) => words.spoken(p.chars[c]);
        files.get(file).forEach((i) => {
          const all = span(p.parts[i]), worth = all.some(spoken) ? BESIDE : WHOLE;
          all.forEach((c) => { if (!met.has(c)) fresh.set(c, Math.max(fresh.get(c) || 0, spoken(c) ? SAID : worth)); });
        });
        const gain = Array.from(fresh.values()).reduce((n, w) => n + w, 0);
        const now = [gain, -files.get(file)[0], file];
        if (!best || now[0] > best[0] || (now[0] === best[0] && (now[1] > best[1] || (now[1] === best[1] && now[2] > best[2])))) best = now;
      }
      if (!best || best[0] <= SAID || taken.size >= (long ? FOR_SENTENCE : best[0] > WHOLE ? MOST : FILES)) break;
      take(best[2]);
    }
    aside((x) => !taken.has(x.file));
    return p;
  }

  global.gongkaiSearch = { plan, thin, numbers, numberTerms, fold, shardOf, han, hash, count, readWords, knownAt };
})(typeof window === "undefined" ? globalThis : window);
