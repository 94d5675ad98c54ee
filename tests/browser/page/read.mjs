// Reading aloud, with a speech engine that only remembers: no button without a Chinese voice, every paragraph in order,
// numbers and dates as one says them, the mark goes along, pause and stop do what they say.
export const RULES = 'voice order spoken mark controls'.split(' ');

const SAMPLE = '2023年7月31日印发的示政发〔2023〕2号，补贴70%，每月1,200元/月，8:30至12:00办理，电话0531-84880000。';
const LEFT = [/\d{4}年/, /[〔〕%]/, /\d[:：]\d\d/, /\d{7}/, /\d-\d/, /\d,\d/, /元\/月/];
const SAID = ['二零二三年', '百分之', '八四八八零零零零'];

/** Runs before the page's own scripts. */
export function engine() {
  const said = (window.__said = { voices: [], spoken: [], now: null, paused: false });
  const synth = Object.assign(new EventTarget(), {
    getVoices: () => said.voices,
    speak: (u) => { said.spoken.push(u.text); said.now = u; },
    cancel: () => { said.now = null; },
    pause: () => { said.paused = true; },
    resume: () => { said.paused = false; },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: synth });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}

export async function run({ page, name, mode, report }) {
  const fault = (rule, message) => report.add(`read/${rule}`, name, message, mode);
  const button = page.locator('button:visible', { hasText: /^\s*朗读\s*$/ }).first();
  const voices = (...langs) => page.evaluate((list) => {
    window.__said.voices = list.map((lang) => ({ lang, name: lang }));
    speechSynthesis.dispatchEvent(new Event('voiceschanged'));
  }, langs);
  const start = async () => {
    const before = await page.evaluate(() => window.__said.spoken.length);
    await button.click();
    return page.waitForFunction((n) => window.__said.spoken.length > n, before, { timeout: 3000 }).then(() => true, () => false);
  };

  await voices('en-US');
  if (await button.count()) fault('voice', 'the button shows though no voice speaks Chinese');
  await voices('en-US', 'zh-CN');
  if (!(await button.count())) return fault('voice', 'no button though a Chinese voice is there');
  await page.evaluate((text) => document.querySelector('main').prepend(Object.assign(document.createElement('p'), { textContent: text })), SAMPLE);
  if (!(await start())) return fault('voice', 'the button says nothing');

  for (const { rule, message } of await page.evaluate(toTheEnd)) fault(rule, message);
  const first = (await page.evaluate(() => window.__said.spoken)).slice(0, 12).join('');
  for (const rest of LEFT) if (rest.test(first)) fault('spoken', `left as written: ${rest.exec(first)[0]}`);
  for (const word of SAID) if (!first.includes(word)) fault('spoken', `${word} is not said: ${first.slice(0, 80)}`);

  if (!(await start())) return fault('controls', 'it cannot be started again');
  for (const message of await page.evaluate(stopped)) fault('controls', message);
  await page.evaluate(() => document.querySelector('main > p').remove());
}

/** Pauses, goes on, and hears everything; what is wrong on the way. */
function toTheEnd() {
  const said = window.__said;
  const out = [];
  const bare = (s) => s.replace(/[\s《》“”#↗›]/g, '');
  const press = (word) => [...document.querySelectorAll('button')].find((b) => window.__t.shown(b) && b.textContent.trim() === word)?.click();
  press('暂停');
  if (!said.paused) out.push({ rule: 'controls', message: '暂停 does not pause' });
  press('继续');
  if (said.paused) out.push({ rule: 'controls', message: '继续 does not go on' });

  const marked = () => {
    const lit = [...(window.CSS?.highlights?.values() ?? [])].flatMap((h) => [...h])[0];
    const range = document.createRange();
    const el = document.querySelector('.reading');
    if (!lit && el) range.selectNodeContents(el);
    return lit ?? (el ? range : null);
  };
  let heard = '', last = null;
  for (let i = 0; said.now && i < 3000; i += 1) {
    const now = marked();
    const text = now ? bare(now.toString()) : '';
    if (!/\d/.test(text) && !text.includes(bare(said.spoken.at(-1)))) out.push({ rule: 'mark', message: `“${said.spoken.at(-1)}” is said, “${text.slice(0, 30)}” is marked` });
    if (now && last && last.compareBoundaryPoints(Range.START_TO_START, now) > 0) out.push({ rule: 'order', message: `goes back to “${text.slice(0, 30)}”` });
    if (now && last && text === bare(last.toString()) && said.spoken.at(-1) !== said.spoken.at(-2)) out.push({ rule: 'mark', message: `the mark stays at “${text.slice(0, 30)}”` });
    last = now?.cloneRange() ?? last;
    heard += text;
    said.now.onend?.();
  }
  if (document.querySelector('.reading')) out.push({ rule: 'mark', message: 'the mark stays after the end' });
  for (const p of document.querySelectorAll('main p')) {
    if (!window.__t.shown(p) || window.__t.offSight(p) || p.closest('nav, aside, form, .do, [aria-hidden=true]')) continue;
    if (!heard.includes(bare(p.textContent))) out.push({ rule: 'order', message: `passed over: ${window.__t.path(p)}` });
  }
  return out.slice(0, 8);
}

/** Stop is the end: nothing more is said, nothing is marked, the focus is where it began. */
function stopped() {
  const said = window.__said;
  const { now } = said;
  const n = said.spoken.length;
  const out = [];
  [...document.querySelectorAll('button')].find((b) => window.__t.shown(b) && b.textContent.trim() === '停止')?.click();
  if (said.now) out.push('停止 does not stop the voice');
  now?.onend?.();
  if (said.spoken.length > n) out.push('it speaks on after 停止');
  if (document.querySelector('.reading')) out.push('the mark stays after 停止');
  if (document.activeElement?.textContent.trim() !== '朗读') out.push('after 停止 the focus is lost');
  return out;
}
