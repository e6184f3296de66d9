import { Alarm } from '../ports/alarm.js';
import type { Clock } from '../ports/clock.js';
import type { StartedThread, Thread } from '../ports/thread.js';
import type { CardPage } from '../catalog/card-query.js';
import type { Finder, SearchQuery } from './finder.js';

/** Browsers end workers without a word. A phone that makes its index of a large catalog for the first time needs half of that. */
const PATIENCE_MS = 30_000;

type Asked = { id: number; query: SearchQuery };
type Answered = { id: number; page: CardPage } | { id: number; failed: string };

/** The worker's side. */
export function serveFinder(page: Thread, finder: Finder): void {
  page.hear((message) => {
    const { id, query } = message as Asked;
    finder.list(query).then(
      (page) => say({ id, page }),
      (error: unknown) => say({ id, failed: error instanceof Error ? error.message : String(error) }),
    );
  });
  const say = (answer: Answered) => page.say(answer);
}

type Waiting = Asked & { resolve: (page: CardPage) => void; reject: (error: Error) => void };

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
    else asked?.resolve(answer.page);
  }

  function moveToPage(): void {
    watch.stop();
    worker?.end();
    worker = null;
    const asked = [...waiting.values()];
    waiting.clear();
    for (const { query, resolve, reject } of asked) askPage(query).then(resolve, reject);
  }

  async function askPage(query: SearchQuery): Promise<CardPage> {
    instead ??= inPage();
    // Its script may be out of reach now and not later.
    instead.catch(() => (instead = null));
    return (await instead).list(query);
  }

  return {
    list(query) {
      if (instead) return askPage(query);
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { id, query, resolve, reject });
        try {
          worker ??= begin();
          if (!watch.isSet) watch.set(PATIENCE_MS, moveToPage);
          worker.say({ id, query } satisfies Asked);
        } catch {
          moveToPage();
        }
      });
    },
  };
}
