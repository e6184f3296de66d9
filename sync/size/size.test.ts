import { expect, it } from 'vitest';
import { measure } from './measure.mjs';

/** Bytes of gzip, what the design asks for. */
const MOST = 12_000;

it('a page downloads no more of the engine at first than it does now, and no zod', async () => {
  const { firstLoad, parts } = await measure();
  const largest = parts.slice(0, 8).map(({ module, bytes }) => `${module} ${bytes}`);
  expect(firstLoad, `largest before compression: ${largest.join(', ')}`).toBeLessThanOrEqual(MOST);
  expect(parts.filter(({ module }) => /(^|\/)zod\//.test(module))).toEqual([]);
});

it('what is needed seldom, or not before an answer, comes in a file of its own', async () => {
  const { later, parts } = await measure();
  expect(later.map(({ module }) => module).sort()).toEqual(['later']);
  const early = parts.filter(({ module }) =>
    /live-link|notice-actions|memory-lane|hand-back|sign-out|outbox-view|answer|absorb|judge\.ts|rebirth|reader/.test(
      module,
    ),
  );
  expect(early).toEqual([]);
});
