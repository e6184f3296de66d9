/** What a page says to the worker. */
export type WorkerMessage = { type: 'skip-waiting' };

/** What the worker says to a page. */
export type PageMessage = { type: 'drain' };
