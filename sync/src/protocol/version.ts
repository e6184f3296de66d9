/** The wire protocol this build speaks. Raised when a message changes its meaning; the server accepts this one and the one before. */
export const PROTOCOL_VERSION = 2;

/** Version 1 had one lane, no promotions and no generations; its messages are the same otherwise. */
export const SUPPORTED_PROTOCOLS: readonly number[] = [1, 2];

/** Every reply carries it. A captive portal's cheerful 200 does not, so it is never taken for an answer. */
export const MAGIC = 'satchel/1';

/** Version of the arguments of an intent, stored with each outbox row so that an old row can be upgraded later. */
export const INTENT_VERSION = 1;
