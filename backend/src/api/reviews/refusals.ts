import { makeRefuse, type ProblemOf } from '../make-refuse';

const REFUSALS = {
  malformed_json: { status: 400, type: 'invalid_data', message: 'The body is not JSON.' },
  not_signed_in: {
    status: 401,
    type: 'unauthorized',
    message: 'Nobody is signed in. Sign in, then send the same review again.',
  },
  not_bought: {
    status: 403,
    type: 'not_allowed',
    message:
      'Only who has bought this product can review it, and no order of this account has it. Sign in with the account you ordered with; an order placed as a guest counts once it is in your account.',
  },
  unknown_product: { status: 404, type: 'not_found', message: 'There is no such product, or it is no longer sold.' },
  unknown_review: { status: 404, type: 'not_found', message: 'There is no such review, or it was deleted.' },
  uuid_reused: {
    status: 409,
    type: 'conflict',
    field: 'uuid',
    message: 'Another review was sent under this uuid before. Send this one under a new uuid.',
  },
  withdrawn: {
    status: 409,
    type: 'conflict',
    field: 'uuid',
    message: 'This review was stored and has been deleted since. To say it again, send it under a new uuid.',
  },
  changed_meanwhile: {
    status: 409,
    type: 'conflict',
    field: 'revision',
    message: 'The shopper has changed this review since it was read. Read it again, then decide.',
  },
  too_large: {
    status: 413,
    type: 'invalid_data',
    field: 'text',
    message: 'This is too long for a review. A text has 4,000 characters at most, a title 120.',
  },
  invalid_field: { status: 422, type: 'invalid_data', message: 'Something in the request is not usable.' },
  too_many: {
    status: 429,
    type: 'not_allowed',
    message: 'Too many reviews in a short time. Nothing is lost: send the same again later.',
  },
  internal: {
    status: 500,
    type: 'unexpected_state',
    message: 'Something went wrong on our side. Nothing was lost: send the same again.',
  },
  unavailable: {
    status: 503,
    type: 'unexpected_state',
    message: 'The shop cannot reach its database right now. Nothing was lost: send the same again in a moment.',
  },
} as const satisfies Record<string, { status: number; type: string; message: string; field?: string }>;

export type ReviewErrorCode = keyof typeof REFUSALS;
export type Problem = ProblemOf<ReviewErrorCode>;

export const refuse = makeRefuse<ReviewErrorCode>(REFUSALS);
