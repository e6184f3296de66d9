import * as fc from 'fast-check';
import { SERVER_POINTS, type ServerPoint } from '../ledger-server.js';

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
  | { kind: InsteadKind; isHandled: boolean }
  | { kind: 'status-429'; retryAfterS: number | null; isHandled: false }
  /** The server's process dies there, and with it everything else it was doing. */
  | { kind: 'server-crash'; at: ServerPoint };

export const INSTEAD = [
  'portal',
  'truncated',
  'other-json',
  'old-reply',
  'status-401',
  'status-403',
  'status-409',
  'status-413',
  'status-422',
  'status-500',
  'status-502',
  'status-503',
] as const;
export type InsteadKind = (typeof INSTEAD)[number];

/**
 * Where a tab dies: C1 before an intent is stored, C2 right after, C3 after rows were marked as sent, C4 with the request on
 * its way, C5 as the answer arrives, C6 while the answer is being stored, C7 right after.
 */
export const CRASH_POINTS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** How far an intent is: on disk, marked as sent, taken by the server, answered, and done with everywhere. */
export const MOMENTS = ['stored', 'taken', 'claimed', 'answered', 'at rest'] as const;
export type Moment = (typeof MOMENTS)[number];

type Where = { device: number; tab: number };

/** What shoppers do, and what their browsers do for them. */
export type ShoppingCommand =
  | ({ kind: 'add'; variant: number } & Where)
  | ({ kind: 'set'; variant: number; quantity: number } & Where)
  | ({ kind: 'remove'; variant: number } & Where)
  | ({ kind: 'promo'; code: string; isAdded: boolean } & Where)
  | ({ kind: 'wish'; variant: number; isAdded: boolean } & Where)
  /** Nobody waits for the first to be stored before the next. */
  | ({ kind: 'burst'; variants: number[] } & Where)
  | ({ kind: 'dismiss' } & Where)
  | { kind: 'worker' | 'newer-build'; device: number };

export type TabCommand =
  | ({ kind: 'open' | 'kill' | 'freeze' | 'thaw' | 'drain' } & Where)
  | ({ kind: 'crash'; point: CrashPoint; after: number } & Where)
  | ({ kind: 'wake'; isOnline: boolean } & Where);

export type StorageCommand =
  | { kind: 'power-cut' | 'backup' | 'bring-back' | 'clone' | 'lose-cookie'; device: number }
  | { kind: 'evict'; device: number; isOpen: boolean }
  | { kind: 'full'; device: number; writes: number };

export type PeopleCommand =
  { kind: 'sign-in'; device: number; customer: number } | { kind: 'sign-out'; device: number };

/** What merchants, jobs and administrators do at the server. */
export type ShopCommand =
  | { kind: 'stock'; variant: number; quantity: number | null }
  | { kind: 'gone'; variant: number; isGone: boolean }
  | { kind: 'price'; amount: number }
  | { kind: 'edit-cart'; device: number; variant: number; quantity: number }
  | { kind: 'order' | 'expire'; device: number }
  | { kind: 'reconciler'; isRunning: boolean }
  | { kind: 'server-backup' | 'server-restore' | 'prune' };

export type Command =
  | ShoppingCommand
  | TabCommand
  | StorageCommand
  | PeopleCommand
  | ShopCommand
  /** The next command comes after that many pieces of work instead of when all is quiet. */
  | { kind: 'hurry'; tasks: number }
  /** The next command comes as soon as its own work, or that of another, is that far. */
  | { kind: 'until'; moment: Moment }
  | { kind: 'fate'; fate: Fate }
  | { kind: 'release' }
  | { kind: 'advance'; ms: number }
  | { kind: 'jump'; device: number; ms: number };

export const DEVICES = 2;
/** With copies. */
export const MAX_DEVICES = 3;
export const TABS = 2;
/** Only ever added to, the k-th time by 2^k. */
export const COUNTED_VARIANTS = 3;
/** Set and removed as well. */
export const FREE_VARIANTS = 2;
export const countedVariant = (index: number): string => `counted_${index}`;
export const freeVariant = (index: number): string => `free_${index}`;
export const PROMOS = ['SAVE10', 'SUMMER', 'NO-SUCH-CODE'] as const;

const device = fc.nat(DEVICES - 1);
const where = { device, tab: fc.nat(TABS - 1) };
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
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom(...INSTEAD), isHandled: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('status-429' as const),
      retryAfterS: fc.option(fc.integer({ min: 1, max: 2000 }), { freq: 2 }),
      isHandled: fc.constant(false as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('server-crash' as const), at: fc.constantFrom(...SERVER_POINTS) }),
  },
);

type Choice = fc.WeightedArbitrary<Command>;
const choice = <T extends Command>(weight: number, arbitrary: fc.Arbitrary<T>): Choice => ({ weight, arbitrary });
const kind = <K extends Command['kind']>(...kinds: K[]) => fc.constantFrom(...kinds);

