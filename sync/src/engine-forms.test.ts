import { describe, expect, it } from 'vitest';
import * as later from './later.js';
import { RETRY_CAP_MS } from './outbox/retry.js';
import type { Form } from './protocol/form.js';
import { add, hint, openTab, SECRET } from './testing/engine-tab.js';
import { json, LedgerServer, MemoryLaneStore, seededRandom } from './testing/index.js';
import { withNotices } from './outbox/notices.js';

const contact = (message: string): Form => ({ kind: 'contact.send', args: { email: 'sam@example.com', message } });
const review: Form = { kind: 'review.write', args: { productId: 'p1', rating: 4, text: 'Boils.' } };
const taken = (server: LedgerServer) =>
  server.effects.filter(({ lane }) => lane === 'forms').map(({ args, outcome }) => [args['message'], outcome]);

describe('the lane of forms', () => {
  it('asks nothing until there is a form, and keeps nothing of one that has arrived', async () => {
    const world = openTab();
    await world.engine.enqueue(add('v1'));
    await world.settled();
    world.clock.advance(60 * 60_000);
    await world.settled();
    expect(world.count('forms')).toBe(0);

    await world.engine.enqueue(contact('Hello'));
    await world.settled();
    await expect.poll(() => taken(world.server)).toEqual([['Hello', 'applied']]);
    await expect.poll(async () => (await world.db.read('forms')).rows).toEqual([]);
    expect(JSON.stringify(await world.db.read('forms'))).not.toMatch(/Hello|sam@/);

    world.clock.advance(60 * 60_000);
    await world.settled();
    expect(world.count('forms')).toBe(1);
  });

  it('has a form arrive once although the reply is lost and the page is killed', async () => {
    const server = new LedgerServer();
    const db = new MemoryLaneStore();
    const first = openTab({ db }, server);
    first.answer = (request) => {
      server.handle(request, SECRET);
      throw new TypeError('the line is dead');
    };
    await first.engine.enqueue(contact('Once'));
    await expect.poll(() => taken(server)).toEqual([['Once', 'applied']]);
    expect((await db.read('forms')).rows).toHaveLength(1);
    first.engine.close();

    // A copy of the profile from before sends it too, under the same name and later under one of its own.
    const copy = new MemoryLaneStore();
    copy.put('forms', db.stateOf('forms'));
    for (const kept of [db, copy]) {
      const next = openTab({ db: kept, random: seededRandom(kept === db ? 5 : 6) }, server);
      await next.settled();
      await next.engine.enqueue(contact(kept === db ? 'Twice' : 'Thrice'));
      await next.settled();
      next.engine.close();
    }
    expect(taken(server).filter(([, outcome]) => outcome === 'applied')).toEqual([
      ['Once', 'applied'],
      ['Twice', 'applied'],
      ['Thrice', 'applied'],
    ]);
  });

  it('names in the outbox what waits, exports it and takes it back', async () => {
    const world = openTab();
    await world.settled();
    world.answer = () => ({ ...json(503, {}), retryAfterMs: null });
    await world.engine.enqueue(contact('First'));
    await expect.poll(world.status).toMatchObject({ state: 'local', pending: 1 });
    await world.engine.enqueue(review, hint);
    await expect
      .poll(() => world.outbox)
      .toMatchObject([
        { lane: 'forms', intent: contact('First'), state: 'sent', canDiscard: false },
        { lane: 'forms', intent: review, state: 'waiting', title: 'Kettle', canDiscard: true },
      ]);
    expect((await world.engine.exportOutbox()).lanes[2]).toMatchObject({ rows: [{ args: contact('First').args }, {}] });
    world.answer = null;
    await world.engine.discard(world.outbox[1]?.uuid ?? '');
    await world.settled();
    expect(taken(world.server)).toEqual([['First', 'applied']]);
  });

  it('refuses by name what makes no sense, and stores nothing of it', async () => {
    const world = openTab();
    const bad: Form = { kind: 'contact.send', args: { email: 'nobody', message: 'Hello' } };
    await expect(world.engine.enqueue(bad)).rejects.toMatchObject({ code: 'invalid_form', field: 'email' });
    expect((await world.db.read('forms')).rows).toEqual([]);
  });

  it('keeps a form for itself while the server does not know this lane, and lets the cart go on', async () => {
    const world = openTab();
    await world.settled();
    world.answer = ({ lane, requestId }) =>
      lane === 'forms'
        ? json(400, {
            magic: 'satchel/1',
            requestId,
            error: { code: 'invalid_request', message: 'lane', field: 'lane' },
          })
        : null;
    await world.engine.enqueue(contact('Later'));
    await world.engine.enqueue(add('v1'));
    await expect.poll(() => world.server.lines(SECRET).get('v1')?.quantity).toBe(1);
    await expect.poll(world.status).toMatchObject({ state: 'local', pending: 1 });
    world.answer = null;
    world.clock.advance(RETRY_CAP_MS);
    await world.settled();
    expect(taken(world.server)).toEqual([['Later', 'applied']]);
  });

  it('says what was refused, offers to write it anew, and tells the shop once that it was kept', async () => {
    const world = openTab();
    await world.engine.enqueue(contact('Hello'));
    await world.settled();
    const notice = { id: 'c:2', kind: 'form_refused', data: { code: 'not_bought', intent: review, product: null } };
    await world.db.change('forms', (state) => ({ state: withNotices(state, [notice], []), result: null }));
    await expect.poll(() => world.notices).toEqual([notice]);
    expect(await world.engine.actionsOf(notice)).toEqual([]);
    const product = { handle: 'kettle', title: 'Kettle' };
    const found = { ...notice, data: { ...notice.data, product } };
    expect(await world.engine.actionsOf(found)).toEqual([{ id: 'edit', intents: [] }]);
    await world.engine.drain();
    await world.engine.drain();
    await world.engine.dismissNotice('c:2');
    expect(world.notices).toEqual([]);
    expect(JSON.stringify(await world.db.read('forms'))).not.toContain('Boils');
  });

  it('does not count as stored when what it takes to store it cannot be loaded', async () => {
    const file = { isThere: false };
    const load = () => (file.isThere ? Promise.resolve(later) : Promise.reject(new TypeError('no network')));
    const world = openTab({ later: load });
    await expect(world.engine.enqueue(contact('Hello'))).rejects.toMatchObject({ code: 'not_loaded' });
    file.isThere = true;
    await world.engine.enqueue(contact('Hello'));
    world.clock.advance(RETRY_CAP_MS);
    await world.settled();
    expect(taken(world.server)).toEqual([['Hello', 'applied']]);
  });
});
