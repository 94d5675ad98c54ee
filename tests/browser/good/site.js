const root = document.documentElement;
const elder = document.getElementById('elder');
const keep = (name, on) => {
  root.toggleAttribute(`data-${name}`, on);
  localStorage.setItem(name, on ? '1' : '0');
};
const dress = (then) => {
  if (!elder.checked || document.querySelector(`link[href="${sheet}"]`)) then();
  else document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheet, onload: then }));
};
elder.checked = 'elder' in root.dataset;
elder.addEventListener('change', () => dress(() => keep('elder', elder.checked)));
const tools = { larger: ['large'], black: ['black'], blue: ['blue', 'black'], white: [null, 'black', 'blue'], pinyin: ['pinyin'] };
for (const [id, [on, ...off]] of Object.entries(tools)) {
  document.getElementById(id).addEventListener('click', () => {
    for (const name of off) keep(name, false);
    if (on) keep(on, true);
  });
}
for (const [what, role] of [['', 'table'], [' tr', 'row'], [' td', 'cell'], [' thead th', 'columnheader'], [' tbody th', 'rowheader']]) {
  for (const e of document.querySelectorAll(`table.rows${what}`)) e.setAttribute('role', role);
}

// Reading aloud, one element after the other.
const reads = document.getElementById('read');
const voices = () => {
  reads.hidden = !speechSynthesis.getVoices().some((v) => v.lang.startsWith('zh'));
  document.body.classList.toggle('reads', !reads.hidden);
};
const DIGITS = [...'零一二三四五六七八九'];
const digits = (s) => s.replace(/\D/g, '').replace(/\d/g, (d) => DIGITS[d]);
const spoken = (s) => s.replace(/\d{4}年/g, (y) => `${digits(y)}年`).replace(/〔(\d{4})〕/g, (_, y) => `${digits(y)}年第`)
  .replace(/0\d{3}-\d{8}/g, digits).replace(/(\d+):(\d+)/g, '$1点$2分').replace(/(\d),(\d)/g, '$1$2').replace(/(\d+)%/g, '百分之$1').replace('元/月', '元每月');
let list = [], at = -1;
const mark = (e) => {
  document.querySelector('.reading')?.classList.remove('reading');
  e?.classList.add('reading');
};
const quiet = () => {
  at = -1;
  speechSynthesis.cancel();
  mark();
  for (const id of ['pause', 'stop']) document.getElementById(id)?.remove();
  reads.focus();
};
const next = () => {
  const e = list[at += 1];
  if (!e) return quiet();
  mark(e);
  const u = new SpeechSynthesisUtterance(spoken(e.textContent));
  u.onend = () => { if (at >= 0) next(); };
  speechSynthesis.speak(u);
};
const control = (id, text, act) => {
  const b = Object.assign(document.createElement('button'), { type: 'button', id, textContent: text });
  b.addEventListener('click', act);
  reads.after(' ', b);
};
reads.addEventListener('click', () => {
  list = [...document.querySelectorAll('main :is(h1, h2, p:not(.say), td)')].filter((e) => e.offsetParent);
  control('pause', '暂停', ({ target }) => {
    const going = target.textContent === '暂停';
    target.textContent = going ? '继续' : '暂停';
    if (going) speechSynthesis.pause(); else speechSynthesis.resume();
  });
  control('stop', '停止', quiet);
  next();
});
speechSynthesis.addEventListener('voiceschanged', voices);
voices();
