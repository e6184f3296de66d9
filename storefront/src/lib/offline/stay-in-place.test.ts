import { expect, test, vi } from 'vitest';
import { stayInPlace } from './stay-in-place';

const anna = 'a'.repeat(64);
const later = `satchel-known=${'0'.repeat(32)}`;

function page(opened: string) {
  const sent: (string | null)[] = [];
  const stored: unknown[] = [];
  const browser = { cookies: opened, onSend: () => {}, status: 200, moves: 0 };
  const stay = stayInPlace(() => browser.cookies);
  void stay.moved.then(() => browser.moves++);
  const act = async (...args: unknown[]) => void stored.push(args);
  const engine = stay.storing({ enqueue: act, answerNotice: act, undoMerge: act, discard: act });
  const send = stay.sending(async (_input, init) => {
    sent.push(new Headers(init?.headers).get('x-satchel-known'));
    browser.onSend();
    return new Response(null, { status: browser.status });
  });
  const add = () => engine.enqueue({ kind: 'cart.add', args: { variantId: 'v', quantity: 1 } });
  return { browser, stay, sent, stored, add, sync: () => send('/api/sync', { method: 'POST' }) };
}

test('a page of a new device stores and sends, before and after the server knows it', async () => {
  const { browser, sent, stored, add, sync } = page('');
  await add();
  await sync();
  browser.cookies = 'satchel-known=default';
  await add();
  await sync();
  expect([stored.length, sent, browser.moves]).toEqual([2, ['default', 'default'], 0]);
});

test.each([
  ['somebody signed in', `satchel-known=default; satchel-principal=${anna}`],
  ['somebody signed in and out again', later],
])('a page that slept while %s stores nothing and sends nothing, and says so once', async (_what, now) => {
  const { browser, stay, sent, stored, add, sync } = page('satchel-known=default');
  browser.cookies = now;
  const settled = vi.fn();
  void add().finally(settled);
  await expect(sync()).rejects.toMatchObject({ code: 'closed' });
  expect([sent, stored, stay.look(), browser.moves]).toEqual([[], [], false, 1]);
  expect(settled).not.toHaveBeenCalled();
});

test('it stays out, even when the browser is back where it was', async () => {
  const { browser, stay, stored, add } = page('satchel-known=default');
  browser.cookies = later;
  stay.look();
  browser.cookies = 'satchel-known=default';
  void add();
  await stay.moved;
  expect(stored).toEqual([]);
});

test('a refusal is a reason to look', async () => {
  const { browser, stay, sync } = page('satchel-known=default');
  browser.status = 403;
  browser.onSend = () => (browser.cookies = later);
  expect((await sync()).status).toBe(403);
  await stay.moved;
  expect(browser.moves).toBe(1);
});
