// The checks that need no browser, in the order in which they run.
import * as links from './links.mjs';
import * as machine from './machine.mjs';
import * as meta from './meta.mjs';
import * as nu from './nu.mjs';
import * as structure from './structure.mjs';

const modules = { structure, meta, machine, links, nu };

export const STATIC = Object.fromEntries(Object.entries(modules).map(([name, m]) => [name, m.run]));
export const STATIC_RULES = Object.entries(modules).flatMap(([name, m]) => m.RULES.map((r) => `${name}/${r}`));
