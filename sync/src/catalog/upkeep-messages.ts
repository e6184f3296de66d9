import type { SyncProblem } from '../errors.js';
import type { Conditions } from '../ports/device-conditions.js';
import type { InstallProgress } from './install.js';
import type { Updated } from './upkeep.js';

/** What a page and the worker that keeps its catalog say to each other. Both come from one build, so they trust the shape. */
export type Job =
  { kind: 'install' } | { kind: 'update' } | { kind: 'shrink' } | { kind: 'remember'; handles: readonly string[] };

/** What only a page can know or do. */
export type Question = 'conditions' | 'makeRoom' | 'interests';
export type Answer = Conditions | readonly string[] | null;

export type FromPage = { say: 'do'; id: number; job: Job } | { say: 'answer'; id: number; answer: Answer };

/** How often a worker that has work says that it is alive. Browsers end workers without a word: for memory, or with their process. */
export const BEAT_MS = 5_000;

export type FromWorker =
  | { say: 'ready' }
  | { say: 'beat' }
  | { say: 'progress'; id: number; progress: InstallProgress }
  | { say: 'done'; id: number; updated: Updated | null }
  | { say: 'failed'; id: number; code: SyncProblem | null; message: string }
  | { say: 'ask'; id: number; question: Question };
