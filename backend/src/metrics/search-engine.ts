import type { Family } from './exposition';

export type SearchEngineStatus = { meilisearch: 'off' | 'starting' | 'up' | 'down'; indexesInStep: readonly string[] };

/** Searches this process has answered since it started, by who answered. */
const answers = { postgres: 0, meilisearch: 0 };

let read: () => SearchEngineStatus = () => ({ meilisearch: 'off', indexesInStep: [] });

export function observeSearch(engine: keyof typeof answers): void {
  answers[engine] += 1;
}

export function showSearchEngine(status: () => SearchEngineStatus): void {
  read = status;
}

/** Whether it is worth asking for an answer that only Meilisearch gives fast. */
export function isMeilisearchAnswering(): boolean {
  const { meilisearch, indexesInStep } = read();
  return meilisearch === 'up' && indexesInStep.length > 0;
}

/** For people: who answers, and if it is not who was asked for, why. */
export function searchEngineText(): string {
  const { meilisearch, indexesInStep } = read();
  if (meilisearch === 'off') return 'postgres';
  if (meilisearch !== 'up') return `postgres, meilisearch is ${meilisearch}`;
  return indexesInStep.length > 0 ? 'meilisearch' : 'postgres, meilisearch has no index yet';
}

export function searchMetrics(): Family[] {
  const { meilisearch, indexesInStep } = read();
  return [
    {
      name: 'satchel_search_answers_total',
      help: 'Searches by the engine that answered.',
      type: 'counter',
      samples: Object.entries(answers).map(([engine, value]) => ({
        name: 'satchel_search_answers_total',
        labels: { engine },
        value,
      })),
    },
    {
      name: 'satchel_search_meilisearch_up',
      help: '1 while Meilisearch is asked; 0 while it is off, or Postgres answers for it.',
      type: 'gauge',
      samples: [{ name: 'satchel_search_meilisearch_up', value: meilisearch === 'up' ? 1 : 0 }],
    },
    {
      name: 'satchel_search_indexes_in_step',
      help: 'Indexes in Meilisearch that hold what Postgres does.',
      type: 'gauge',
      samples: [{ name: 'satchel_search_indexes_in_step', value: indexesInStep.length }],
    },
  ];
}
