/* The search engine of the site: reads the index that src/index writes (see FORMAT.md there) and ranks by the same
   rules as src/index/query.rs; tests/search/ holds both to the same vectors. No page, no network but `load`. Works in
   a browser and, for the tests, anywhere else. */
(function (global) {
  "use strict";
  const G = global.gongkaiSearch, { plan, thin, fold, shardOf, han, hash, count, readWords, slips, blur, before, nearWord, SPELT } = G;
  const FORMAT = 5, LEAST = 0.3, CHANCE = 0.17, NOWHERE = [0.5, 0.4], MANY = 1000, DOUBT = 0.5, SURE = 0.7, GUESS = 0.4, SECOND = 10, REACH = 40, NEAR = 0.4, WHOLE = 30, NAME = 4, SCALE = 64, KNOWN = 1.5, SPOKEN = 0.3, MISSED = 0.5;
  const idf = (docs, df) => Math.log(1 + (docs - df + 0.5) / (df + 0.5));

  /* Files. */
  function reader(bytes) {
    let at = 8;
    const end = bytes.length * 8, left = () => at < end;
    /* The next 25 bits and a few more from the highest bit of 32 on; noughts past the end. */
    const peek = () => { const i = at >> 3; return ((bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3]) << (at & 7); };
    const bits = (n) => {
      if (n > 24) return bits(n - 16) * 65536 + bits(16);
      const v = n ? peek() >>> (32 - n) : 0;
      at += n;
      return v;
    };
    const ones = () => {
      const n = Math.min(Math.clz32(~peek()), 24);
      at += n;
      if (n === 24) return n + ones();
      at++;
      return n;
    };
    const num = (k) => { const more = ones(), rest = k + more - 1; return more ? Math.pow(2, rest) + bits(rest) : bits(k); };
    const each = (n, f) => { for (; n > 0 && left(); n--) f(); };
    const gaps = (n, k, f) => { let next = 0; each(n, () => { const v = next + num(k); next = v + 1; f(v); }); };
    const set = () => { const out = [], n = num(0); if (n) gaps(n, bits(4), (v) => out.push(v)); return out; };
    const take = () => Uint8Array.from({ length: Math.min(num(4), (end - at) >> 3) }, () => bits(8));
    return { bits, ones, num, each, gaps, set, take };
  }
  function list(r) {
    const n = r.num(0) + 1, l = { count: n + (n < 256 ? 0 : r.num(8)), docs: [], levels: [] };
    if (n === 1) { l.levels.push(r.bits(4)); l.docs.push(r.num(12)); return l; }
    const k = r.bits(4), least = r.bits(4), same = r.bits(1);
    r.gaps(n, k, (doc) => { l.docs.push(doc); l.levels.push(same ? least : least + r.ones()); });
    return l;
  }
  function shard(bytes, table, ranks) {
    const map = new Map(), r = reader(bytes), own = ranks.length, pairs = [];
    if (bytes[0] !== FORMAT) return map;
    const char = (n) => (n < own ? ranks[n] : String.fromCharCode(0x4e00 + n - own));
    for (const n of r.set()) pairs.push(char(Math.floor(n / own)) + char(n % own));
    for (const n of r.set()) {
      const c = char(n + own);
      for (const after of r.set()) pairs.push(c + char(after));
      for (const before of r.set()) pairs.push(char(before) + c);
    }
    for (const pair of pairs) map.set(pair, list(r));
    r.each(r.num(4), () => map.set(utf8(r.take()), list(r)));
    r.each(r.num(4), () => {
      const [words, officials = ""] = decode(r.take(), table).split("\u001e"), weight = r.num(8), l = list(r);
      l.count = weight;
      l.officials = officials.split("\u001f").filter(Boolean);
      words.split("\u001f").forEach((w) => map.set("~" + w, l));
    });
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

  /* Ranking: score.rs. The first 64 characters of a query are bits of two numbers. */
  const add = (b, part) => { for (let c = part.from; c < part.to && c < 64; c++) b[c >> 5] |= 1 << (c & 31); return b; };
  const mask = (parts) => parts.reduce(add, [0, 0]);
  /* What each character counts in the share met: worth.rs. */
  function worth(p, lists, words) {
    const of = p.chars.slice(0, 64).map((c, i) => {
      const parts = p.parts.filter((x) => x.from <= i && i < x.to), spoken = words.spoken;
      if (!parts.length) return 0;
      if (parts.some((x) => x.term[0] === "~")) return KNOWN;
      if (parts.some((x) => lists.has(x.term))) return 1;
      return spoken(c) || parts.every((x) => Array.from(x.term).some(spoken)) ? SPOKEN : 1;
    });
    const is = (b, i) => (b[i >> 5] >>> (i & 31)) & 1, sum = (b) => of.reduce((n, w, i) => n + (is(b, i) ? w : 0), 0), whole = sum([-1, -1]);
    return { share: (b) => (whole > 0 ? sum(b) / whole : 0), lacks: (b) => of.some((w, i) => w >= MISSED && !is(b, i)) };
  }
  function score(p, counts, found, docs, lists) {
    if (1 - counts.share(found) > NOWHERE[+(docs > MANY)]) return [];
    const total = new Map();
    for (const part of p.parts) {
      const l = lists.get(part.term);
      if (!l) continue;
      const w = part.weight * (part.term[0] === "~" ? l.count / SCALE : idf(docs, l.count));
      for (let i = 0; i < l.docs.length; i++) {
        let t = total.get(l.docs[i]);
        if (!t) total.set(l.docs[i], (t = { doc: l.docs[i], said: 0, met: [0, 0] }));
        t.said += (w * l.levels[i]) / 15;
        add(t.met, part);
      }
    }
    const hits = [];
    total.forEach((t) => {
      t.cover = counts.share(t.met);
      t.score = t.said * (0.3 + 0.7 * t.cover * t.cover * t.cover);
      if (t.cover >= LEAST) hits.push(t);
    });
    hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
    const h = hits[0];
    return h && h.cover < 1 && h.said * (0.3 + 0.7 * h.cover * h.cover) < CHANCE * Math.log1p(docs) ? [] : hits;
  }
  const tight = (s) => Array.from(fold(s)).filter((c, i, a) => !(c === " " && i > 0 && han(a[i - 1]) && i + 1 < a.length && han(a[i + 1])));
  function titleBonus(p, title, lists) {
    const all = tight(title).join(""), main = tight(title.split("\u3000")[0]);
    const met = new Array(p.chars.length).fill(false), own = new Array(main.length).fill(false);
    for (const part of p.parts.concat(p.rest)) {
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

  /* An index behind `load(name) -> Promise<Uint8Array>` (unpacked). */
  async function open(load) {
    const root = JSON.parse(utf8(await load("root")));
    const words = readWords(root);
    const ranks = Array.from(root.common), shape = { shards: root.shards, common: new Set(ranks) }, bytes = Array.from(root.bytes);
    const lists = (b) => shard(b, bytes, ranks), terms = (term) => file("t", shardOf(term, shape), lists);
    const kept = new Map();
    const file = (kind, n, read) => {
      const key = kind + "/" + n;
      if (!kept.has(key)) {
        const asked = load(key + "." + root[kind].substr(n * NAME, NAME)).then(read);
        kept.set(key, asked);
        /* What was lost on the way is asked for again when it is wanted again. */
        asked.catch(() => kept.delete(key));
      }
      return kept.get(key);
    };
    const lines = (b) => utf8(b).split("\n");
    async function card(doc) {
      const all = await file("c", Math.floor(doc / root.per), lines), f = (all[doc % root.per] || "").split("\t");
      return { url: f[0], title: f[1], number: f[2], unit: root.units[f[3]], kind: root.kinds[f[4]], column: root.columns[f[5]], date: +f[6], state: +f[7], text: f[8] };
    }
    /* The query taken apart. What only looked like a word of the dictionary has no list: then it is done again. */
    async function taken(query) {
      for (;;) {
        const p = thin(plan(words, query), shape, words), lists = new Map();
        const files = await Promise.all(p.parts.map((x) => terms(x.term)));
        files.forEach((m, i) => {
          const term = p.parts[i].term;
          if (m.has(term)) lists.set(term, m.get(term));
        });
        const none = p.parts.filter((x) => x.term[0] === "~" && !lists.has(x.term));
        if (!none.length) return { plan: p, lists, files: new Set(files) };
        none.forEach((x) => words.not.add(x.term.slice(1)));
      }
    }
    const longest = (a, b) => b.length - a.length || (before(a, b) ? -1 : 1);
    /* Words of the dictionary in the files that were read, the longest first. */
    function near(files) {
      const all = [];
      files.forEach((m) => m.forEach((_, t) => { if (t[0] === "~" && count(t) > SPELT) all.push(Array.from(t).slice(1)); }));
      return all.sort(longest);
    }
    async function rank(query) {
      const { plan: p, lists, files } = await taken(query);
      const counts = worth(p, lists, words), found = mask(p.parts.filter((x) => lists.has(x.term)));
      return { plan: p, lists, files, worth: counts, lacks: counts.lacks(found), hits: score(p, counts, found, root.docs, lists), corrected: "" };
    }
    /* The first hits again with their titles; and others that come near and whose cards lie in the same files. */
    async function weigh(a) {
      const place = (h) => Math.floor(h.doc / root.per), read = new Set(a.hits.slice(0, SECOND).map(place)), least = a.hits.length && NEAR * a.hits[0].score;
      const top = a.hits.filter((h, i) => (h.near = i < SECOND || (i < REACH && h.score >= least && read.has(place(h)))));
      await Promise.all(top.map((h) => card(h.doc).then((c) => { h.card = c; h.score *= titleBonus(a.plan, c.title, a.lists); })));
      top.sort((a, b) => b.score - a.score || a.doc - b.doc);
      a.hits = top.concat(a.hits.filter((h) => !h.near));
      return a;
    }
    const cover = (a) => a.hits.slice(0, 5).reduce((m, h) => Math.max(m, h.cover), 0);
    const sounds = () => file("pc", 0, (b) => {
      const sound = new Map(), syllables = new Set(), plain = new Map();
      const all = lines(b), shapes = all.shift().split(" ");
      for (const line of all) {
        const w = line.split(" ");
        if (w[1]) { syllables.add(w[0]); for (const c of w[1]) { sound.set(c, blur(w[0])); plain.set(c, w[0]); } }
      }
      const often = Math.min(25, Math.trunc(Math.log(Math.max(root.docs, 1)) / Math.log(1.5)));
      return { sound, syllables, plain, shapes, gain: Math.max(2, Math.trunc(often / 4)) };
    });
    const pairs = (first, second) => file("p", hash(Array.from(first)) & (root.p.length / NAME - 1), (b) => {
      const map = new Map();
      for (const line of lines(b)) {
        const w = line.split(" "), c = Array.from(w[1] || ""), v = [];
        for (let i = 0; i + 2 < c.length; i += 3) v.push([c[i], c[i + 1], c[i + 2].charCodeAt(0) - 96]);
        map.set(w[0], v);
      }
      return map;
    }).then((m) => m.get(first + "'" + second) || []);
    /* Most slips leave little that the dictionary knows: then the sounds are asked for while terms are on their way. */
    const doubtful = (p) => p.chars.length && !p.numbers.length && p.chars.filter((_, i) => p.parts.some((x) => x.term[0] === "~" && x.from <= i && i < x.to)).length <= GUESS * p.chars.length;
    /* Asks for what a query will need if it is the right one. */
    const ahead = (query) => thin(plan(words, query), shape, words).parts.forEach((x) => terms(x.term));
    const suggestions = (initials) => file("s", hash(Array.from(initials).slice(0, 2)) & (root.s.length / NAME - 1), (b) => lines(b).map((l) => l.split("\t")).filter((f) => f.length > 3));
    /* Letters that may be the initials of two syllables, told without the table of sounds. */
    const beginnings = (letters) => {
      const out = new Set(), t = /^[a-z' ]+$/.test(letters) ? letters.replace(/[' ]/g, "") : "";
      for (let n = 1; n < Math.min(t.length, 7); n++) {
        const whole = /^(?![iuv])([zcs]h?|[bpmfdtnlgkhjqxrwy])?[aeiouv]{1,3}(ng?|r)?$/.test(t.slice(0, n));
        if (whole && /^(([zcs]h?|[bpmfdtnlgkhjqxrwy])[aeiouv]|[aeo])/.test(t.slice(n))) out.add(t[0] + t[n]);
      }
      return out;
    };
    const initialsOf = (said) => said.split(" ").map((s) => s[0] || "").join("");
    async function correct(a) {
      /* Characters that were not asked for say nothing; what a shortened list leaves out may be met all the same. */
      const p = a.plan, typed = Array.from(p.text), found = p.parts.filter((x) => a.lists.has(x.term)), lone = mask(p.parts.filter((x) => !a.lists.has(x.term)));
      const short = mask(found.filter((x) => { const l = a.lists.get(x.term); return x.term[0] === "~" ? l.docs.length >= WHOLE : l.count > l.docs.length; }));
      const best = a.hits.slice(0, 5).reduce((m, h) => Math.max(m, a.worth.share(h.met.map((b, i) => b | short[i]))), 0);
      const gone = (i) => (lone[i >> 5] >>> (i & 31)) & 1, sure = !a.lacks && best >= DOUBT;
      if (!p.chars.length || p.numbers.length || (sure && best >= 1)) return "";
      const meant = near(a.files);
      if (sure && !nearWord(typed, meant)) return "";
      const table = await sounds(), s = slips(table, pairs);
      if (/^[a-z' ]+$/.test(p.text)) {
        const ways = s.split(p.text), heads = new Set(ways.filter((w) => w[1]).map((w) => w[0][0] + w[1][0])), bare = p.text.replace(/[' ]/g, "");
        const offered = await Promise.all(Array.from(heads).map(suggestions));
        const whole = offered.map((lines) => lines.find((f) => f[1].replace(/ /g, "") === bare)).find(Boolean);
        if (whole) return whole[0];
        const spelt = (await Promise.all(ways.map((x) => s.spell(x, words)))).filter(Boolean);
        /* Xian is one syllable before it is two. */
        const [best] = spelt.sort(([n, x], [m, y]) => x.length - y.length || m - n || (before(x, y) ? -1 : 1));
        if (best) return best[1].join("");
        const hit = (await suggestions(p.text)).find((f) => initialsOf(f[1]) === p.text);
        return hit ? hit[0] : "";
      }
      const known = (i) => p.parts.some((x) => x.term[0] === "~" && x.from <= i && i < x.to), places = [];
      for (const piece of p.pieces) {
        const c = Array.from(piece);
        let at = places.length ? places[places.length - 1].end : 0;
        while (at + c.length <= p.chars.length && !c.every((x, i) => p.chars[at + i] === x)) at++;
        if (at + c.length <= p.chars.length) places.push({ piece, c, end: at + c.length, unsure: (i) => !known(at + i) && (!a.lacks || gone(Math.min(at + i, 63))) });
      }
      if (!sure) await Promise.all(places.map(({ piece, c, unsure }) => Promise.all(Array.from(s.guesses(c, words, unsure), async ([w, mended]) => {
        ahead(p.text.replace(piece, () => mended));
        if ((await terms("~" + w)).has("~" + w)) meant.push(Array.from(w));
      }))));
      const other = s.mendWords(typed, meant.sort(longest));
      if (other || sure) return other;
      await Promise.all(places.map((x) => s.ready(x.c, x.unsure)));
      let text = p.text;
      for (const { piece, c, unsure } of places) {
        const fresh = await s.mend(c, unsure);
        if (fresh !== piece) text = text.replace(piece, () => fresh);
      }
      return text === p.text ? "" : text;
    }
    /* Spelling is settled before cards are read: those of the answer that is given up would be read for nothing. */
    async function search(query, asTyped) {
      if (!asTyped && doubtful(plan(words, query))) {
        sounds();
        beginnings(fold(query)).forEach((two) => suggestions(two));
      }
      const own = await rank(query), text = asTyped ? "" : await correct(own);
      if (!text) return weigh(own);
      own.maybe = text;
      const other = await rank(text), now = cover(other), was = cover(own);
      if (other.lacks || now < Math.max(was, SURE) || (now === was && was >= DOUBT)) return weigh(own);
      other.corrected = text;
      return weigh(other);
    }
    /* What may be meant by the beginning of a query: [text, sounds, kind, address], at most `most`. */
    async function suggest(typed, most) {
      const t = fold(typed), chars = Array.from(t);
      if (chars.length < 2) return [];
      const table = await sounds(), heads = new Set();
      const latin = /^[a-z' ]+$/.test(t), bare = t.replace(/[' ]/g, "");
      if (latin) {
        heads.add(bare.slice(0, 2));
        slips(table, pairs).split(t).forEach((w) => { const next = w[1] || bare.slice(w[0].length); if (next) heads.add(w[0][0] + next[0]); });
      } else {
        const letter = (c) => (/[a-z0-9]/.test(c) ? c : (table.plain.get(c) || "")[0] || "");
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
    const digit = (n, i) => ((n >>> (5 * i)) & 31).toString(32), textName = (n) => "d/" + digit(n, 0) + "/" + [1, 2, 3, 4, 5, 6].map((i) => digit(n, i)).join("");
    const text = (c) => load(textName(hash(Array.from(c.url))) + c.text).then((b) => decode(b, bytes).split("\u001e").filter(Boolean).map((s) => s.split("\u001f")));
    /* Bytes that mean nothing, read while nobody waits: what has run a few times runs in a third of the time. */
    const warm = (idle) => {
      let seed = 7;
      const byte = (_, i) => (i ? (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 24 : FORMAT), bytes = (n) => Uint8Array.from({ length: n }, byte);
      const p = thin(plan(words, root.hot.join(" ")), shape, words), some = { count: 9, docs: bytes(600), levels: bytes(600) }, all = new Map(p.parts.map((x) => [x.term, some]));
      for (let n = 0; n < 40 && idle.timeRemaining() > 2; n++) {
        lists(bytes(400));
        if (n % 8 === 0) score(p, worth(p, all, words), mask(p.parts), root.docs, all);
      }
    };
    return { root, words, warm, plan: (query) => taken(query).then((t) => t.plan), search, suggest, card, facts, text };
  }


  Object.assign(G, { open, decode });
})(typeof window === "undefined" ? globalThis : window);
