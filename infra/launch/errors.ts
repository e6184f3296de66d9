export type LaunchErrorCode =
  | 'already_running'
  | 'bad_usage'
  | 'build_failed'
  | 'child_failed'
  | 'configuration'
  | 'no_port'
  | 'postgres_failed'
  | 'unhealthy';

/** An outcome the person at the terminal can act on: the message says how, no stack trace is shown. */
export class LaunchError extends Error {
  readonly code: LaunchErrorCode;

  constructor(code: LaunchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LaunchError';
    this.code = code;
  }
}
