export { databaseExists, databaseName, openDatabase, openExisting, type SatchelDb } from './lane-store.js';
export { openCatalogDatabase, type CatalogDb } from './catalog-store.js';
export { enduring } from './enduring-store.js';
export { DATABASE_PATIENCE_MS } from './connection.js';
