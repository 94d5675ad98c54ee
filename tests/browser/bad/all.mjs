// Bad pages: the good site with one thing spoilt. `changes` are [file, what stands there, what stands there instead];
// null for the second makes a new file, null for the third takes a file away.
import { PAGE } from './page.mjs';
import { STATIC } from './static.mjs';

export const BAD = [...STATIC, ...PAGE];
