/* The search engine of the site: reads the index that src/index writes (see FORMAT.md there) and ranks by the same
   rules as src/index/{plan,query,correct}.rs; tests/search/ holds both to the same vectors. No page, no network but
   `load`. Works in a browser and, for the tests, anywhere else. */
(function (global) {
  "use strict";
  const PARTICLES = "的吗呢吧啊呀嘛么了", ENDS = "发字函办规令告通复呈报任电政委知罚许决审";
  const BEFORE = ["根据", "按照", "依据", "依照", "关于", "查询", "查找", "搜索", "印发", "文号"];
  const OPEN = "[(〔【﹝{<《", CLOSE = "])〕】﹞}>》", GAP = CLOSE + " 年第-·.";
  const FILES = 3, LEAST = 0.45, CHANCE = 0.16, DOUBT = 0.75, SURE = 0.7, SECOND = 12, NEAR = 0.6, NAME = 4, GAIN = 5, SCALE = 64;

  const han = (c) => /[\u4e00-\u9fff\u3400-\u4dbf\u3007\u{20000}-\u{323af}]/u.test(c);
  const word = (c) => !han(c) && /[\p{L}\p{N}]/u.test(c);
  const mix = (h, c) => { h = Math.imul(h ^ c.codePointAt(0), 0x9e3779b1) >>> 0; return (h ^ (h >>> 15)) >>> 0; };
  const hash = (chars) => chars.reduce(mix, 0);
  const fold = (s) => s.replace(/[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]/g, "").normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const count = (s) => Array.from(s).length;
  const idf = (docs, df) => Math.log(1 + (docs - df + 0.5) / (df + 0.5));

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

  /* A query taken apart: plan.rs. */
  function hit(words, set, t, at, least) {
    for (let n = Math.min(words.longest, t.length - at); n >= least; n--) if (set.has(t.slice(at, at + n).join(""))) return n;
    return 0;
  }
  const edgeAt = (w, t, at) => at >= t.length || !(han(t[at]) || word(t[at])) || hit(w, w.known, t, at, 2) > 0 || hit(w, w.stop, t, at, 1) > 0;
  function pieces(w, t) {
    const out = [];
    let now = [], edge = true;
    for (let at = 0; at < t.length;) {
      const known = hit(w, w.known, t, at, 2), stop = hit(w, w.stop, t, at, 1);
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
    const text = fold(query), t = Array.from(text), p = { text, parts: [], chars: [], numbers: numbers(t), pieces: [] };
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
      const n = hit(words, words.known, run, at, run.length === 1 ? 1 : 2);
      if (!n) { at++; continue; }
      flush(at);
      const base = p.chars.length;
      p.chars.push(...run.slice(at, at + n));
      p.parts.push({ from: base, to: base + n, term: "~" + run.slice(at, at + n).join(""), weight: 1 });
      at += n; rest = at;
    }
    flush(run.length);
  }
  /* The fewest files that touch every character. */
  function thin(p, shape) {
    const files = new Map(), taken = new Set(), met = new Set();
    p.parts.forEach((x) => { x.file = shardOf(x.term, shape); if (!files.has(x.file)) files.set(x.file, []); });
    p.parts.forEach((x, i) => files.get(x.file).push(i));
    const each = (file, f) => files.get(file).forEach((i) => { for (let c = p.parts[i].from; c < p.parts[i].to; c++) f(c); });
    const take = (file) => { if (!taken.has(file)) { taken.add(file); each(file, (c) => met.add(c)); } };
    p.parts.forEach((x) => { if (x.to - x.from !== 2 || !Array.from(x.term).every(han)) take(x.file); });
    for (;;) {
      let best = null;
      for (const file of files.keys()) {
        if (taken.has(file)) continue;
        const fresh = new Set();
        each(file, (c) => { if (!met.has(c)) fresh.add(c); });
        const now = [fresh.size, -files.get(file)[0], file];
        if (!best || now[0] > best[0] || (now[0] === best[0] && (now[1] > best[1] || (now[1] === best[1] && now[2] > best[2])))) best = now;
      }
      if (!best || best[0] === 0 || (best[0] === 1 && taken.size >= FILES)) break;
      take(best[2]);
    }
    p.parts = p.parts.filter((x) => taken.has(x.file));
    return p;
  }

  /* Files. */
  function reader(bytes) {
    let at = 0;
    const num = () => { let n = 0, shift = 0, b; do { b = at < bytes.length ? bytes[at++] : 0; n += (b & 127) * Math.pow(2, shift); shift += 7; } while (b > 127 && shift < 35); return n; };
    return { num, text: (n) => { const s = new TextDecoder().decode(bytes.subarray(at, at + n)); at += n; return s; }, left: () => bytes.length - at };
  }
  function list(r) {
    const head = r.num();
    if (head & 1) return { count: 1, docs: [r.num()], levels: [(head >>> 1) & 15] };
    const l = { count: head >>> 1, docs: [], levels: [] };
    for (let g = r.num(); g > 0 && r.left() > 0; g--) {
      const n = r.num();
      for (let i = n >>> 4, doc = 0; i > 0 && r.left() > 0; i--) { doc += r.num(); l.docs.push(doc); l.levels.push(n & 15); }
    }
    return l;
  }
  function shard(bytes) {
    const r = reader(bytes), map = new Map();
    for (const line of r.text(r.num()).split("\n")) {
      const w = line.split(" ").filter(Boolean), l = list(r);
      l.officials = w.slice(1);
      map.set(w[0], l);
    }
    return map;
  }
  function decode(bytes, table) {
    const out = [];
    for (let i = 0; i < bytes.length; i++) {
      const b = bytes[i];
      if (b < 160) out.push(table[b]);
      else if (b === 255) { out.push(String.fromCodePoint(Math.min((bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3], 0x10ffff))); i += 3; }
      else out.push(String.fromCharCode(0x4e00 + ((b - 160) << 8) + bytes[++i]));
    }
    return out.join("");
  }
  const utf8 = (bytes) => new TextDecoder().decode(bytes);

  /* Ranking: query.rs. */
  function score(p, docs, lists) {
    const total = new Map(), length = Math.min(p.chars.length, 64);
    for (const part of p.parts) {
      const l = lists.get(part.term);
      if (!l) continue;
      const w = part.weight * (part.term[0] === "~" ? l.count / SCALE : idf(docs, l.count));
      for (let i = 0; i < l.docs.length; i++) {
        let t = total.get(l.docs[i]);
        if (!t) total.set(l.docs[i], (t = { doc: l.docs[i], score: 0, low: 0, high: 0 }));
        t.score += (w * l.levels[i]) / 15;
        for (let c = part.from; c < part.to && c < 64; c++) if (c < 32) t.low |= 1 << c; else t.high |= 1 << (c - 32);
      }
    }
    const ones = (n) => { let k = 0; for (n >>>= 0; n; n &= n - 1) k++; return k; };
    const hits = [];
    total.forEach((t) => {
      t.cover = (ones(t.low) + ones(t.high)) / Math.max(length, 1);
      t.score *= 0.3 + 0.7 * t.cover * t.cover;
      if (t.cover >= LEAST) hits.push(t);
    });
    hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
    return hits.length && hits[0].cover < 1 && hits[0].score < CHANCE * Math.log1p(docs) ? [] : hits;
  }
  const tight = (s) => Array.from(fold(s)).filter((c, i, a) => !(c === " " && i > 0 && han(a[i - 1]) && i + 1 < a.length && han(a[i + 1])));
  function titleBonus(p, title, lists) {
    const all = tight(title).join(""), main = tight(title.split("\u3000")[0]);
    const met = new Array(p.chars.length).fill(false), own = new Array(main.length).fill(false);
    for (const part of p.parts) {
      const l = lists.get(part.term), bare = part.term[0] === "~" ? part.term.slice(1) : part.term;
      for (const w of [bare].concat((l && part.term[0] === "~" && l.officials) || [])) {
        if (!all.includes(w)) continue;
        met.fill(true, part.from, part.to);
        const c = Array.from(w);
        for (let at = 0; at + c.length <= main.length; at++) if (c.every((x, i) => main[at + i] === x)) own.fill(true, at, at + c.length);
      }
    }
    const share = (v) => v.filter(Boolean).length / Math.max(v.length, 1), q = share(met), t = share(own);
    const whole = p.pieces.filter((x) => all.includes(x)).reduce((n, x) => n + count(x), 0);
    const ph = Math.min(whole / Math.max(p.chars.length, 1), 1);
    return 1 + 0.6 * q * q + 0.4 * q * t + ph * ph;
  }
  /* Slips: correct.rs and pinyin.rs. */
  function blur(s) {
    const t = /^[zcs]h/.test(s) ? s[0] + s.slice(2) : s;
    return /[aei]ng$/.test(t) ? t.slice(0, -1) : t;
  }
  const before = (a, b) => { for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i].codePointAt(0) < b[i].codePointAt(0); return a.length < b.length; };
  function slips(table, pairs) {
    const { sound, syllables } = table;
    const often = async (a, b) => {
      if (!a || !b || !sound.has(a) || !sound.has(b)) return 0;
      const p = (await pairs(sound.get(a) + sound.get(b))).find((x) => x[0] === a && x[1] === b);
      return p ? p[2] : 0;
    };
    async function instead(t, at) {
      const own = t[at], s = sound.get(own), found = new Map();
      if (s === undefined) return [];
      const add = (c, cost) => { if (c !== own && !(found.get(c) <= cost)) found.set(c, cost); };
      if (sound.has(t[at - 1])) for (const p of await pairs(sound.get(t[at - 1]) + s)) if (p[0] === t[at - 1]) add(p[1], 1);
      if (sound.has(t[at + 1])) for (const p of await pairs(s + sound.get(t[at + 1]))) if (p[1] === t[at + 1]) add(p[0], 1);
      for (const g of table.shapes) if (g.includes(own)) for (const c of g) add(c, 2);
      return Array.from(found).sort((a, b) => a[0].codePointAt(0) - b[0].codePointAt(0));
    }
    async function mend(text, doubtful) {
      const out = text.slice();
      for (let turn = Math.ceil(text.length / 4); turn > 0; turn--) {
        let best = null;
        for (let at = 0; at < out.length; at++) {
          if (!han(text[at]) || out[at] !== text[at] || !doubtful(at)) continue;
          const left = await often(out[at - 1], out[at]), right = await often(out[at], out[at + 1]);
          for (const [c, cost] of await instead(out, at)) {
            const l = await often(out[at - 1], c), r = await often(c, out[at + 1]), gain = l + r - left - right - cost;
            if (l >= left && r >= right && gain >= GAIN && (!best || gain > best[0])) best = [gain, at, c];
          }
        }
        if (!best) break;
        out[best[1]] = best[2];
      }
      return out.join("");
    }
    function cut(rest, now, out) {
      if (!rest || (now.length && rest.length < 3 && !syllables.has(rest) && Array.from(syllables).some((s) => s.startsWith(rest)))) out.push(now.slice());
      if (out.length >= 32) return;
      for (let n = Math.min(rest.length, 6); n > 0; n--) if (syllables.has(rest.slice(0, n))) cut(rest.slice(n), now.concat(rest.slice(0, n)), out);
    }
    function split(letters) {
      let out = [];
      for (const w of letters.split(/[ ']/).filter(Boolean)) {
        let ways = [];
        cut(w, [], ways);
        ways = ways.sort((a, b) => a.length - b.length).slice(0, 8);
        if (!ways.length) return [];
        const old = out;
        out = out.length ? [] : ways;
        for (const o of old) for (const v of ways) if (out.length < 8) out.push(o.concat(v));
      }
      return out;
    }
    const better = (a, b) => !b || a[0] > b[0] || (a[0] === b[0] && before(a[1], b[1]));
    async function spell(said) {
      let ends = new Map();
      for (let n = 0; n + 1 < said.length; n++) {
        const next = new Map();
        let best = null;
        ends.forEach((e) => { if (better(e, best)) best = e; });
        for (const [a, b, k] of await pairs(blur(said[n]) + blur(said[n + 1]))) {
          const head = n === 0 ? [0, a] : ends.get(a) || [best[0] - 12, Array.from(best[1]).slice(0, -1).join("") + a];
          const value = [head[0] + k, head[1] + b];
          if (better(value, next.get(b))) next.set(b, value);
        }
        if (!next.size) return null;
        ends = next;
      }
      let best = null;
      ends.forEach((e) => { if (better(e, best)) best = e; });
      return best;
    }
    return { mend, split, spell };
  }

  /* An index behind `load(name) -> Promise<Uint8Array>` (unpacked). */
  async function open(load) {
    const root = JSON.parse(utf8(await load("root")));
    const set = (s) => new Set((s || "").split(" ").filter(Boolean));
    const words = { known: set(root.words), stop: set(root.stop), longest: 0 };
    words.known.forEach((w) => { words.longest = Math.max(words.longest, count(w)); });
    words.stop.forEach((w) => { words.longest = Math.max(words.longest, count(w)); });
    const shape = { shards: root.shards, common: new Set(root.common) }, bytes = Array.from(root.bytes);
    const kept = new Map();
    const file = (kind, n, read) => {
      const key = kind + "/" + n;
      if (!kept.has(key)) kept.set(key, load(key + "." + root[kind].substr(n * NAME, NAME)).then(read));
      return kept.get(key);
    };
    const lines = (b) => utf8(b).split("\n");
    async function card(doc) {
      const all = await file("c", Math.floor(doc / root.per), lines), f = (all[doc % root.per] || "").split("\t");
      return { url: f[0], title: f[1], number: f[2], unit: root.units[f[3]], kind: root.kinds[f[4]], column: root.columns[f[5]], date: +f[6], state: +f[7], text: f[8] };
    }
    async function answer(p) {
      const lists = new Map();
      await Promise.all(p.parts.map((x) => file("t", shardOf(x.term, shape), shard).then((m) => { if (m.has(x.term)) lists.set(x.term, m.get(x.term)); })));
      const hits = score(p, root.docs, lists);
      let near = Math.min(SECOND, hits.length);
      while (near < Math.min(2 * SECOND, hits.length) && hits[near].score >= NEAR * hits[0].score) near++;
      const top = hits.slice(0, near);
      await Promise.all(top.map((h) => card(h.doc).then((c) => { h.card = c; h.score *= titleBonus(p, c.title, lists); })));
      top.sort((a, b) => b.score - a.score || a.doc - b.doc);
      return { plan: p, lists, hits: top.concat(hits.slice(near)), corrected: "" };
    }
    const cover = (a) => a.hits.slice(0, 5).reduce((m, h) => Math.max(m, h.cover), 0);
    const sounds = () => file("pc", 0, (b) => {
      const sound = new Map(), syllables = new Set(), letters = new Map();
      const all = lines(b), shapes = all.shift().split(" ");
      for (const line of all) {
        const w = line.split(" ");
        if (w[1]) { syllables.add(w[0]); for (const c of w[1]) { sound.set(c, blur(w[0])); letters.set(c, w[0][0]); } }
      }
      return { sound, syllables, letters, shapes };
    });
    const pairs = (s) => file("p", hash(Array.from(s)) & (root.p.length / NAME - 1), (b) => {
      const map = new Map();
      for (const line of lines(b)) {
        const w = line.split(" "), c = Array.from(w[1] || ""), v = [];
        for (let i = 0; i + 2 < c.length; i += 3) v.push([c[i], c[i + 1], c[i + 2].charCodeAt(0) - 96]);
        map.set(w[0], v);
      }
      return map;
    }).then((m) => m.get(s) || []);
    const suggestions = (initials) => file("s", hash(Array.from(initials).slice(0, 2)) & (root.s.length / NAME - 1), (b) => lines(b).map((l) => l.split("\t")).filter((f) => f.length > 3));
    const initialsOf = (said) => said.split(" ").map((s) => s[0] || "").join("");
    async function correct(a) {
      const p = a.plan, live = new Array(p.chars.length).fill(false);
      p.parts.forEach((x) => { if (a.lists.has(x.term)) live.fill(true, x.from, x.to); });
      const dead = live.includes(false);
      if (!p.chars.length || p.numbers.length || (!dead && cover(a) >= DOUBT)) return "";
      const table = await sounds(), s = slips(table, pairs);
      if (/^[a-z' ]+$/.test(p.text)) {
        let best = null;
        for (const said of s.split(p.text)) {
          const way = await s.spell(said), v = way && [Math.trunc(way[0] / count(way[1])), way[1]];
          if (v && (!best || v[0] > best[0] || (v[0] === best[0] && before(v[1], best[1])))) best = v;
        }
        if (best) return best[1];
        const hit = (await suggestions(p.text)).find((f) => initialsOf(f[1]) === p.text);
        return hit ? hit[0] : "";
      }
      let text = p.text, base = 0;
      for (const piece of p.pieces) {
        const c = Array.from(piece);
        let at = base;
        while (at + c.length <= p.chars.length && !c.every((x, i) => p.chars[at + i] === x)) at++;
        if (at + c.length > p.chars.length) continue;
        base = at + c.length;
        const known = (i) => p.parts.some((x) => x.term[0] === "~" && x.from <= at + i && at + i < x.to);
        const fresh = await s.mend(c, (i) => !known(i) && (!dead || !live[at + i]));
        if (fresh !== piece) text = text.replace(piece, () => fresh);
      }
      return text === p.text ? "" : text;
    }
    async function search(query, asTyped) {
      const own = await answer(thin(plan(words, query), shape)), text = asTyped ? "" : await correct(own);
      if (!text) return own;
      const other = await answer(thin(plan(words, text), shape));
      if (cover(other) < Math.max(cover(own), SURE)) return own;
      other.corrected = text;
      return other;
    }
    /* What may be meant by the beginning of a query: [text, sounds, kind, address], at most `most`. */
    async function suggest(typed, most) {
      const t = fold(typed), chars = Array.from(t);
      if (chars.length < 2) return [];
      const table = await sounds(), heads = new Set();
      const latin = /^[a-z' ]+$/.test(t), bare = t.replace(/[' ]/g, "");
      if (latin) {
        heads.add(bare.slice(0, 2));
        slips(table, pairs).split(t).forEach((w) => { if (w[1]) heads.add(w[0][0] + w[1][0]); });
      } else {
        const letter = (c) => (/[a-z0-9]/.test(c) ? c : table.letters.get(c) || "");
        heads.add(letter(chars[0]) + letter(chars[1]));
      }
      const out = [];
      for (const f of (await Promise.all(Array.from(heads).map(suggestions))).reduce((a, b) => a.concat(b), [])) {
        const fits = latin ? initialsOf(f[1]).startsWith(bare) || f[1].replace(/ /g, "").startsWith(bare) : fold(f[0]).startsWith(t);
        if (fits && !out.some((o) => o[0] === f[0])) out.push(f);
      }
      return out.slice(0, most);
    }
    /* kind, column, unit, date, state, audience bits of a document. */
    async function facts(doc) {
      const n = Math.floor(doc / root.facet), b = await file("f", n, (x) => x), rows = b.length / 8, i = doc - n * root.facet;
      const at = (plane) => b[plane * rows + i];
      return { kind: at(0), column: at(1), unit: at(2) | (at(3) << 8), date: at(4) | (at(5) << 8), state: at(6), audiences: at(7) };
    }
    const text = (c) => load("d/" + c.text[0] + "/" + c.text.slice(1)).then((b) => decode(b, bytes).split("\u001e").filter(Boolean).map((s) => s.split("\u001f")));
    const taken = (query) => thin(plan(words, query), shape);
    return { root, words, plan: taken, search, suggest, card, facts, text };
  }


  global.gongkaiSearch = { open, plan, thin, numbers, numberTerms, fold, shardOf, decode, han };
})(typeof window === "undefined" ? globalThis : window);
