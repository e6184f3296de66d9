import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { device, stocked, expectSame, killedAtWrite } from '../testing/catalog-device.js';
import { sampleProduct } from '../testing/index.js';

describe('the model', () => {
  it('equals the server after any history of changes, installs, kills, 410s and new epochs in two tabs', async () => {
    const id = fc.integer({ min: 0, max: 9 }).map((n) => `p${n}`);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), id, title: fc.string({ maxLength: 3 }) }),
      fc.record({ kind: fc.constant('remove' as const), id }),
      fc.constant({ kind: 'publish' as const }),
      fc.constant({ kind: 'forget' as const }),
      fc.record({ kind: fc.constantFrom('install' as const, 'update' as const), tab: fc.integer({ min: 0, max: 1 }) }),
      fc.constant({ kind: 'both' as const }),
      fc.constant({ kind: 'race' as const }),
      fc.record({
        kind: fc.constant('kill' as const),
        tab: fc.integer({ min: 0, max: 1 }),
        write: fc.integer({ min: 1, max: 7 }),
      }),
      fc.constant({ kind: 'restore' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const server = stocked(4, 2);
        const first = device(server);
        const tabs = [first.catalog, device(server, first.indexedDb).catalog];
        for (const step of steps) {
          if (step.kind === 'put') server.put(sampleProduct(step.id, { title: step.title }));
          else if (step.kind === 'remove') server.remove(step.id);
          else if (step.kind === 'publish') server.publish();
          else if (step.kind === 'forget') {
            server.publish();
            server.forgetLog();
          } else if (step.kind === 'race') {
            const early = tabs[0]!.install();
            server.put(sampleProduct('p0', { title: 'raced' }));
            server.publish();
            await Promise.all([early, tabs[1]!.install()]);
          } else if (step.kind === 'kill') {
            const doomed = device(server, first.indexedDb, { wrap: (db) => killedAtWrite(db, step.write) });
            await doomed.catalog.update().catch(() => undefined);
            doomed.db.close();
          } else if (step.kind === 'restore') {
            server.epoch = `${server.epoch}+`;
            server.publish();
          } else if (step.kind === 'both') await Promise.all(tabs.map((tab) => tab.update()));
          else await tabs[step.tab]![step.kind]();
        }
        await tabs[0]!.update();
        await expectSame(tabs[0]!, server);
        await expectSame(tabs[1]!, server);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
