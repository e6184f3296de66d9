import type { Notice } from 'sync/protocol';

export type PromoRefusal = { id: string; code: string };

/** Codes the shop did not take. A notice without its code is none of these: it is shown as any other. */
export const promoRefusals = (notices: readonly Notice[]): PromoRefusal[] =>
  notices.flatMap(({ id, kind, data }) => {
    const code: unknown = kind === 'promo_refused' && 'code' in data ? data['code'] : undefined;
    return typeof code === 'string' && code !== '' ? [{ id, code }] : [];
  });
