import type { Plugin } from 'vite';

type ModuleGraph = {
  getModuleIds(): IterableIterator<string>;
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
};

/** What others rest on comes first, because a file takes along what its modules import. */
const NAMES = ['framework', 'frame', 'product', 'list', 'pages'] as const;
type Name = (typeof NAMES)[number];

/** Kit's start and the layouts: with all they bring along, what every page needs at once. */
const FRAME = [
  /\/runtime\/client\/entry\.js$/,
  /\/client-optimized\/app\.js$/,
  /\/src\/routes\/(\([^/]+\)\/)?\+layout\.(svelte|ts)$/,
];
const PAGE = /\/src\/routes\/.*\+page\.(svelte|ts)$/;
const PRODUCT_PAGE = /\/src\/routes\/\(shop\)\/p\/\[handle\]\/\+page\.(svelte|ts)$/;
const LIST_PAGES = /\/src\/routes\/\(shop\)\/(products|(c|collections)\/\[handle\]|search)\/\+page\.(svelte|ts)$/;

/** Few open it: it takes what it needs out of the files of others, and puts nothing into them. */
const ASIDE = /\/src\/routes\/\(shop\)\/p\/\[handle\]\/reviews\//;

/** A new build of the shop leaves it as it was, so that a device keeps its file. */
const FRAMEWORK = /\/node_modules\//;

/**
 * The index files of the engine name all of it, though a page takes only a few parts: these, which are listed. A part that is missing
 * here becomes a file of its own.
 */
const ENGINE = /\/sync\/(dist|node_modules)\//;
const ENGINE_ON_PAGES =
  /\/sync\/dist\/(mutators\/[\w-]+|protocol\/(markets|limits|version|device-mark)|catalog\/(filters|card)|ports\/browser\/clock)\.js$/;

/** Small, and needed by what comes a moment later: as files of their own their headers would be longer than they are. */
const SOON_NEEDED = /\/src\/lib\/(i18n\/plural|ui\/(hand-on-focus|scroll-to-child)|observe\/consent)\.ts$/;

/**
 * Has Chromium compile all functions of a file beside the page, while the file arrives. Left alone it compiles each when it is first
 * called, which holds the page up at the moment when it comes alive. https://github.com/WICG/explicit-javascript-compile-hints-file-based
 */
const COMPILE_AHEAD = '//# allFunctionsCalledOnLoad';
const PAGE_FILE = /^nodes\//;

const isRunAtStart = (name: string): boolean => PAGE_FILE.test(name) || NAMES.some((group) => group === name);

/**
 * Puts into one file what arrives together. Left alone, every set of pages that share something makes a file of its own: the product
 * page then starts with more than fifty, each with its headers, and none compressed as well as one would be.
 */
export function fewChunks(): Plugin {
  const nameById = new Map<string, Name>();
  return {
    name: 'satchel:few-chunks',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    buildEnd() {
      for (const [id, name] of nameModules(this)) nameById.set(id, name);
    },
    outputOptions: (options) => ({
      ...options,
      codeSplitting: {
        groups: NAMES.map((name, i) => ({
          name,
          priority: NAMES.length - i,
          test: (id: string) => nameById.get(id) === name,
        })),
      },
    }),
    generateBundle: {
      // Vite puts a line of its own first.
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'chunk' && isRunAtStart(file.name)) file.code = `${COMPILE_AHEAD}\n${file.code}`;
      },
    },
  };
}

function nameModules(graph: ModuleGraph): Map<string, Name> {
  const ids = [...graph.getModuleIds()];
  const matching = (...patterns: RegExp[]) => ids.filter((id) => patterns.some((pattern) => pattern.test(id)));
  const names = new Map<string, Name>();
  const pages = matching(PAGE).filter((id) => !ASIDE.test(id));
  const product = neededBy(graph, matching(PRODUCT_PAGE));
  const list = neededBy(graph, matching(LIST_PAGES));
  const elsewhere = neededBy(
    graph,
    pages.filter((id) => !LIST_PAGES.test(id)),
  );
  for (const id of neededBySeveral(graph, pages)) {
    // What lists have in common with others may not make these fetch the rest of the lists.
    const isOfLists = list.has(id) && !elsewhere.has(id);
    names.set(id, isOfLists ? 'list' : list.has(id) || product.has(id) ? 'product' : 'pages');
  }
  for (const id of neededBy(graph, matching(...FRAME))) names.set(id, FRAMEWORK.test(id) ? 'framework' : 'frame');
  for (const id of matching(ENGINE_ON_PAGES, SOON_NEEDED)) names.set(id, 'frame');
  return names;
}

/** Modules of more than one page; what a page is made of lies in one folder. */
function neededBySeveral(graph: ModuleGraph, pages: string[]): string[] {
  const foldersById = new Map<string, Set<string>>();
  for (const page of pages) {
    const folder = page.slice(0, page.lastIndexOf('/'));
    for (const id of neededBy(graph, [page])) foldersById.set(id, (foldersById.get(id) ?? new Set()).add(folder));
  }
  return [...foldersById].filter(([, folders]) => folders.size > 1).map(([id]) => id);
}

/** The modules themselves and all they import at once. */
function neededBy(graph: ModuleGraph, roots: string[]): Set<string> {
  const needed = new Set<string>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (needed.has(id) || ENGINE.test(id)) continue;
    needed.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return needed;
}
