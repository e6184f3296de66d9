export const CHANNELS = ['email'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * `waiting` for the channel; `sent`; `dead`, given up until the merchant says otherwise; `kept` here to be read, because no
 * channel is set up.
 */
export const MESSAGE_STATES = ['waiting', 'sent', 'dead', 'kept'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** All of it is plain text. */
export type MessageContent = {
  subject: string;
  text: string;
  /** Who gets the answer; the name may be empty. */
  replyTo: { name: string; address: string };
  /** BCP 47, of what was written. */
  language: string | null;
};

/** `recipient`: an e-mail address, or `shop` for the merchant, wherever they read their mail when it is sent. */
export type NewMessage = MessageContent & { event: 'contact'; key: string; recipient: string; channel: Channel };

export type Message = MessageContent & {
  id: string;
  event: string;
  recipient: string;
  channel: Channel;
  state: MessageState;
  attempts: number;
  lastError: string | null;
  /** ISO 8601 in UTC, as the one below. */
  createdAt: string;
  /** Of the next attempt, while it waits. */
  nextAt: string;
};

export type Put =
  /** `isNew` is false when the same came before. */
  | { kind: 'put'; isNew: boolean }
  /** Something else came under the same key before. */
  | { kind: 'other' };

export type Delivery =
  | { kind: 'sent' }
  /** Nothing that is sent again would change it. */
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string };

export type MessagePage = { messages: Message[]; count: number };
