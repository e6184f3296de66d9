/** A part of the engine that a page loads when somebody goes. */
export { browserChannel, leave, retire } from 'sync';
