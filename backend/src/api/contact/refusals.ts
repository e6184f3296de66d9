import { makeRefuse, type ProblemOf } from '../make-refuse';

const REFUSALS = {
  malformed_json: { status: 400, type: 'invalid_data', message: 'The body is not JSON.' },
  unknown_message: { status: 404, type: 'not_found', message: 'There is no such message, or nothing to send of it.' },
  uuid_reused: {
    status: 409,
    type: 'conflict',
    field: 'uuid',
    message: 'Another message was sent under this uuid before. Send this one under a new uuid.',
  },
  no_channel: {
    status: 409,
    type: 'conflict',
    message: 'No mail server is set up. Set SMTP_URL, MAIL_FROM and CONTACT_EMAIL, start again, then send it.',
  },
  too_large: {
    status: 413,
    type: 'invalid_data',
    field: 'message',
    message: 'This is too long. A message has 5,000 characters at most.',
  },
  invalid_field: { status: 422, type: 'invalid_data', message: 'Something in the request is not usable.' },
  too_many: {
    status: 429,
    type: 'not_allowed',
    message: 'Too many messages in a short time. Nothing is lost: send the same again later.',
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
} as const;

export type ContactErrorCode = keyof typeof REFUSALS;
export type Problem = ProblemOf<ContactErrorCode>;

export const refuse = makeRefuse<ContactErrorCode>(REFUSALS);