/** Shopping on a bad network in tabs that die. Everything else is added to these. */
const SHOPPING: Choice[] = [
  choice(12, fc.record({ kind: kind('add'), ...where, variant: counted })),
  choice(2, fc.record({ kind: kind('set'), ...where, variant: free, quantity: fc.nat(9) })),
  choice(2, fc.record({ kind: kind('remove'), ...where, variant: free })),
  choice(1, fc.record({ kind: kind('promo'), ...where, code: fc.constantFrom(...PROMOS), isAdded: fc.boolean() })),
  choice(1, fc.record({ kind: kind('wish'), ...where, variant: free, isAdded: fc.boolean() })),
  choice(2, fc.record({ kind: kind('burst'), ...where, variants: fc.array(counted, { minLength: 2, maxLength: 4 }) })),
  choice(3, fc.record({ kind: kind('hurry'), tasks: fc.nat(12) })),
  choice(8, fc.record({ kind: kind('fate'), fate })),
  choice(3, fc.record({ kind: kind('release') })),
  choice(5, fc.record({ kind: kind('advance'), ms: fc.constantFrom(1, 1_000, 5_000, 31_000, 70_000, 1_000_000) })),
  choice(2, fc.record({ kind: kind('open'), ...where })),
  choice(2, fc.record({ kind: kind('kill'), ...where })),
  choice(5, fc.record({ kind: kind('crash'), ...where, point: fc.constantFrom(...CRASH_POINTS), after: fc.nat(2) })),
  choice(4, fc.record({ kind: kind('wake'), ...where, isOnline: fc.integer({ min: 0, max: 4 }).map((n) => n > 0) })),
  choice(1, fc.record({ kind: kind('drain'), ...where })),
  choice(1, fc.record({ kind: kind('worker'), device })),
];

const BROWSER: Choice[] = [
  choice(1, fc.record({ kind: kind('freeze'), ...where })),
  choice(1, fc.record({ kind: kind('thaw'), ...where })),
  choice(1, fc.record({ kind: kind('jump'), device, ms: fc.constantFrom(-3_600_000, 3_600_000, -3.2e11, 3.2e11) })),
  choice(1, fc.record({ kind: kind('power-cut'), device })),
  choice(1, fc.record({ kind: kind('full'), device, writes: fc.integer({ min: 1, max: 3 }) })),
  choice(1, fc.record({ kind: kind('newer-build'), device })),
  choice(1, fc.record({ kind: kind('dismiss'), ...where })),
];

const STORAGE: Choice[] = [
  choice(2, fc.record({ kind: kind('evict'), device, isOpen: fc.boolean() })),
  choice(4, fc.record({ kind: kind('backup'), device })),
  choice(4, fc.record({ kind: kind('bring-back'), device })),
  choice(1, fc.record({ kind: kind('clone'), device })),
  choice(1, fc.record({ kind: kind('lose-cookie'), device })),
];

const SHOP: Choice[] = [
  choice(2, fc.record({ kind: kind('stock'), variant: free, quantity: fc.option(fc.nat(5)) })),
  choice(1, fc.record({ kind: kind('gone'), variant: free, isGone: fc.boolean() })),
  choice(1, fc.record({ kind: kind('price'), amount: fc.integer({ min: 1, max: 99 }) })),
  choice(1, fc.record({ kind: kind('edit-cart'), device, variant: free, quantity: fc.nat(9) })),
  choice(2, fc.record({ kind: kind('order'), device })),
  choice(1, fc.record({ kind: kind('expire'), device })),
  choice(1, fc.record({ kind: kind('reconciler'), isRunning: fc.boolean() })),
  choice(1, fc.record({ kind: kind('server-backup') })),
  choice(1, fc.record({ kind: kind('server-restore') })),
  choice(1, fc.record({ kind: kind('prune') })),
];

const PEOPLE: Choice[] = [
  choice(3, fc.record({ kind: kind('sign-in'), device, customer: fc.nat(1) })),
  choice(2, fc.record({ kind: kind('sign-out'), device })),
];

const historyOf = (...choices: Choice[][]): fc.Arbitrary<Command[]> =>
  fc.array(fc.oneof(...choices.flat()), { minLength: 5, maxLength: 40, size: 'max' });

/** Who is there at first: two devices of one customer, or two browsers that nobody signed in on. */
export type Setting = { areTogether: boolean; commands: Command[] };

/**
 * Histories of two devices. Most keep to one kind of trouble besides network and crashes, because a fault that excuses much
 * would hide the others.
 */
export const histories: fc.Arbitrary<Setting> = fc.record({
  areTogether: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  commands: fc.oneof(
    { weight: 4, arbitrary: historyOf(SHOPPING) },
    { weight: 3, arbitrary: historyOf(SHOPPING, BROWSER) },
    { weight: 2, arbitrary: historyOf(SHOPPING, STORAGE) },
    { weight: 2, arbitrary: historyOf(SHOPPING, SHOP) },
    { weight: 2, arbitrary: historyOf(SHOPPING, PEOPLE) },
    { weight: 2, arbitrary: historyOf(SHOPPING, BROWSER, STORAGE, SHOP, PEOPLE) },
  ),
});
