/** What a page says to the worker. */
export type WorkerMessage =
  /** The shopper agreed to the update. */
  | { type: 'skip-waiting' }
  /** A page of this build has started; files of builds that nobody runs any more may go. */
  | { type: 'hello' }
  /** No worker serves this page: it was loading while the first one took over, or was reloaded past it. */
  | { type: 'adopt' }
  /** The device is full: throw the pictures out. Answered with `true` when there were any. */
  | { type: 'drop-pictures' };

/** What the worker asks a page, with a port for the answer. */
export type PageQuestion =
  /** Send what waits in the outbox. Answered with `DrainAnswer`. */
  | { type: 'drain' }
  /** Answered with the name of the build the page runs. */
  | { type: 'which-build' };

export type DrainAnswer = 'started';

/**
 * Tag of the `sync` event. What follows has three parts with colons between them: the region, because a cart that does not exist yet
 * is made in it; whose outbox it is, if somebody is signed in; and the mark of the device.
 */
export const OUTBOX_TAG = 'satchel-outbox:';
