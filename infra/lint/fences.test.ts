import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../launch/paths.ts';

const eslint = new ESLint({ cwd: repositoryRoot });

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

const importing = (name: string) => `import * as it from '${name}';\nexport default it;\n`;

test.each([
  ['sync/src/outbox/x.ts', 'dexie', 'sync/src/db'],
  ['sync/src/outbox/x.ts', 'zod/mini', 'sync/src/protocol'],
  ['sync/src/engine.ts', 'svelte', 'storefront/src'],
  ['sync/src/engine.ts', '$lib/state', 'storefront/src'],
  ['sync/src/engine.ts', 'workbox-precaching', 'service-worker/src'],
  ['sync/src/engine.ts', '@medusajs/types', 'lib/server/medusa'],
  ['service-worker/src/x.ts', 'dexie', 'sync/src/db'],
  ['service-worker/src/x.ts', 'svelte/store', 'storefront/src'],
  ['service-worker/src/x.ts', '../../storefront/src/lib/x', 'outermost'],
  ['storefront/src/lib/x.ts', 'dexie', 'engine'],
  ['storefront/src/lib/x.ts', '@medusajs/js-sdk', 'lib/server/medusa'],
  ['storefront/src/lib/x.ts', '../../../backend/src/env', 'over the wire'],
  ['storefront/src/lib/x.ts', 'service-worker', 'service-worker/messages'],
  ['storefront/src/lib/x.ts', 'launch/test-stack', 'for tests'],
  ['storefront/src/lib/components/x.ts', '$lib/state', 'props'],
  ['backend/src/api/x.ts', 'sync', 'sync/protocol'],
  ['backend/src/api/x.ts', 'sync/catalog', 'sync/protocol'],
  ['backend/src/api/x.ts', '../../../storefront/src/lib/x', 'outermost'],
  ['backend/src/modules/sync/x.ts', '../../workflows/x', 'never the other way'],
  ['infra/launch/x.ts', 'sync/protocol', 'imports none of them'],
  ['infra/launch/x.ts', '../../backend/src/env', 'over the wire'],
])('%s may not import %s, and is told where to go', async (file, name, hint) => {
  const found = await complaints(file, importing(name));
  expect(found).toEqual([expect.stringMatching(new RegExp(`^no-restricted-imports: .*${hint}`))]);
});

test.each([
  ['sync/src/db/open.ts', 'dexie'],
  ['sync/src/protocol/x.ts', 'zod'],
  ['service-worker/src/x.ts', 'sync'],
  ['service-worker/src/x.ts', 'workbox-expiration'],
  ['storefront/src/lib/x.ts', 'service-worker/messages'],
  ['storefront/src/lib/server/medusa/x.ts', '@medusajs/js-sdk'],
  ['storefront/src/lib/server/catalog/x.ts', '../backend/get'],
  ['storefront/tests/x.e2e.ts', 'launch/test-stack'],
  ['backend/src/api/x.test.ts', 'launch/test-stack'],
  ['backend/src/api/x.ts', 'sync/protocol'],
])('%s may import %s', async (file, name) => {
  expect(await complaints(file, importing(name))).toEqual([]);
});

test('the engine may not reach for the page', async () => {
  expect(await complaints('sync/src/outbox/x.ts', 'export const isUp = () => navigator.onLine;\n')).toEqual([
    expect.stringContaining('sync/src/ports'),
  ]);
  expect(await complaints('sync/src/ports/x.ts', 'export const isUp = () => navigator.onLine;\n')).toEqual([]);
});

test.each([
  ['export const a = (x: any): void => x;\n', '@typescript-eslint/no-explicit-any'],
  ['export const a = (x: string) => x as unknown as number;\n', 'no-restricted-syntax'],
  ['export enum A {\n  B,\n}\n', 'no-restricted-syntax'],
  ['console.log(1);\n', 'no-console'],
])('%j is refused', async (code, rule) => {
  expect(await complaints('sync/src/x.ts', code)).toEqual([expect.stringContaining(rule)]);
});

test.each([
  '<p class="ml-4">a</p>',
  '<p class="md:pr-2">a</p>',
  '<p class="-left-1">a</p>',
  '<p class={open ? "text-left" : ""}>a</p>',
  '<p class="rounded-tl-lg">a</p>',
  '<p style="margin-left: 1px">a</p>',
  '<p>a</p>\n<style>\n  p {\n    padding-right: 1px;\n  }\n</style>',
  '<p>a</p>\n<style>\n  p {\n    left: 0;\n  }\n</style>',
])('a physical side is refused: %s', async (code) => {
  expect(await complaints('storefront/src/lib/ui/X.svelte', `${code}\n`)).toEqual([
    expect.stringContaining('satchel/logical-css'),
  ]);
});

test.each([
  '<p class="ms-4 pe-2 start-0 text-start rounded-ss-lg mx-auto left">a</p>',
  '<p style="margin-inline-start: 1px">a</p>',
  '<p>a</p>\n<style>\n  p {\n    inset-inline-start: 0;\n  }\n</style>',
])('a logical side passes: %s', async (code) => {
  const found = await complaints('storefront/src/lib/ui/X.svelte', `${code}\n`);
  expect(found).toEqual([]);
});
