export { openDatabase, type SatchelDb } from './lane-store.js';
export { openCatalogDatabase, type CatalogDb } from './catalog-store.js';
