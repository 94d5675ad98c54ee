// A search form stands ready in the header of every page, told apart from others on the page, and leaves room for the page.
import { exempt } from '../lib/kinds.mjs';

export const RULES = 'header names room'.split(' ');

export async function run({ page, name, kind, mode, report }) {
  if (exempt('searchbox/header', kind)) return;
  const found = await page.evaluate(look, { room: mode === 'phone' });
  for (const { rule, message } of found) report.add(`searchbox/${rule}`, name, message, mode);
}

function look({ room }) {
  const t = window.__t;
  const out = [];
  const seen = (el) => el && t.shown(el) && !t.offSight(el);
  const usable = (form) =>
    form.getAttribute('action') && seen(form.querySelector('input[name=q]')) && seen(form.querySelector('button:not([type=button]), input[type=submit]'));
  if (![...document.querySelectorAll('body > header form')].some(usable)) out.push({ rule: 'header', message: 'no search form to be seen in the header' });

  const names = [...document.querySelectorAll('[role=search], search')].filter((e) => t.shown(e)).map((e) => e.getAttribute('aria-label')?.trim() ?? '');
  if (names.length > 1 && (names.includes('') || new Set(names).size < names.length)) {
    out.push({ rule: 'names', message: `search forms that sound alike: ${names.map((n) => `“${n}”`).join(', ')}` });
  }
  // The upper half of a screen of 360 × 640; a notice above the header that no published page has isn't counted.
  const h1 = room && document.querySelector('h1');
  const top = h1 ? h1.getBoundingClientRect().top + scrollY - (document.querySelector('header .preview')?.offsetHeight ?? 0) : 0;
  if (top > 320) out.push({ rule: 'room', message: `the heading begins at ${top.toFixed(0)} px, below the upper half of a phone's screen` });
  return out;
}
