import type { MedusaResponse } from '@medusajs/framework/http';

type Usual = { status: number; type: string; message: string; field?: string };

/** What went wrong by its code; what is said over it names the case at hand. */
export type ProblemOf<Code extends string> = {
  code: Code;
  field?: string;
  message?: string;
  retryAfterSeconds?: number;
};

export type ErrorOf<Code extends string> = { type: string; code: Code; message: string; field?: string };

const RETRY_AFTER_SECONDS = 5;

/** Every error of some addresses: Medusa's shape with a code of ours, the field if it is one's fault, and a way out. */
export const makeRefuse =
  <Code extends string>(refusals: Record<Code, Usual>) =>
  (res: MedusaResponse, { code, retryAfterSeconds, ...said }: ProblemOf<Code>): void => {
    const { status, type, ...usual } = refusals[code];
    if (status === 429 || status === 503) res.set('Retry-After', String(retryAfterSeconds ?? RETRY_AFTER_SECONDS));
    const body: ErrorOf<Code> = { type, code, ...usual, ...said };
    res.status(status).set('Cache-Control', 'no-store').json(body);
  };
