import { StorefrontError } from '../errors';

/** Whether one thing the backend does for us works. Told at every attempt, it speaks up only when that changes. */
export type Outage = { failed(cause: unknown): void; ended(): void };

export function createOutage(what: string, report: (problem: unknown) => void): Outage {
  let isOut = false;
  return {
    failed(cause) {
      if (!isOut) report(new StorefrontError('backend_unavailable', `${what} does not work`, { cause }));
      isOut = true;
    },
    ended() {
      if (isOut) report(`${what} works again`);
      isOut = false;
    },
  };
}
