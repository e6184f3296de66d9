import type { ProductCard } from 'sync/catalog';
import type { Taken } from 'sync/search';

export type LookupAnswer = { cards: readonly ProductCard[]; total: number; taken: readonly Taken[] };

/** What is on screen of a search. */
export type Hits = LookupAnswer & {
  /** What was looked for. It may be some letters behind what is in the field. */
  text: string;
  /** `device`: the shop was out of reach and may have more. `nobody`: and the device has nothing to search in. */
  from: 'all' | 'device' | 'nobody';
  /** Nothing more comes for this text. */
  isSettled: boolean;
};

export type LookupSources = {
  /** Null: there is nothing on this device to search in. `isWhole`: what is not here is not sold. */
  device: (text: string) => Promise<(LookupAnswer & { isWhole: boolean }) | null>;
  /** Null: it does not answer. */
  shop: (text: string, signal: AbortSignal) => Promise<LookupAnswer | null>;
};

export type LookupDeps = {
  sources: LookupSources;
  /** Resolves when nobody has typed for a moment. The shop is not asked for every letter. */
  pause: (signal: AbortSignal) => Promise<void>;
  show: (hits: Hits | null) => void;
};

const NOTHING: LookupAnswer = { cards: [], total: 0, taken: [] };

/**
 * Looks for what is being typed. The device is asked at once, one question at a time, and of what was typed meanwhile only the last. The
 * shop is asked where the device does not have everything. What is on screen stays until something newer comes.
 */
export function createLookup({ sources, pause, show }: LookupDeps): (text: string) => void {
  let wanted = '';
  /** Ends when something else is wanted. */
  let typing = new AbortController();
  /** Ends when the field is emptied: what was asked before is then of no use even as a stopgap. */
  let thought = new AbortController();
  let isAsking = false;

  async function askDevice(): Promise<void> {
    isAsking = true;
    while (wanted !== '') {
      const text = wanted;
      const { signal } = thought;
      const own = await sources.device(text).catch(() => null);
      if (signal.aborted) continue;
      if (own && (own.isWhole || own.total > 0))
        show({ ...answerOf(own), text, from: 'all', isSettled: own.isWhole && text === wanted });
      if (text !== wanted) continue;
      if (!own?.isWhole) void askShop(text, own, typing.signal);
      break;
    }
    isAsking = false;
  }

  async function askShop(text: string, own: LookupAnswer | null, signal: AbortSignal): Promise<void> {
    await pause(signal);
    if (signal.aborted) return;
    const theirs = await sources.shop(text, signal).catch(() => null);
    if (signal.aborted) return;
    if (theirs) show({ ...joined(own ?? NOTHING, theirs), text, from: 'all', isSettled: true });
    else show({ ...answerOf(own ?? NOTHING), text, from: own ? 'device' : 'nobody', isSettled: true });
  }

  return (text) => {
    if (text === wanted) return;
    wanted = text;
    typing.abort();
    typing = new AbortController();
    if (text === '') {
      thought.abort();
      thought = new AbortController();
      show(null);
    } else if (!isAsking) void askDevice();
  };
}

const answerOf = ({ cards, total, taken }: LookupAnswer): LookupAnswer => ({ cards, total, taken });

/** What is on screen keeps its place, and the rest follows. Where the device only guessed and the shop has it as it was typed, the guess goes. */
export function joined(own: LookupAnswer, theirs: LookupAnswer): LookupAnswer {
  const isGuess = own.taken.length > 0 && theirs.total > 0 && theirs.taken.length === 0;
  if (own.total === 0 || isGuess) return theirs;
  const shown = new Set(own.cards.map(({ id }) => id));
  return {
    cards: [...own.cards, ...theirs.cards.filter(({ id }) => !shown.has(id))],
    total: Math.max(own.total, theirs.total),
    taken: own.taken,
  };
}
