import * as fc from 'fast-check';

/** What becomes of one request. */
export type Fate =
  | { kind: 'deliver' }
  /** It never arrives. */
  | { kind: 'drop-request' }
  /** It arrives and takes effect; the answer is lost. */
  | { kind: 'drop-reply' }
  /** It arrives, and a copy of it arrives once more later. */
  | { kind: 'duplicate' }
  /** It arrives later, maybe long after the device has given up. */
  | { kind: 'delay-request' }
  /** It takes effect, the answer comes later. */
  | { kind: 'delay-reply' }
  /** Nobody ever answers. */
  | { kind: 'hang' }
  /** Something else answers. `isHandled`: the server saw the request before. */
  | {
      kind: 'portal' | 'truncated' | 'status-500' | 'status-503' | 'status-403' | 'other-json' | 'old-reply';
      isHandled: boolean;
    }
  | { kind: 'status-429'; retryAfterS: number };

export const CRASH_POINTS = ['before-change', 'after-change', 'before-request', 'after-reply'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export type Command =
  | { kind: 'add'; device: number; tab: number; variant: number }
  | { kind: 'set'; device: number; tab: number; variant: number; quantity: number }
  | { kind: 'remove'; device: number; tab: number; variant: number }
  /** Nobody waits for the first to be stored before the next. */
  | { kind: 'burst'; device: number; tab: number; variants: number[] }
  | { kind: 'fate'; fate: Fate }
  | { kind: 'release' }
  | { kind: 'advance'; ms: number }
  | { kind: 'jump'; ms: number }
  | { kind: 'open'; device: number; tab: number }
  | { kind: 'kill'; device: number; tab: number }
  | { kind: 'crash'; device: number; tab: number; point: CrashPoint; after: number }
  | { kind: 'wake'; device: number; tab: number; isOnline: boolean }
  | { kind: 'lose-cookie'; device: number };

export const DEVICES = 2;
export const TABS = 2;
/** Only ever added to, the k-th time by 2^k. */
export const COUNTED_VARIANTS = 3;
/** Set and removed as well. */
export const FREE_VARIANTS = 2;

const where = { device: fc.nat(DEVICES - 1), tab: fc.nat(TABS - 1) };
const counted = fc.nat(COUNTED_VARIANTS - 1);
const free = fc.nat(FREE_VARIANTS - 1);

const fate: fc.Arbitrary<Fate> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Fate>(
      { kind: 'drop-request' },
      { kind: 'drop-reply' },
      { kind: 'duplicate' },
      { kind: 'delay-request' },
      { kind: 'delay-reply' },
      { kind: 'hang' },
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('portal', 'truncated', 'status-500', 'status-503', 'status-403', 'other-json', 'old-reply'),
      isHandled: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('status-429'), retryAfterS: fc.integer({ min: 0, max: 2000 }) }),
  },
);

/** A history of two devices that share a cart, each with two tabs, on a bad network. */
export const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('add'), ...where, variant: counted }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('set'), ...where, variant: free, quantity: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove'), ...where, variant: free }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('burst'),
        ...where,
        variants: fc.array(counted, { minLength: 2, maxLength: 4 }),
      }),
    },
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('fate'), fate }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('release') }) },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('advance'), ms: fc.constantFrom(1, 1_000, 5_000, 31_000, 70_000) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('jump'), ms: fc.constantFrom(-3_600_000, 3_600_000) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('open'), ...where }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill'), ...where }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('crash'),
        ...where,
        point: fc.constantFrom(...CRASH_POINTS),
        after: fc.nat(3),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('wake'),
        ...where,
        isOnline: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose-cookie'), device: where.device }) },
  ),
  { minLength: 5, maxLength: 40, size: 'max' },
);
