import { Alarm } from '../ports/alarm.js';
import type { Clock } from '../ports/clock.js';
import type { StartedThread, Thread } from '../ports/thread.js';
import type { Finder } from './finder.js';
import type { Found, Taken } from './found.js';

/** Browsers end workers without a word. A phone that makes its index of a large catalog for the first time needs half of that. */
const PATIENCE_MS = 30_000;

type Asked = { id: number; text: string };
type Answered =
  { id: number; ids: string[]; scores: Float64Array; taken: readonly Taken[] } | { id: number; failed: string };

/** The worker's side. */
export function serveFinder(page: Thread, finder: Finder): void {
  page.hear((message) => {
    const { id, text } = message as Asked;
    finder.find(text).then(
      ({ ranking, taken }) => say({ id, ids: [...ranking.keys()], scores: Float64Array.from(ranking.values()), taken }),
      (error: unknown) => say({ id, failed: error instanceof Error ? error.message : String(error) }),
    );
  });
  const say = (answer: Answered) => page.say(answer);
}

type Waiting = Asked & { resolve: (found: Found) => void; reject: (error: Error) => void };

/**
 * The page's side: the worker starts with the first search. Where none starts, or it fails, what was asked and what will be goes
 * to `inPage`.
 */
export function finderInWorker({
  start,
  inPage,
  clock,
}: {
  /** Throws where there are no workers. */
  start: () => StartedThread;
  inPage: () => Promise<Finder>;
  clock: Clock;
}): Finder {
  let worker: StartedThread | null = null;
  let instead: Promise<Finder> | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  const watch = new Alarm(clock);

  function begin(): StartedThread {
    const started = start();
    started.hear((message) => take(message as Answered));
    started.onFailure(() => moveToPage());
    return started;
  }

  function take(answer: Answered): void {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) watch.stop();
    else watch.set(PATIENCE_MS, moveToPage);
    if ('failed' in answer) asked?.reject(new Error(answer.failed));
    else {
      const { ids, scores, taken } = answer;
      asked?.resolve({ ranking: new Map(ids.map((id, index) => [id, scores[index] ?? 0])), taken });
    }
  }

  function moveToPage(): void {
    watch.stop();
    worker?.end();
    worker = null;
    const asked = [...waiting.values()];
    waiting.clear();
    for (const { text, resolve, reject } of asked) askPage(text).then(resolve, reject);
  }

  async function askPage(text: string): Promise<Found> {
    instead ??= inPage();
    // Its script may be out of reach now and not later.
    instead.catch(() => (instead = null));
    return (await instead).find(text);
  }

  return {
    find(text) {
      if (instead) return askPage(text);
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { id, text, resolve, reject });
        try {
          worker ??= begin();
          if (!watch.isSet) watch.set(PATIENCE_MS, moveToPage);
          worker.say({ id, text } satisfies Asked);
        } catch {
          moveToPage();
        }
      });
    },
  };
}
