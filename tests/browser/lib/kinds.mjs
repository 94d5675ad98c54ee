// The kinds of page (`data-page="KIND"` on <html>, <body> or the first element that has it), and
// the rules that cannot apply to some of them, each with its reason. Nothing else is ever exempt.

/** Entries: one kind each, as in the program's table of kinds. */
export const ENTRY_KINDS = `plan task policy interpretation disclosure catalog-item decision-catalogue decision
  consultation feedback attendance evaluation briefing response open-day assistance-standard arrears-report
  service-guide roster gazette media-account service-point request-guide request-case request-statistics
  institution implementation-plan annual-report bulletin rectification training targeted page`.split(/\s+/);

/** Pages that list entries: they are columns to the inspector's crawler. */
export const LIST_KINDS = `column dashboard units unit topics topic audiences audience deadlines deadline
  library zfxxgk`.split(/\s+/);

/** The rest. */
export const OTHER_KINDS = `home search shelf sitemap notfound redirect notice poster glossary gallery help`.split(/\s+/);

export const KNOWN = new Set([...ENTRY_KINDS, ...LIST_KINDS, ...OTHER_KINDS]);
export const isEntry = (kind) => ENTRY_KINDS.includes(kind);
export const isList = (kind) => LIST_KINDS.includes(kind);
export const normalKind = (kind) => (kind ?? '').replace(/^entry-/, '');

const BARE = 'redirect|poster';

/** [rule, kinds, reason]; printed at the end of every run when it was used. */
export const EXEMPT = [
  ['structure/landmarks', BARE, 'a redirect or a wall poster has no frame: it is one message'],
  ['structure/skip-link', BARE, 'no frame to skip'],
  ['structure/elder-toggle', BARE, 'no frame; posters are already in large type'],
  ['structure/footer', BARE, 'no frame'],
  ['structure/title-unique', 'redirect', 'an old address answers with the title of the new page'],
  ['structure/absolute-link', 'notfound', 'it is served at every wrong address, so relative links cannot work'],
  ['meta/site', BARE, 'not a page of a column: redirects and posters are not indexed'],
  ['meta/column', 'home|search|shelf|sitemap|notfound|redirect|poster|glossary|gallery|help', 'not a column'],
  ['meta/article', [...LIST_KINDS, ...OTHER_KINDS].join('|'), 'not an article'],
  ['links/orphan', 'redirect|notfound|gallery', 'reached by old or wrong addresses only'],
  ['weight/entry', [...LIST_KINDS, ...OTHER_KINDS].join('|'), 'the 30 KB budget is for entry pages; these have 200 KB'],
  ['keyboard/skip-link', BARE, 'no frame to skip'],
  ['elder/state', BARE, 'no frame; posters are already in large type'],
  ['scheme/dark', BARE, 'a poster is shown as it is printed: black on white paper'],
  ['searchbox/header', BARE, 'no frame'],
  ['nojs/elder', BARE, 'no frame; posters are already in large type'],
  ['print/size', [...LIST_KINDS, ...OTHER_KINDS].join('|'), 'the official A4 sizes are for entries'],
  ['print/margins', BARE, 'a poster has its own page size'],
].map(([rule, kinds, reason]) => ({ rule, kinds: new Set(kinds.split('|')), reason }));

const used = new Set();
/** Is `rule` without meaning on a page of this kind? Remembers that it was asked, for the closing list. */
export function exempt(rule, kind) {
  const row = EXEMPT.find((e) => e.rule === rule && e.kinds.has(kind));
  if (row) used.add(row);
  return Boolean(row);
}
export const usedExemptions = () => [...used].map((e) => `${e.rule}: ${e.reason}`);
