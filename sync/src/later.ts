/**
 * What a page can do without until it has sent its first intent: in a file of its own, which it fetches the first time it needs
 * any of this, at the latest when the server has something of the device.
 */
export { LiveLink } from './live/live-link.js';
export { actionsOf } from './notice-actions.js';
export { discard } from './outbox/discard.js';
export { dismiss } from './outbox/dismiss.js';
export { exportOutbox, viewOutbox } from './outbox-view.js';
