import { noPace, openCatalogDatabase, startingThread } from 'sync';
import { createFinder, serveFinder } from 'sync/search';

// Looks for products in the catalog of one region, away from the page. It is named after the region, and ends with the page.
serveFinder(startingThread, createFinder({ db: openCatalogDatabase(self.name), breathe: () => noPace.breathe() }));
