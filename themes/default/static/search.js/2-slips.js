/* Slips of the pen: sounds and initials for words, characters that sound or look alike. The same rules as
   src/index/{correct,pinyin}.rs. */
(function (global) {
  "use strict";
  const G = global.gongkaiSearch, { han, count } = G, SPELT = 3, WORD_ENDS = 12, BLURRED = 4, KNOWN = 3;

  function blur(s) {
    const t = /^[zcs]h/.test(s) ? s[0] + s.slice(2) : s;
    return /[aei]ng$/.test(t) ? t.slice(0, -1) : t;
  }
  const before = (a, b) => { for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i].codePointAt(0) < b[i].codePointAt(0); return a.length < b.length; };
  /* Words of `spelt` in the text but for one character, the longest first, as `take(place, character)` takes that. */
  function nearWords(text, spelt, take) {
    let any = false;
    for (let at = 0; at + 1 < text.length;) {
      const own = (spelt.find((w) => w.every((c, i) => c === text[at + i])) || []).length;
      const word = own ? null : spelt.find((w) => {
        if (w.length > text.length - at) return false;
        let off = -1;
        for (let i = 0; i < w.length; i++) if (w[i] !== text[at + i]) { if (off >= 0) return false; off = i; }
        return off >= 0 && han(text[at + off]) && take(at + off, w[off]);
      });
      any = any || !!word;
      at += own || (word ? word.length : 1);
    }
    return any;
  }
  const nearWord = (text, spelt) => nearWords(text, spelt, () => true);
  function slips(table, pairs) {
    const { sound, syllables, plain } = table;
    const alike = (a, b) => (sound.has(a) && sound.get(a) === sound.get(b)) || table.shapes.some((g) => g.includes(a) && g.includes(b));
    function mendWords(text, spelt) {
      const out = text.slice();
      return nearWords(text, spelt, (i, c) => alike(text[i], c) && (out[i] = c)) ? out.join("") : "";
    }
    const often = async (a, b) => {
      if (!a || !b || !sound.has(a) || !sound.has(b)) return 0;
      const p = (await pairs(sound.get(a), sound.get(b))).find((x) => x[0] === a && x[1] === b);
      return p ? p[2] : 0;
    };
    async function instead(t, at) {
      const own = t[at], s = sound.get(own), found = new Map();
      if (s === undefined) return [];
      const add = (c, cost) => { if (c !== own && !(found.get(c) <= cost)) found.set(c, cost); };
      if (sound.has(t[at - 1])) for (const p of await pairs(sound.get(t[at - 1]), s)) if (p[0] === t[at - 1]) add(p[1], 1);
      if (sound.has(t[at + 1])) for (const p of await pairs(s, sound.get(t[at + 1]))) if (p[1] === t[at + 1]) add(p[0], 1);
      for (const g of table.shapes) if (g.includes(own)) for (const c of g) add(c, 2);
      return Array.from(found).sort((a, b) => a[0].codePointAt(0) - b[0].codePointAt(0));
    }
    /* Files that will be asked for, all at once. */
    const fetchAll = (said) => Promise.all(said.map((s) => pairs(s, "")));
    /* All that mending may ask for. */
    const ready = (text, doubtful) => {
      const near = text.slice(0, -1).filter((_, i) => doubtful(i) || doubtful(i + 1));
      const like = text.slice(0, -1).flatMap((c, i) => (doubtful(i) && sound.has(c) ? table.shapes.filter((g) => g.includes(c)) : []));
      return fetchAll(near.concat(...like.map((g) => Array.from(g))).filter((c) => sound.has(c)).map((c) => sound.get(c)));
    };
    async function mend(text, doubtful) {
      const out = text.slice();
      for (let turns = Math.ceil(text.length / 4); turns > 0; turns--) {
        let best = null;
        for (let at = 0; at < out.length; at++) {
          if (!han(text[at]) || out[at] !== text[at] || !doubtful(at)) continue;
          const left = await often(out[at - 1], out[at]), right = await often(out[at], out[at + 1]);
          for (const [c, cost] of await instead(out, at)) {
            const l = await often(out[at - 1], c), r = await often(c, out[at + 1]), gain = l + r - left - right - cost;
            if (l >= left && r >= right && gain >= table.gain && (!best || gain > best[0])) best = [gain, at, c];
          }
        }
        if (!best) break;
        out[best[1]] = best[2];
      }
      return out.join("");
    }
    /* What looks like a word of the dictionary with another character in a doubtful place, by its number; and the text
       with it. Short ones only between what isn't doubtful. */
    function guesses(text, words, doubtful) {
      const found = new Map(), open = (i) => i >= 0 && i < text.length && doubtful(i);
      text.forEach((own, at) => {
        if (!han(own) || !doubtful(at)) return;
        const fresh = text.slice(), said = sound.get(own), like = new Set(table.shapes.filter((g) => g.includes(own)).join(""));
        sound.forEach((s, c) => { if (s === said) like.add(c); });
        like.delete(own);
        like.forEach((c) => {
          fresh[at] = c;
          for (let from = Math.max(at + 1 - words.most, 0); from <= at; from++) {
            for (let n = Math.max(2, at + 1 - from); n <= Math.min(words.most, text.length - from); n++) {
              if (n < SPELT && (open(from - 1) || open(from + n))) continue;
              const w = fresh.slice(from, from + n);
              if (w.every(han) && words.is(w)) found.set(w.join(""), fresh.join(""));
            }
          }
        });
      });
      return found;
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
    /* Somebody who typed chang seldom means chan, but may. */
    const off = (c, said) => (plain.get(c) !== said && sound.get(c) === blur(said) ? BLURRED : 0);
    async function spell(said, words) {
      await fetchAll(said.slice(0, -1).map(blur));
      const at = (n) => pairs(blur(said[n]), blur(said[n + 1]));
      const likeliest = (ends) => { let best = null; ends.forEach((e) => { if (better(e, best)) best = e; }); return best; };
      const take = (ends, chain, end, worth) => {
        const text = chain.concat(end);
        let n = Math.min(text.length, words.most);
        while (n > 1 && !words.is(text.slice(-n))) n--;
        const e = [worth + (n > 1 ? KNOWN * n : 0), text];
        if (better(e, ends.get(end))) ends.set(end, e);
      };
      let ends = new Map(), here = await at(0);
      here.forEach(([a]) => take(ends, [], a, -off(a, said[0])));
      if (!ends.size) return null;
      for (let n = 0; n + 1 < said.length; n++) {
        const next = new Map(), best = likeliest(ends), ahead = n + 2 < said.length ? await at(n + 1) : [];
        here.forEach(([a, b, k]) => { const e = ends.get(a); if (e) take(next, e[1], b, e[0] + k - off(b, said[n + 1])); });
        ahead.forEach(([a]) => take(next, best[1], a, best[0] - WORD_ENDS - off(a, said[n + 1])));
        if (!next.size) return null;
        ends = next;
        here = ahead;
      }
      return likeliest(ends);
    }
    return { ready, guesses, mend, mendWords, split, spell };
  }

  Object.assign(G, { slips, blur, before, nearWord, SPELT });
})(typeof window === "undefined" ? globalThis : window);
