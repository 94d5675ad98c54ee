// The sounds of headings: shown with every heading that has them, over the same words, said only once to those who listen.
export const RULES = 'shown words twice'.split(' ');

export async function run({ page, name, mode, report }) {
  for (const { rule, message } of await page.evaluate(look)) report.add(`pinyin/${rule}`, name, message, mode);
}

function look() {
  const t = window.__t;
  const out = [];
  const bare = (s) => s.replace(/\s/g, '');
  const h1 = document.querySelector('h1');
  if (h1 && /[\u4e00-\u9fff]/.test(h1.textContent) && document.querySelector('.say') && !h1.parentElement.querySelector('.say')) out.push({ rule: 'shown', message: 'the title has no sounds' });
  for (const say of document.querySelectorAll('main .say')) {
    if (!say.parentElement.checkVisibility()) continue;
    const sounds = [...say.querySelectorAll('rt')];
    if (!t.shown(say) || !sounds.length || sounds.some((rt) => !t.shown(rt) || !/[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]/i.test(rt.textContent))) {
      out.push({ rule: 'shown', message: `sounds that cannot be seen: ${t.path(say)}` });
    }
    const words = say.cloneNode(true);
    words.querySelectorAll('rt, rp').forEach((e) => e.remove());
    const heading = say.previousElementSibling;
    if (!/^h[1-6]$/.test(heading?.localName)) continue;
    const plain = heading.cloneNode(true);
    plain.querySelectorAll('.anchor').forEach((e) => e.remove());
    if (bare(words.textContent) !== bare(plain.textContent)) out.push({ rule: 'words', message: `“${bare(words.textContent)}” over “${bare(plain.textContent)}”` });
    if (say.getAttribute('aria-hidden') !== 'true') out.push({ rule: 'twice', message: `read twice to those who listen: ${t.path(heading)}` });
    if (t.shown(heading) && !t.offSight(heading)) out.push({ rule: 'twice', message: `seen twice: ${t.path(heading)}` });
    if (!heading.checkVisibility({ visibilityProperty: true })) out.push({ rule: 'twice', message: `no heading left for those who listen: ${t.path(heading)}` });
  }
  return out;
}
