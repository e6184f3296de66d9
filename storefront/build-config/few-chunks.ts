import type { Plugin } from 'vite';

/** Kit's start and the layouts: with all they bring along, what every page needs at once. */
const FRAME = [
  /@sveltejs\/kit\/src\/runtime\/client\/entry\.js$/,
  /client-optimized\/(app|nodes\/[02])\.js$/,
  /\/src\/routes\/(\(shop\)\/)?\+layout\.(svelte|ts)$/,
];

/** Bytes of source: smaller sets of shared modules travel with the set that is needed most nearly together with them. */
const WORTH_A_FILE = 16_000;

/**
 * Puts into one file what arrives together. Left alone, every set of pages that share something makes a file of its own: the product page
 * then starts with more than forty, each with half a kilobyte of headers, and none compressed as well as one would be.
 */
export function fewChunks(): Plugin {
  return {
    name: 'satchel:few-chunks',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    outputOptions: (options) => ({
      ...options,
      codeSplitting: {
        groups: [
          { name: 'frame', priority: 2, test: (id) => FRAME.some((pattern) => pattern.test(id)) },
          {
            name: 'shared',
            priority: 1,
            minShareCount: 2,
            entriesAware: true,
            entriesAwareMergeThreshold: WORTH_A_FILE,
          },
        ],
      },
    }),
  };
}
