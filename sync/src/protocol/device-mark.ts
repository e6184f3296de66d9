/**
 * Names the database of a device that nobody has signed in on, and goes with its secret: both are new when somebody has left, so
 * that nothing of one person's time is opened or sent in another's.
 */
export const FIRST_MARK = 'default';
/** Of a request that speaks for the device alone: the mark of the database it comes from. */
export const MARK_HEADER = 'x-satchel-known';
