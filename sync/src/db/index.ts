export { openDatabase, type SatchelDb } from './lane-store.js';
