export type StorefrontErrorCode =
  /** A variable is missing or bad. */
  | 'configuration'
  /** The backend cannot be reached, is too slow, or says it cannot answer now. */
  | 'backend_unavailable'
  /** The backend answered with something that is not what was asked for. */
  | 'backend_answer'
  /** The backend says that it does not exist. */
  | 'not_found'
  /** The cursor of the catalog is of another time: start again from the manifest. */
  | 'must_refetch';

export class StorefrontError extends Error {
  override name = 'StorefrontError';

  constructor(
    readonly code: StorefrontErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const isCode = (error: unknown, code: StorefrontErrorCode): boolean =>
  error instanceof StorefrontError && error.code === code;
