import type { MedusaResponse } from '@medusajs/framework/http';
import { ERROR_STATUS, MAGIC, type SyncErrorCode, type SyncErrorReply } from 'sync/protocol';

type Extra = {
  field?: string;
  lastMid?: number;
  effective?: string[];
  supported?: number[];
  /** Too many came from there; for how long to wait. */
  retryAfterSeconds?: number;
  tooMany?: 'devices' | 'forms';
};

const MESSAGES: Partial<Record<SyncErrorCode, string>> = {
  unknown_region: 'there is no region with this slug; ask for the list of markets again',
  wrong_secret: 'this client id belongs to another device; start with a new client id',
  wrong_principal: 'these changes belong to somebody else than the session; sign in as the one who made them',
  out_of_order: 'a change is missing before these; send again from the one after lastMid',
  busy: 'an order of this cart is being placed; send the same again in a moment',
  forked: 'another copy of this device has gone another way; start with a new client id and send what was never sent',
};

const RATE_LIMITED = {
  devices: 'too many new devices come from this address; nothing is lost, send the same again later',
  forms: 'too many messages came in a short time; nothing is lost, send the same again later',
};

/** Seconds a device should wait before it asks again. */
const RETRY_AFTER = 5;

/** Why the whole request was not processed. */
export class SyncRefusal {
  constructor(
    readonly code: SyncErrorCode,
    readonly message: string,
    readonly extra: Extra = {},
  ) {}

  static of({ code, ...extra }: { code: SyncErrorCode } & Omit<Extra, 'supported'>): SyncRefusal {
    const isRateLimit = extra.retryAfterSeconds !== undefined;
    return new SyncRefusal(
      code,
      isRateLimit ? RATE_LIMITED[extra.tooMany ?? 'devices'] : (MESSAGES[code] ?? code),
      extra,
    );
  }
}

/** Which request an answer belongs to, also when the rest of it makes no sense. */
export function requestIdOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('requestId' in body)) return null;
  return typeof body.requestId === 'string' && body.requestId.length <= 64 ? body.requestId : null;
}

export function refuse(res: MedusaResponse, refusal: SyncRefusal, requestId: string | null = null): void {
  const { code, message, extra } = refusal;
  const body: SyncErrorReply = {
    magic: MAGIC,
    requestId,
    error: { code, message, ...(extra.field !== undefined && { field: extra.field }) },
    ...(extra.lastMid !== undefined && { lastMid: extra.lastMid }),
    ...(extra.effective && { effective: extra.effective }),
    ...(extra.supported && { supported: extra.supported }),
  };
  const isRateLimit = extra.retryAfterSeconds !== undefined;
  res.locals['syncOutcome'] = isRateLimit ? 'rate_limited' : code;
  if (code === 'busy') res.setHeader('Retry-After', String(extra.retryAfterSeconds ?? RETRY_AFTER));
  res.status(isRateLimit ? 429 : ERROR_STATUS[code]).json(body);
}
