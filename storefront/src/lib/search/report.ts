import { readSearchChoice } from '$lib/observe/consent';
import { isPersonal, type SearchReport } from 'sync/protocol';

/** What somebody looked for, and how many products answered; `opened` is the product they went to from there. */
export type ReportedSearch = SearchReport;

const MOST_POPULAR = 8;

/** Of this page, until it is left: who looks for the same again, or goes to another product of it, is not counted again. */
const told = new Set<string>();
const opened = new Set<string>();

/**
 * Tells the shop what was looked for, once it has come to rest, so that the merchant can count it. Decision 033 says why nobody is
 * asked; who has said no, or whose browser does, is not counted. What does not arrive is lost, and no shopper notices.
 */
export function reportSearch(report: ReportedSearch): void {
  if (!navigator.onLine || readSearchChoice() !== 'counted') return;
  const text = isPersonal(report.text) ? '' : report.text;
  const search: SearchReport = { text, catalog: report.catalog, results: report.results };
  const key = `${report.catalog} ${report.text}`;
  if (!told.has(key)) send(search);
  told.add(key);
  if (report.opened === undefined || opened.has(key)) return;
  opened.add(key);
  send({ ...search, opened: report.opened });
}

/** Arrives even where the page is being left, and nobody waits for an answer. */
function send(report: SearchReport): void {
  const body = new Blob([JSON.stringify(report)], { type: 'application/json' });
  if (navigator.sendBeacon?.('/api/searches', body)) return;
  void fetch('/api/searches', { method: 'POST', body, keepalive: true }).catch(() => undefined);
}

/** What others look for often in a catalog; nothing where nobody knows. */
export async function popularSearches(catalog: string, ask: typeof fetch = fetch): Promise<string[]> {
  const answer = await ask(`/api/catalog/${catalog}/popular`)
    .then(async (response): Promise<unknown> => (response.ok ? response.json() : null))
    .catch(() => null);
  const searches = typeof answer === 'object' && answer !== null && 'searches' in answer ? answer.searches : [];
  return Array.isArray(searches) ? searches.filter((text) => typeof text === 'string').slice(0, MOST_POPULAR) : [];
}
