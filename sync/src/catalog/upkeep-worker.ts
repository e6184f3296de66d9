import { SyncError } from '../errors.js';
import { Alarm } from '../ports/alarm.js';
import type { Clock } from '../ports/clock.js';
import type { Conditions } from '../ports/device-conditions.js';
import type { Thread } from '../ports/thread.js';
import { BEAT_MS, type Answer, type FromPage, type FromWorker, type Question } from './upkeep-messages.js';
import { runJob } from './run-job.js';
import { createUpkeep, type UpkeepDeps } from './upkeep.js';

/** The worker's side: does what the page asks for, and asks back what only a page knows. */
export function serveUpkeep(
  page: Thread,
  { clock, ...deps }: Omit<UpkeepDeps, 'conditions' | 'interests'> & { clock: Clock },
): void {
  const heart = new Alarm(clock);
  let jobs = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastQuestion = 0;
  const say = (message: FromWorker) => page.say(message);
  const ask = (question: Question) =>
    new Promise<Answer>((resolve) => {
      waiting.set(++lastQuestion, resolve);
      say({ say: 'ask', id: lastQuestion, question });
    });
  const upkeep = createUpkeep({
    ...deps,
    // The page answers each question with what it asks for, see `upkeepInWorker`.
    conditions: {
      read: async () => (await ask('conditions')) as Conditions,
      makeRoom: async () => void (await ask('makeRoom')),
    },
    interests: async () => (await ask('interests')) as readonly string[],
  });

  function beat(): void {
    heart.set(BEAT_MS, () => {
      say({ say: 'beat' });
      beat();
    });
  }

  /** Nobody waits for a sign of a worker that has nothing to do. */
  function ended(message: FromWorker): void {
    if (--jobs === 0) heart.stop();
    say(message);
  }

  page.hear((message) => {
    const heard = message as FromPage;
    if (heard.say === 'answer') {
      waiting.get(heard.id)?.(heard.answer);
      waiting.delete(heard.id);
      return;
    }
    const { id } = heard;
    if (++jobs === 1) beat();
    runJob(upkeep, heard.job, (progress) => say({ say: 'progress', id, progress })).then(
      (updated) => ended({ say: 'done', id, updated }),
      (error: unknown) =>
        ended({
          say: 'failed',
          id,
          code: error instanceof SyncError ? error.code : null,
          message: error instanceof Error ? error.message : String(error),
        }),
    );
  });
  say({ say: 'ready' });
}
