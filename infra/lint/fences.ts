import type { Linter } from 'eslint';

type Fence = { regex: string; message: string };

/** Who may import what: the table of the house, one fence per row and reason. */
const SVELTE: Fence = {
  regex: '^(svelte|@sveltejs/.*|\\$app/.*|\\$lib/.*)(/.*)?$',
  message: 'No framework here. Runes and pages belong in storefront/src; pass what is needed through a port.',
};
const WORKBOX: Fence = { regex: '^workbox-', message: 'Caching belongs in service-worker/src.' };
const DEXIE: Fence = { regex: '^dexie($|/)', message: 'Only sync/src/db opens the database. Call the engine instead.' };
const ZOD_OUTSIDE_PROTOCOL: Fence = {
  regex: '^zod($|/)',
  message: 'Shapes of the wire are parsed in sync/src/protocol. Export a schema there and use it.',
};
const MEDUSA: Fence = {
  regex: '^@medusajs/',
  message:
    'Medusa is reached by HTTP: in the browser through /api, on the storefront server through lib/server/medusa.',
};
const MEDUSA_OUTSIDE_GATE: Fence = {
  regex: '^@medusajs/',
  message: 'Only storefront/src/lib/server/medusa talks to Medusa. Add a function there.',
};
const STOREFRONT: Fence = {
  regex: '^storefront(/|$)|^(\\.\\./)+storefront/src/',
  message: 'Nothing imports the storefront: it is the outermost part. Move what you need into sync.',
};
const BACKEND: Fence = {
  regex: '^backend(/|$)|^(\\.\\./)+backend/src/',
  message: 'The backend is reached over the wire. Shared shapes live in sync/src/protocol.',
};
const WORKER: Fence = {
  regex: '^service-worker(?!/messages$)(/|$)|^(\\.\\./)+service-worker/src/',
  message: 'Only the message types of the worker may be used: service-worker/messages.',
};
const SYNC_BUT_PROTOCOL: Fence = {
  regex: '^sync(?!/protocol$|/search/rules$|/testing$)(/|$)',
  message:
    'The backend shares only sync/protocol and sync/search/rules: schemas, mutators, rules. The engine is the device’s.',
};
const SYNC: Fence = { regex: '^sync(/|$)', message: 'Infra starts and names things; it imports none of them.' };
const UPWARDS_FROM_MODULE: Fence = {
  regex: '^(\\.\\./)+(api|workflows|subscribers|jobs|links)/',
  message: 'A module knows only its own tables. Workflows call modules, never the other way round.',
};
const SDK_OF_TEST_STACK: Fence = {
  regex: '^launch(/|$)',
  message: 'The test stack is for tests (*.test.ts, *.e2e.ts, tests/).',
};
const STATE_FROM_COMPONENT: Fence = {
  regex: '^\\$lib/(state|offline|server)(/|$)',
  message: 'A component gets props. Read state in the route and hand it down.',
};

const TESTS = [
  '**/*.test.ts',
  '**/*.e2e.ts',
  '**/tests/**',
  '**/testing/**',
  '**/vitest*.ts',
  '**/playwright.config.ts',
];

/** The worlds a file lives in; a file in several gets all their fences. The last config that matches a file wins, so
 *  each entry lists the whole set. */
export const fences: Linter.Config[] = [
  ...area('sync/src', [SVELTE, WORKBOX, MEDUSA, STOREFRONT, BACKEND, WORKER, DEXIE, ZOD_OUTSIDE_PROTOCOL], {
    'sync/src/db': [DEXIE],
    'sync/src/protocol': [ZOD_OUTSIDE_PROTOCOL],
  }),
  ...area('service-worker', [SVELTE, MEDUSA, STOREFRONT, BACKEND, DEXIE, SDK_OF_TEST_STACK]),
  ...area('storefront', [DEXIE, BACKEND, WORKER, MEDUSA_OUTSIDE_GATE, SDK_OF_TEST_STACK], {
    'storefront/src/lib/server/medusa': [MEDUSA_OUTSIDE_GATE],
  }),
  ...area('backend', [SYNC_BUT_PROTOCOL, STOREFRONT, WORKER, DEXIE, SDK_OF_TEST_STACK]),
  ...area('infra', [SYNC, STOREFRONT, BACKEND, WORKER, DEXIE, MEDUSA]),
  // A bench speaks the protocol that it measures.
  ...area('infra/bench', [SYNC_BUT_PROTOCOL, STOREFRONT, BACKEND, WORKER, DEXIE, MEDUSA]),
  // It tortures the engine itself.
  ...area('infra/torture', [STOREFRONT, BACKEND, WORKER, DEXIE, MEDUSA]),
  restrict(
    ['storefront/src/lib/ui/**', 'storefront/src/lib/components/**'],
    [DEXIE, BACKEND, WORKER, MEDUSA_OUTSIDE_GATE, SDK_OF_TEST_STACK, STATE_FROM_COMPONENT],
  ),
  restrict(
    ['backend/src/modules/**'],
    [SYNC_BUT_PROTOCOL, STOREFRONT, WORKER, DEXIE, SDK_OF_TEST_STACK, UPWARDS_FROM_MODULE],
  ),
];

/** One package's fences, the folders that are let through one of them, and its tests, which may use the test stack. */
function area(folder: string, all: Fence[], gates: Record<string, Fence[]> = {}): Linter.Config[] {
  return [
    restrict([`${folder}/**`], all),
    ...Object.entries(gates).map(([gate, opened]) =>
      restrict(
        [`${gate}/**`],
        all.filter((fence) => !opened.includes(fence)),
      ),
    ),
    restrict(
      TESTS.map((pattern) => `${folder}/${pattern}`),
      all.filter((fence) => ![SDK_OF_TEST_STACK, DEXIE, ZOD_OUTSIDE_PROTOCOL, MEDUSA_OUTSIDE_GATE].includes(fence)),
    ),
  ];
}

function restrict(files: string[], forbidden: Fence[]): Linter.Config {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: forbidden }] } };
}
