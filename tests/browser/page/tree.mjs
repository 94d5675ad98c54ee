// What a screen reader is told, in its order, as a text kept under golden/.
import fs from 'node:fs';
import path from 'node:path';

export const RULES = ['golden'];
export const GOLDEN_KINDS = ['home', 'policy', 'assistance-standard', 'roster', 'search'];
const DIR = path.join(import.meta.dirname, '../golden');

const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'LineBreak', 'ListMarker']);
/** What these hold is said as their name. */
const NAMED_BY_TEXT = new Set(['link', 'button', 'heading', 'cell', 'gridcell', 'columnheader', 'rowheader', 'term', 'LabelText', 'DisclosureTriangle']);
const STATES = ['level', 'checked', 'expanded', 'pressed', 'selected', 'disabled', 'required', 'invalid', 'hasPopup'];

/** The accessibility tree as indented lines: role “name” (states). */
export async function transcript(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const byId = new Map(nodes.map((n) => [n.nodeId, n]));
  const lines = [];
  const say = (id, depth, within) => {
    const n = byId.get(id);
    if (!n) return;
    const role = n.role?.value ?? '';
    const name = (n.name?.value ?? '').replace(/\s+/g, ' ').trim();
    let next = depth;
    let inner = within;
    // Text that only repeats the name of what holds it is said once.
    const repeats = role === 'StaticText' && within && within.includes(name);
    if (!n.ignored && !SILENT.has(role) && !repeats && (role !== 'StaticText' || name)) {
      const props = new Map((n.properties ?? []).map((p) => [p.name, p.value?.value]));
      const tells = (s) => props.get(s) && props.get(s) !== 'false' && (s !== 'level' || role === 'heading');
      const states = STATES.filter(tells).map((s) => `${s}=${props.get(s)}`);
      const label = role === 'StaticText' ? name : `${role}${name ? ` “${name}”` : ''}`;
      lines.push(`${'  '.repeat(depth)}${label}${states.length ? ` (${states.join(', ')})` : ''}`);
      next = depth + 1;
      if (role !== 'StaticText') inner = NAMED_BY_TEXT.has(role) ? name : '';
    }
    for (const child of n.childIds ?? []) say(child, next, inner);
  };
  say(nodes[0].nodeId, 0, '');
  return `${lines.join('\n')}\n`;
}

export async function run({ page, label, mode, report, update, dir = DIR }) {
  const text = await transcript(page);
  const file = path.join(dir, `${label}.txt`);
  if (update) {
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(file, text);
    return;
  }
  const kept = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
  const say = (message) => report.add('tree/golden', label, `${message}; read it, then keep it with UPDATE=1`, mode);
  if (kept === null) return say('no transcript is kept yet');
  if (kept === text) return;
  const [a, b] = [kept.split('\n'), text.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  say(`line ${at + 1} was "${(a[at] ?? '').trim()}" and is "${(b[at] ?? '').trim()}"`);
}
