/** Most mutations in one request. A longer queue goes out in several. */
export const MAX_MUTATIONS = 100;

/** Largest request body in bytes; the server answers 413 above it. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Largest quantity of one line and of one intent. Medusa stores it in a 32-bit integer column; a shop never needs this many. */
export const MAX_QUANTITY = 100_000;

/** Most different variants in one cart. */
export const MAX_LINES = 200;

/** Most promotion codes in one cart. */
export const MAX_PROMOS = 10;

/** Levels of objects and lists in one request, the body itself counted. */
export const MAX_DEPTH = 16;

/** Most notices in one reply, and most that one request puts away. More wait for the next reply. */
export const MAX_NOTICES = 200;
