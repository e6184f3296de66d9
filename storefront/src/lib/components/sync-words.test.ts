import { beforeAll, expect, it } from 'vitest';
import { createI18n, type I18n } from '$lib/i18n/i18n';
import { loadMessages } from '$lib/i18n/load-messages';
import { marketOf } from '$lib/i18n/market';
import { syncWords, type SyncFacts } from './sync-words';

let i18n: I18n;
beforeAll(async () => {
  i18n = createI18n(marketOf('/'), await loadMessages('en'));
});

const words = (facts: Partial<SyncFacts>) =>
  syncWords({ state: 'saved', pending: 0, durable: true, reason: null, reach: 'online', ...facts }, i18n);

it('is calm only when everything has arrived and the shop answers', () => {
  expect(words({})).toMatchObject({ label: 'All saved', tone: 'calm', action: null });
  expect(words({ reach: 'offline' })).toMatchObject({ label: 'Offline', tone: 'wait', action: null });
  expect(words({ reach: 'server-down' })).toMatchObject({ label: 'Shop out of reach', tone: 'wait' });
});

it('never says "sending" or "all saved" while changes wait without a way out', () => {
  for (const state of ['local', 'sending', 'saved'] as const)
    for (const reach of ['offline', 'server-down'] as const)
      expect(words({ state, pending: 2, reach })).toMatchObject({ label: 'Saved on this device', tone: 'wait' });
});

it('never calls anything saved here, kept or stored on a device that cannot keep it', () => {
  for (const [state, pending] of [
    ['sending', 1],
    ['attention', 2],
    ['attention', 0],
    ['saved', 0],
  ] as const)
    for (const reach of ['online', 'offline', 'server-down'] as const) {
      const { label, text } = words({ state, pending, reach, durable: false });
      expect(`${label} ${text}`).not.toMatch(/on this device|stored here|is kept|go on shopping/i);
      if (pending > 0) expect(label).toBe('Not saved yet');
    }
});

it('offers to send where sending could help', () => {
  expect(words({ state: 'local', pending: 1 }).action).toBe('send');
  expect(words({ state: 'local', pending: 1, reach: 'server-down' }).action).toBe('send');
  expect(words({ state: 'local', pending: 1, reach: 'offline' }).action).toBeNull();
  expect(words({ state: 'sending', pending: 1 })).toMatchObject({ label: 'Sending', action: null });
});

it('counts and gives the reason', () => {
  expect(words({ state: 'local', pending: 3, reason: 'busy' }).text).toBe(
    '3 changes are stored here and will be sent by themselves. The shop is busy and asked us to wait.',
  );
  expect(words({ state: 'attention', pending: 1, reason: 'storage' })).toMatchObject({
    tone: 'alarm',
    action: 'send',
    text: expect.stringContaining('no room left'),
  });
});

it('offers a new page, or to sign in, where only that helps', () => {
  expect(words({ state: 'attention', pending: 1, reason: 'update-needed' }).action).toBe('reload');
  expect(words({ state: 'attention', pending: 1, reason: 'sign-in', reach: 'offline' })).toMatchObject({
    action: 'sign-in',
    tone: 'alarm',
  });
});
