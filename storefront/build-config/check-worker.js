import { readFile } from 'node:fs/promises';

/** Kit alone makes more files than this; fewer means that the list was made of the wrong folder. */
const FEWEST = 15;

const PLACE = '__WB_MANIFEST';

/**
 * Stops the build when the worker went out without its list of files: it would install, store nothing and look healthy.
 * @param {string} path
 */
export async function checkWorker(path) {
  const code = await readFile(path, 'utf8');
  if (code.includes(PLACE)) throw new Error(`${path} still holds ${PLACE}: the list of files was not put in`);
  const count = code.match(/"revision":/g)?.length ?? 0;
  if (count < FEWEST) throw new Error(`${path} lists ${count} files, expected at least ${FEWEST}`);
  if (!code.includes('"url":"app-shell"')) throw new Error(`${path} does not list the app shell`);
}
