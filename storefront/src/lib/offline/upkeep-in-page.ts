import { browserLock, browserPace, createUpkeep, httpFetcher, type Upkeep, type UpkeepDeps } from 'sync';

/** For a browser whose worker does not start. Loaded apart: hardly anybody needs it. */
export const upkeepInPage = (deps: Omit<UpkeepDeps, 'fetcher' | 'lock' | 'pace'>): Upkeep =>
  createUpkeep({ ...deps, fetcher: httpFetcher(), lock: browserLock, pace: browserPace() });
