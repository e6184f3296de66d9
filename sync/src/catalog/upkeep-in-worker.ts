import { SyncError } from '../errors.js';
import { Alarm } from '../ports/alarm.js';
import type { Clock } from '../ports/clock.js';
import type { DeviceConditions } from '../ports/device-conditions.js';
import type { StartedThread } from '../ports/thread.js';
import type { Interests } from './install-partial.js';
import type { InstallProgress } from './install.js';
import { runJob } from './run-job.js';
import { BEAT_MS, type Answer, type FromPage, type FromWorker, type Job, type Question } from './upkeep-messages.js';
import type { Updated, Upkeep } from './upkeep.js';

/**
 * So many beats without a word, and the worker counts as dead. They are counted one by one: a page that was frozen finds one
 * missing, not all, and hears what its worker has said meanwhile before the next.
 */
const MISSED_BEATS = 4;
/** Before its first word its script may still be on the way, over the slowest of networks. */
const MISSED_BEATS_AT_START = 24;

export type WorkerUpkeepDeps = {
  /** Throws where there are no workers. */
  start: () => StartedThread;
  /** For a page whose worker does not start: the same, in the page, in slices. */
  inPage: () => Promise<Upkeep>;
  conditions: DeviceConditions;
  interests: Interests;
  clock: Clock;
  signal: AbortSignal;
};

type Waiting = {
  job: Job;
  onProgress: (progress: InstallProgress) => void;
  resolve: (updated: Updated | null) => void;
  reject: (error: unknown) => void;
};

/**
 * The page's side of a worker that keeps the catalog: started by the first job, ended after an install, whose memory goes with
 * it, and when `signal` says so. One that fails, or falls silent over its work, takes its jobs with it, and the next job starts
 * another one, which resumes; one that could not come up sends them to `inPage`, for good.
 */
export function upkeepInWorker(deps: WorkerUpkeepDeps): Upkeep {
  const { start, inPage, conditions, interests, clock, signal } = deps;
  let worker: StartedThread | null = null;
  let isUp = false;
  let instead: Promise<Upkeep> | null = null;
  let lastId = 0;
  let missedBeats = 0;
  const watch = new Alarm(clock);
  const waiting = new Map<number, Waiting>();
  const onAbort = () => stop((job) => job.reject(signal.reason));
  signal.addEventListener('abort', onAbort);

  function stop(settle: (job: Waiting) => void): void {
    watch.stop();
    worker?.end();
    worker = null;
    const jobs = [...waiting.values()];
    waiting.clear();
    jobs.forEach(settle);
  }

  function giveUp(): void {
    stop(({ reject }) => reject(new SyncError('catalog_unreachable', 'the worker of the catalog failed')));
  }

  function begin(): StartedThread {
    const started = start();
    isUp = false;
    started.hear((message) => {
      const heard = message as FromWorker;
      if (started !== worker) return;
      missedBeats = 0;
      if (heard.say === 'ready') isUp = true;
      else if (heard.say !== 'beat') take(started, heard);
    });
    started.onFailure(() => {
      if (started !== worker) return;
      if (isUp) giveUp();
      else moveToPage();
    });
    return started;
  }

  function watchOver(): void {
    watch.set(BEAT_MS, () => {
      missedBeats++;
      if (missedBeats < (isUp ? MISSED_BEATS : MISSED_BEATS_AT_START)) watchOver();
      else giveUp();
    });
  }

  function take(from: StartedThread, heard: Exclude<FromWorker, { say: 'ready' | 'beat' }>): void {
    if (heard.say === 'ask') {
      void answerOf(heard.question).then((answer) => tell(from, { say: 'answer', id: heard.id, answer }));
      return;
    }
    const job = waiting.get(heard.id);
    if (heard.say === 'progress') return job?.onProgress(heard.progress);
    waiting.delete(heard.id);
    if (waiting.size === 0) {
      watch.stop();
      if (job?.job.kind === 'install') stop(() => undefined);
    }
    if (heard.say === 'done') job?.resolve(heard.updated);
    else job?.reject(heard.code ? new SyncError(heard.code, heard.message) : new Error(heard.message));
  }

  /** What cannot be told counts as not known: the worker waits for an answer. */
  async function answerOf(question: Question): Promise<Answer> {
    if (question === 'conditions') {
      return conditions.read().catch(() => ({ savesData: false, battery: null, room: null }));
    }
    if (question === 'interests') return interests().catch(() => []);
    await conditions.makeRoom().catch(() => undefined);
    return null;
  }

  function moveToPage(): void {
    instead ??= inPage();
    // Its chunk may be out of reach now and not later.
    instead.catch(() => (instead = null));
    stop((job) => void doInPage(job.job, job.onProgress).then(job.resolve, job.reject));
  }

  async function doInPage(job: Job, onProgress: Waiting['onProgress']): Promise<Updated | null> {
    return runJob(await (instead ??= inPage()), job, onProgress);
  }

  function run(job: Job, onProgress: Waiting['onProgress'] = () => {}): Promise<Updated | null> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (instead) return doInPage(job, onProgress);
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { job, onProgress, resolve, reject });
      try {
        worker ??= begin();
      } catch {
        return moveToPage();
      }
      if (!watch.isSet) {
        missedBeats = 0;
        watchOver();
      }
      tell(worker, { say: 'do', id, job });
    });
  }

  return {
    install: async (onProgress) => void (await run({ kind: 'install' }, onProgress)),
    update: async () => (await run({ kind: 'update' })) ?? { upserts: 0, tombstones: 0 },
    remember: (handles) => run({ kind: 'remember', handles }),
    shrink: async () => void (await run({ kind: 'shrink' })),
  };
}

const tell = (worker: StartedThread, message: FromPage): void => worker.say(message);
