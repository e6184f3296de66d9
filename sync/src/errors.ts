import type { RejectionCode } from './ledger/apply-mutation.js';

export type SyncProblem =
  | RejectionCode
  /** A field of a form is missing or not usable. */
  | 'invalid_form'
  /** The intent is of a kind this build does not have. */
  | 'unknown_kind'
  /** The device has no room left; nothing was stored. */
  | 'storage_full'
  /** The database of this browser does not answer, even after reopening; nothing was stored. */
  | 'storage_failed'
  /** A queued change belongs to another person than the one who is signed in; it was not sent. */
  | 'wrong_principal'
  /** The change is on its way or has arrived, so it cannot be taken back; make the opposite change instead. */
  | 'already_sent'
  /** There is no such change in the queue any more. */
  | 'not_queued'
  /** A part of the engine that is loaded when it is needed could not be; nothing was changed. */
  | 'not_loaded'
  /** The engine was closed. */
  | 'closed'
  /** The catalog could not be read from the network. */
  | 'catalog_unreachable'
  /** What came instead of the catalog is not the catalog. */
  | 'catalog_invalid';

/** Everything this package throws on purpose. `field` names the argument that does not fit. */
export class SyncError extends Error {
  override name = 'SyncError';
  readonly code: SyncProblem;
  readonly field: string | undefined;

  constructor(code: SyncProblem, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.field = options.field;
  }
}
