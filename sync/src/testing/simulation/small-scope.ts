import { SERVER_POINTS } from '../ledger-server.js';
import {
  CRASH_POINTS,
  DEVICES,
  MOMENTS,
  type Command,
  type CrashPoint,
  type Fate,
  type Moment,
  type Setting,
} from './commands.js';

/** The one thing that goes wrong: a page dies where it is for the n-th time, or something becomes of the n-th request. */
export type Trouble =
  | { kind: 'none' }
  | { kind: 'crash'; device: number; point: CrashPoint; after: number }
  | { kind: 'fate'; fate: Fate; after: number };

/** A small history: who adds something, in order; how far the world has come when the next one does; what goes wrong. */
export type SmallCase = {
  areTogether: boolean;
  devices: readonly number[];
  moments: ReadonlyArray<Moment | null>;
  trouble: Trouble;
};

export const MOST_INTENTS = 3;
const DEVICE_NUMBERS = Array.from({ length: DEVICES }, (_, index) => index);
/** null: nobody waits for anything. */
const STARTS = [null, ...MOMENTS];
const FATES: readonly Fate[] = [
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'duplicate' },
  ...SERVER_POINTS.map((at) => ({ kind: 'server-crash', at }) as const),
];

/** Every history in the scope, each once. */
export function* smallCases(): Generator<SmallCase> {
  for (const areTogether of [true, false]) {
    for (let intents = 1; intents <= MOST_INTENTS; intents++) {
      for (const devices of words(DEVICE_NUMBERS, intents)) {
        for (const moments of words(STARTS, intents - 1)) {
          for (const trouble of troubles(devices)) yield { areTogether, devices, moments, trouble };
        }
      }
    }
  }
}

/** How many that are, from the sizes alone. */
export function smallCaseCount(): number {
  let count = 0;
  for (let n = 1; n <= MOST_INTENTS; n++) {
    // Each intent is one more moment at which its own page or its request may meet each trouble.
    const troubleCount = 1 + n * (CRASH_POINTS.length + SERVER_POINTS.length + 3);
    count += DEVICES ** n * (MOMENTS.length + 1) ** (n - 1) * troubleCount;
  }
  return 2 * count;
}

/** The k-th intent adds 2^k pieces of the same thing, so what is in the cart says which of them took effect. */
export function settingOf({ areTogether, devices, moments, trouble }: SmallCase): Setting {
  const commands: Command[] = [];
  if (trouble.kind === 'crash') commands.push({ ...trouble, tab: 0 });
  if (trouble.kind === 'fate') {
    for (let i = 0; i < trouble.after; i++) commands.push({ kind: 'fate', fate: { kind: 'deliver' } });
    commands.push({ kind: 'fate', fate: trouble.fate });
  }
  devices.forEach((device, index) => {
    // A page that died is opened again by the shopper who goes on.
    commands.push({ kind: 'hurry', tasks: 0 }, { kind: 'open', device, tab: 0 });
    const moment = moments[index];
    if (moment === null) commands.push({ kind: 'hurry', tasks: 0 });
    else if (moment !== undefined) commands.push({ kind: 'until', moment });
    commands.push({ kind: 'add', device, tab: 0, variant: 0 });
  });
  return { areTogether, commands };
}

function* troubles(devices: readonly number[]): Generator<Trouble> {
  yield { kind: 'none' };
  for (const device of DEVICE_NUMBERS) {
    const own = devices.filter((other) => other === device).length;
    for (const point of CRASH_POINTS) {
      for (let after = 0; after < own; after++) yield { kind: 'crash', device, point, after };
    }
  }
  for (const fate of FATES) {
    for (let after = 0; after < devices.length; after++) yield { kind: 'fate', fate, after };
  }
}

/** All sequences of that length. */
function* words<T>(letters: readonly T[], length: number): Generator<T[]> {
  if (length === 0) return yield [];
  for (const word of words(letters, length - 1)) {
    for (const letter of letters) yield [...word, letter];
  }
}
