/** Loaded apart: few pages have anything of the time before their person signed in. */
export { browserChannel, retire } from 'sync';
