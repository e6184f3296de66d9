import { makeRefuse, type ProblemOf } from '../../make-refuse';

const REFUSALS = {
  invalid_field: { status: 400, type: 'invalid_data', message: 'Something in the request is not usable.' },
  wrong_principal: {
    status: 403,
    type: 'not_allowed',
    message: 'This wishlist belongs to somebody else than the session. Sign in as the one whose wishes they are.',
  },
  unknown_wishlist: { status: 404, type: 'not_found', message: 'There is no wishlist under this link.' },
  nothing_to_share: {
    status: 409,
    type: 'conflict',
    message: 'No wish has arrived here yet. Send the wishes first, then share them.',
  },
  not_shared: { status: 410, type: 'not_found', message: 'This wishlist is not shared any more.' },
  too_many: { status: 429, type: 'not_allowed', message: 'Too many of these in a short time. Try again later.' },
} as const satisfies Record<string, { status: number; type: string; message: string }>;

export type WishlistErrorCode = keyof typeof REFUSALS;
export type Problem = ProblemOf<WishlistErrorCode>;

export const refuse = makeRefuse<WishlistErrorCode>(REFUSALS);
