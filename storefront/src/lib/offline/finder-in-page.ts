import { browserPace, type CatalogDb, type Finder } from 'sync';
import { createFinder } from 'sync/search';

/** For a browser whose worker does not start. Loaded apart: hardly anybody needs it. */
export function finderInPage(db: CatalogDb): Finder {
  const pace = browserPace();
  return createFinder({ db, breathe: () => pace.breathe() });
}
