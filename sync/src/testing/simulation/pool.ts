import { Worker } from 'node:worker_threads';
import type { Job, JobResult, SimulateJob } from './jobs.js';

export const THREADS = 2;
/** Histories of one seed: few enough that both threads end together, and that a failure leaves the rest to run. */
const SHARD_RUNS = 2_500;
/** A history leaves much behind and keeps little: with room for it, a tenth less of the time goes into sweeping. */
const YOUNG_GENERATION_MB = 128;

/** Random histories, in shards of their own seeds: `seed`, `seed + 1`, and so on, or those from shard number `from` on. */
export const shardsOf = (runs: number, seed: number, from = 0): SimulateJob[] =>
  Array.from({ length: Math.ceil(runs / SHARD_RUNS) }, (_, index): SimulateJob => ({
    kind: 'simulate',
    runs: Math.min(SHARD_RUNS, runs - index * SHARD_RUNS),
    seed: seed + index,
  })).slice(from);

type Message = { kind: 'progress'; done: number } | { kind: 'done'; result: JobResult };

export type PoolOptions = {
  /** Hears how many histories have run so far, over all jobs. */
  onProgress?: (done: number) => void;
  /** Hears of each job that has ended, in the order they do. */
  onResult?: (index: number, result: JobResult) => void;
  signal?: AbortSignal;
};

/** Runs jobs on two threads; each job has its own copy of the code, so its patches touch nobody else. */
export async function runJobs(
  jobs: readonly Job[],
  { onProgress = () => {}, onResult = () => {}, signal }: PoolOptions = {},
): Promise<JobResult[]> {
  const results: JobResult[] = [];
  const done = jobs.map(() => 0);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < jobs.length && !signal?.aborted; index = next++) {
      const job = jobs[index];
      if (!job) return;
      const tell = (count: number) => {
        done[index] = count;
        onProgress(done.reduce((sum, n) => sum + n, 0));
      };
      const result = await runJob(job, tell, signal);
      results[index] = result;
      onResult(index, result);
    }
  };
  await Promise.all(Array.from({ length: THREADS }, work));
  return results;
}

function runJob(job: Job, onProgress: (done: number) => void, signal: AbortSignal | undefined): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: job,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const stop = () => void worker.terminate();
    signal?.addEventListener('abort', stop);
    worker.on('message', (message: Message) => {
      if (message.kind === 'progress') onProgress(message.done);
      else resolve(message.result);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`a simulation thread ended with code ${code}`));
    });
  });
}
