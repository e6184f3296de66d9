import { browserClock, browserLock, httpFetcher, openCatalogDatabase, serveUpkeep, startingThread } from 'sync';

// Fetches, checks and writes the catalog of one region away from the page. It is named after the region, and ends with the page.
const region = self.name;

serveUpkeep(startingThread, {
  db: openCatalogDatabase(region),
  fetcher: httpFetcher(),
  region,
  lock: browserLock,
  clock: browserClock,
  signal: new AbortController().signal,
});
