import { buildFiles, type BuildFile } from './build-files';
import { FILES } from './caches';
import { keyOf, rememberGeneration } from './generations';
import { worker } from './scope';

/** Files that are fetched at once: few enough that a page which is still loading keeps its share of the line. */
const PARALLEL = 4;

const keyByPath = new Map(
  buildFiles.map((file) => [new URL(file.url, worker.location.href).pathname, keyOf(file, worker.location.href)]),
);

const IMMUTABLE = '/_app/immutable/';
const SHELL = '/app-shell';

/** Stores every file of this build that is not there yet. Rejects when one is missing: half a build is never installed. */
export async function installFiles(): Promise<void> {
  const cache = await caches.open(FILES);
  const stored = new Set((await cache.keys()).map((request) => request.url));
  const missing = buildFiles.filter((file) => !stored.has(keyOf(file, worker.location.href)));
  const queue = missing.values();
  await Promise.all(Array.from({ length: PARALLEL }, () => storeAll(cache, queue)));
  await rememberGeneration(cache, [...keyByPath.values()]);
}

/** Browsers evict caches without a word and keep the worker: then everything is fetched again. */
export async function restoreFiles(): Promise<void> {
  if (!(await matchShell())) await installFiles();
}

async function storeAll(cache: Cache, queue: Iterator<BuildFile> & Iterable<BuildFile>): Promise<void> {
  for (const file of queue) {
    const url = new URL(file.url, worker.location.href);
    const response = await fetch(url, {
      cache: file.revision === null ? 'default' : 'no-cache',
      credentials: 'same-origin',
    });
    if (!response.ok || response.redirected) throw new Error(`${url.pathname} answered ${response.status}`);
    await cache.put(keyOf(file, worker.location.href), response);
  }
}

/** Hashed files of an older build count too: a page that still runs it finds them in the cache only. */
export const isBuildFile = (url: URL): boolean =>
  url.pathname.startsWith(IMMUTABLE) || (url.pathname !== SHELL && keyByPath.has(url.pathname));

export async function answerFile(event: FetchEvent, url: URL): Promise<Response> {
  return (await match(keyByPath.get(url.pathname) ?? url.origin + url.pathname)) ?? fetch(event.request);
}

export const matchShell = (): Promise<Response | undefined> => match(keyByPath.get(SHELL));

async function match(key: string | undefined): Promise<Response | undefined> {
  return key === undefined ? undefined : caches.match(key, { cacheName: FILES, ignoreVary: true });
}
