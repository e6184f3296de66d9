import { FILES } from './caches';
import type { PageQuestion } from './messages';
import { ask } from './ask';
import type { BuildFile } from './build-files';
import { worker } from './scope';

/** One build's files as cache keys, newest generation first. */
type Generation = { build: string; keys: string[] };

/** Where the list is kept: beside the files, so that both are evicted together. */
const LIST = '/satchel-generations.json';

/** Room for pages that nobody has reloaded for a few releases, not for ever. */
const MOST = 3;

const ANSWER_MS = 2_000;

export function keyOf({ url, revision }: BuildFile, base: string): string {
  const key = new URL(url, base);
  if (revision !== null) key.searchParams.set('revision', revision);
  return key.href;
}

export async function rememberGeneration(cache: Cache, keys: string[]): Promise<void> {
  const others = (await readGenerations(cache)).filter(({ build }) => build !== __BUILD__);
  await writeGenerations(cache, [{ build: __BUILD__, keys }, ...others]);
}

/**
 * Forgets builds that no open page runs. A page that does not answer in time is taken for the oldest one: a frozen tab must
 * find its files when it wakes up.
 */
export async function sweepGenerations(): Promise<void> {
  const cache = await caches.open(FILES);
  const generations = await readGenerations(cache);
  if (generations.length < 2) return;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const question: PageQuestion = { type: 'which-build' };
  const builds = await Promise.all(pages.map((page) => ask<string>(page, question, ANSWER_MS).catch(() => undefined)));
  const kept = keepNeeded(generations, __BUILD__, builds);
  const keys = new Set(kept.flatMap((generation) => generation.keys));
  keys.add(new URL(LIST, worker.location.href).href);
  await writeGenerations(cache, kept);
  for (const request of await cache.keys()) if (!keys.has(request.url)) await cache.delete(request);
}

export function keepNeeded(generations: Generation[], current: string, builds: (string | undefined)[]): Generation[] {
  const isSilent = builds.includes(undefined);
  const own = generations.findIndex(({ build }) => build === current);
  // What stands before ours was installed later and waits to take over.
  const isNeeded = ({ build }: Generation, at: number) => at <= own || isSilent || builds.includes(build);
  return generations.filter(isNeeded).slice(0, own + MOST);
}

async function readGenerations(cache: Cache): Promise<Generation[]> {
  const response = await cache.match(LIST);
  return response ? ((await response.json()) as Generation[]) : [];
}

const writeGenerations = (cache: Cache, generations: Generation[]): Promise<void> =>
  cache.put(LIST, Response.json(generations));
