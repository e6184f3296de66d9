import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { asError } from '../store/sync/as-error';
import { syncErrorHandler } from '../store/sync/error-handler';
import { toRefusal } from '../store/sync/to-refusal';
import { refuse, type Problem } from './refusals';

/** Every way of writing it that the router takes for it. */
const REVIEW_ADDRESS = /^\/+(?:store|admin)\/+reviews(?:\/|$)|^\/+store\/+products\/+[^/]+\/+reviews\/*$/i;

/** On the review addresses every error has a code of theirs; all others go on to the next handler. */
export function reviewErrorHandler(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  if (!REVIEW_ADDRESS.test(req.path) || res.headersSent || error instanceof URIError) {
    syncErrorHandler(error, req, res, next);
    return;
  }
  const problem = toProblem(error);
  if (problem.code === 'internal' || problem.code === 'unavailable') {
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).error('A request about reviews failed', asError(error));
  }
  refuse(res, problem);
}

function toProblem(error: unknown): Problem {
  const { code, message, extra } = toRefusal(error);
  if (code === 'malformed_json' || code === 'too_large') return { code };
  if (code === 'invalid_request') return { code: 'invalid_field', field: extra.field ?? 'body', message };
  return { code: code === 'busy' ? 'unavailable' : 'internal' };
}
