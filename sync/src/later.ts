/**
 * What a page can do without until its first intent is sent and the server has answered: in a file of its own, which it fetches
 * with the first answer, or when it needs any of this sooner.
 */
export { byHand } from './by-hand.js';
export { MemoryLane } from './db/memory-lane.js';
export { LiveLink } from './live/live-link.js';
export { takeAnswer } from './outbox/answer.js';
export { viewOutbox } from './outbox-view.js';
