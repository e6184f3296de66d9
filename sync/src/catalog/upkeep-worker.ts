import { SyncError } from '../errors.js';
import type { Conditions } from '../ports/device-conditions.js';
import type { Thread } from '../ports/thread.js';
import type { Answer, FromPage, FromWorker, Question } from './upkeep-messages.js';
import { runJob } from './run-job.js';
import { createUpkeep, type UpkeepDeps } from './upkeep.js';

/** The worker's side: does what the page asks for, and asks back what only a page knows. */
export function serveUpkeep(page: Thread, deps: Omit<UpkeepDeps, 'conditions' | 'interests'>): void {
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

  page.hear((message) => {
    const heard = message as FromPage;
    if (heard.say === 'answer') {
      waiting.get(heard.id)?.(heard.answer);
      waiting.delete(heard.id);
      return;
    }
    const { id } = heard;
    runJob(upkeep, heard.job, (progress) => say({ say: 'progress', id, progress })).then(
      (updated) => say({ say: 'done', id, updated }),
      (error: unknown) =>
        say({
          say: 'failed',
          id,
          code: error instanceof SyncError ? error.code : null,
          message: error instanceof Error ? error.message : String(error),
        }),
    );
  });
  say({ say: 'ready' });
}
