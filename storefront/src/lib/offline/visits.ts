import { recall, remember } from './remember';

const KEY = 'satchel:visits';
const COUNTED = 'satchel:visit-counted';

/** Which visit of this browser this is, the first being 1. A visit lasts as long as its tab. */
export function countVisit(): number {
  const before = Number(recall(KEY)) || 0;
  if (recall(COUNTED, () => sessionStorage) !== null) return Math.max(1, before);
  remember(COUNTED, '1', () => sessionStorage);
  remember(KEY, String(before + 1));
  return before + 1;
}
