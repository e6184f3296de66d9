import { randomUUID } from 'node:crypto';
import type { Measurement, PageError } from '$lib/observe/observation';
import { createOutage } from '../backend/outage';
import type { Env } from '../env';
import { readFrames } from './read-frames';
import { scrub } from './scrub';

const TIMEOUT_MS = 5_000;

/** What each page may send, if its shopper agrees. */
export type Observed = 'visits' | 'errors';

export type Collectors = {
  /** What is configured. */
  observes: readonly Observed[];
  passOnMeasurement(measurement: Measurement, browser: { userAgent: string; language: string }): Promise<void>;
  passOnError(error: PageError): Promise<void>;
  /** Of this server itself; `id` is what the shopper was shown. Needs no consent: it tells nothing of anybody. */
  reportError(error: unknown, id: string): Promise<void>;
};

type ObserveEnv = Pick<Env, 'ORIGIN' | 'UMAMI_URL' | 'UMAMI_WEBSITE_ID' | 'SENTRY_DSN'>;

/**
 * Umami and Sentry, behind this server: the browser talks to nobody but the shop, so they see no address and no cookie of a shopper,
 * and the content security policy stays as it is. What they do not take is lost; nobody waits for them.
 */
export function createCollectors(env: ObserveEnv, report: (problem: unknown) => void, release: string): Collectors {
  const umami = createOutage('Sending to Umami', report);
  const sentry = createOutage('Sending to Sentry', report);
  const ingest = env.SENTRY_DSN && ingestOf(env.SENTRY_DSN);

  const sendEvent = (platform: 'javascript' | 'node', event: object) => {
    if (!ingest) return Promise.resolve();
    const id = randomUUID().replaceAll('-', '');
    const base = { event_id: id, timestamp: Date.now() / 1000, platform, level: 'error', environment: 'production' };
    const lines = [{ event_id: id, sent_at: new Date().toISOString() }, { type: 'event' }, { ...base, ...event }];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    return post(ingest, { 'content-type': 'application/x-sentry-envelope' }, body, sentry);
  };

  return {
    observes: [...(env.UMAMI_URL ? (['visits'] as const) : []), ...(ingest ? (['errors'] as const) : [])],

    passOnMeasurement(measurement, { userAgent, language }) {
      if (!env.UMAMI_URL) return Promise.resolve();
      const payload = {
        website: env.UMAMI_WEBSITE_ID,
        hostname: new URL(env.ORIGIN).hostname,
        url: publicPath(measurement.path),
        language,
        ...(measurement.kind === 'visit'
          ? { screen: measurement.screen }
          : { name: 'web-vitals', data: measurement.values }),
      };
      // Umami refuses what names no browser.
      const headers = { 'content-type': 'application/json', 'user-agent': userAgent };
      return post(`${env.UMAMI_URL}/api/send`, headers, JSON.stringify({ type: 'event', payload }), umami);
    },

    passOnError: ({ path, build, type, value, frames }) =>
      sendEvent('javascript', {
        release: build,
        transaction: publicPath(path),
        exception: { values: [exceptionOf({ type, value, frames })] },
      }),

    reportError: (error, id) =>
      sendEvent('node', { release, tags: { id }, exception: { values: causesOf(error).map(exceptionOf) } }),
  };
}

type Frames = PageError['frames'];

function exceptionOf({ type, value, frames }: { type: string; value: string; frames: Frames }) {
  const clean = frames.map(({ filename, ...rest }) => ({ ...rest, ...(filename && { filename: scrub(filename) }) }));
  return { type, value: scrub(value), stacktrace: { frames: clean } };
}

/** Sentry wants the first cause first. */
function causesOf(error: unknown, depth = 0): { type: string; value: string; frames: Frames }[] {
  if (!(error instanceof Error)) return [{ type: 'Error', value: String(error), frames: [] }];
  const own = { type: error.name, value: error.message, frames: readFrames(error.stack ?? '') };
  return error.cause instanceof Error && depth < 5 ? [...causesOf(error.cause, depth + 1), own] : [own];
}

/** Pages of one person are counted as one page. */
const publicPath = (path: string): string => path.replace(/^((?:\/[a-z]{2})?\/(?:account|checkout|w))\/.*$/, '$1');

/** `https://<key>@<host>/<folders>/<project>` → where events of the project go. */
function ingestOf(dsn: string): string {
  const { protocol, host, username, pathname } = new URL(dsn);
  const at = pathname.lastIndexOf('/');
  const query = new URLSearchParams({ sentry_key: username, sentry_version: '7', sentry_client: 'satchel/1' });
  return `${protocol}//${host}${pathname.slice(0, at)}/api/${pathname.slice(at + 1)}/envelope/?${query}`;
}

async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  outage: ReturnType<typeof createOutage>,
) {
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    if (answer.ok) outage.ended();
    // Neither address holds a secret but Sentry's key, which is made to be public; it is left out all the same.
    else outage.failed(new Error(`${new URL(url).host} answered ${answer.status}`));
  } catch (error) {
    outage.failed(error);
  }
}
