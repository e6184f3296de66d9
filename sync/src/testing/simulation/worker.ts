import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './jobs.js';

// Nothing of ours may be imported before the patches are in place.
const load = <T>(file: string): Promise<T> => import(new URL(file, import.meta.url).href) as Promise<T>;

const job = workerData as Job;
const { runFromSources } = await load<typeof import('./sources.js')>('./sources.ts');
const sources = runFromSources(job.patches);
const { runJob } = await load<typeof import('./jobs.js')>('./jobs.ts');
sources.assertAllApplied();
const result = await runJob(job, (done) => parentPort?.postMessage({ kind: 'progress', done }));
parentPort?.postMessage({ kind: 'done', result });
