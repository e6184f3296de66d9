import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { refuse as refuseContact } from './contact/refusals';
import type { ProblemOf } from './make-refuse';
import { refuse as refuseReview } from './reviews/refusals';
import { refuse as refuseSearch } from './searches/refusals';
import { asError } from './store/sync/as-error';
import { syncErrorHandler } from './store/sync/error-handler';
import { toRefusal } from './store/sync/to-refusal';

type UsualCode = 'malformed_json' | 'too_large' | 'invalid_field' | 'unavailable' | 'internal';
type Problem = ProblemOf<UsualCode>;
type Answers = { address: RegExp; about: string; refuse: (res: MedusaResponse, problem: Problem) => void };

/** Addresses whose errors have codes of their own, every way of writing them that the router takes for them. */
const ANSWERS: readonly Answers[] = [
  {
    address: /^\/+(?:store|admin)\/+reviews(?:\/|$)|^\/+store\/+products\/+[^/]+\/+reviews\/*$/i,
    about: 'reviews',
    refuse: refuseReview,
  },
  { address: /^\/+(?:store\/+contact|admin\/+messages)(?:\/|$)/i, about: 'messages', refuse: refuseContact },
  {
    address: /^\/+(?:store\/+searches|admin\/+search-insight)(?:\/|$)/i,
    about: 'searches',
    refuse: refuseSearch,
  },
];

/** All others go on to the next handler. */
export function errorHandler(error: unknown, req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const answers = ANSWERS.find(({ address }) => address.test(req.path));
  if (!answers || res.headersSent || error instanceof URIError) {
    syncErrorHandler(error, req, res, next);
    return;
  }
  const problem = toProblem(error);
  if (problem.code === 'internal' || problem.code === 'unavailable') {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`A request about ${answers.about} failed`, asError(error));
  }
  answers.refuse(res, problem);
}

function toProblem(error: unknown): Problem {
  const { code, message, extra } = toRefusal(error);
  if (code === 'malformed_json' || code === 'too_large') return { code };
  if (code === 'invalid_request') return { code: 'invalid_field', field: extra.field ?? 'body', message };
  return { code: code === 'busy' ? 'unavailable' : 'internal' };
}
