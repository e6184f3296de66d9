import { MeilisearchApiError, MeilisearchRequestError, MeilisearchTaskTimeOutError } from 'meilisearch';

/**
 * `unreachable`: no answer, in time or at all. `broken`: it answers with 5xx, or does not finish a task.
 * `locked`: it does not accept our key. `missing`: it has no such index. `refused`: it will not do what was asked.
 */
export type EngineErrorCode = 'unreachable' | 'broken' | 'locked' | 'missing' | 'refused';

export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
  }

  /** Another attempt, later, may go well without anybody changing what is asked. */
  get isOutage(): boolean {
    return this.code === 'unreachable' || this.code === 'broken' || this.code === 'locked';
  }
}

/** What Meilisearch's client throws, by its class, status and code. The key it was asked with is in none of them. */
export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof MeilisearchRequestError) {
    return new EngineError('unreachable', 'Meilisearch does not answer', { cause: error });
  }
  if (error instanceof MeilisearchTaskTimeOutError) {
    return new EngineError('broken', `Meilisearch has not finished task ${error.cause.taskUid} in time`, {
      cause: error,
    });
  }
  if (error instanceof MeilisearchApiError) return ofAnswer(error);
  return new EngineError('broken', 'Meilisearch answers with something else than its API', { cause: error });
}

function ofAnswer(error: MeilisearchApiError): EngineError {
  const { status } = error.response;
  const code = error.cause?.code ?? `status ${status}`;
  const text = `Meilisearch refused (${code}): ${error.message}`;
  if (status >= 500 || status === 429 || status === 408) return new EngineError('broken', text, { cause: error });
  if (status === 401 || status === 403) return new EngineError('locked', text, { cause: error });
  if (code === 'index_not_found') return new EngineError('missing', text, { cause: error });
  return new EngineError('refused', text, { cause: error });
}
