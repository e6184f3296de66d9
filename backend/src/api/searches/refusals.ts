import { makeRefuse } from '../make-refuse';

const REFUSALS = {
  malformed_json: { status: 400, type: 'invalid_data', message: 'The body is not JSON.' },
  invalid_field: { status: 400, type: 'invalid_data', message: 'Something in the request is not usable.' },
  unknown_catalog: {
    status: 400,
    type: 'invalid_data',
    field: 'catalog',
    message: 'catalog names no catalog of this shop: it is the key in the addresses of the feed, e.g. eu or eu-de.',
  },
  unknown_product: {
    status: 400,
    type: 'invalid_data',
    field: 'opened',
    message: 'opened is the id of no product of this catalog.',
  },
  too_large: { status: 413, type: 'invalid_data', message: 'A report of a search is much shorter than this.' },
  too_many: {
    status: 429,
    type: 'not_allowed',
    message: 'Too many reports of searches from this address. They are not needed: do not send them again.',
  },
  internal: { status: 500, type: 'unexpected_state', message: 'Something went wrong on our side.' },
  unavailable: {
    status: 503,
    type: 'unexpected_state',
    message: 'The shop cannot reach its database right now. The report is not needed: do not send it again.',
  },
} as const;

export type SearchErrorCode = keyof typeof REFUSALS;

export const refuse = makeRefuse<SearchErrorCode>(REFUSALS);
