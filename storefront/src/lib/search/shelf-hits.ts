import type { Taxonomy } from 'sync/protocol';
import { findNamed } from 'sync/search';
import { collectionPath } from '../shelves';
import type { Hits } from './lookup';

export type ShelfHit = { key: string; name: string; kind: 'shelf' | 'collection'; path: string };

const MOST = 3;

/** Categories and collections that are called what was looked for. A slip of the pen is forgiven where the products needed that too. */
export function shelfHits({ text, total, taken }: Hits, taxonomy: Taxonomy | null): ShelfHit[] {
  const { categories = [], collections = [] } = taxonomy ?? {};
  const named: ShelfHit[] = [
    ...categories.map(
      ({ handle, name }) => ({ key: `c-${handle}`, name, kind: 'shelf', path: `/c/${handle}` }) as const,
    ),
    ...collections.map(
      ({ handle, title: name }) =>
        ({ key: `k-${handle}`, name, kind: 'collection', path: collectionPath({ handle }) }) as const,
    ),
  ];
  return findNamed(text, named, { isForgiving: total === 0 || taken.length > 0 }).slice(0, MOST);
}
