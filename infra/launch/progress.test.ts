import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress, formatElapsed } from './progress.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function recorder(isTTY: boolean) {
  let text = '';
  const out = { isTTY, write: (chunk: string) => (text += chunk) };
  return { progress: createProgress({ out, now: Date.now }), text: () => text };
}

test('a log gets plain lines and a sign of life', async () => {
  const { progress, text } = recorder(false);
  const work = progress.step('Building', async (detail) => {
    detail('page 3');
    await vi.advanceTimersByTimeAsync(16_000);
  });
  await work;
  expect(text()).toBe('· Building\n  … Building: page 3, 15.0 s\n✓ Building (16.0 s)\n');
});

test('a failed step says so and passes the failure on', async () => {
  const { progress, text } = recorder(false);
  await expect(progress.step('Building', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text()).toBe('· Building\n✗ Building (0.0 s)\n');
});

test('on a terminal a line in between does not tear the running one', async () => {
  const { progress, text } = recorder(true);
  await progress.step('Building', async () => progress.line('Port 8000 is taken.'));
  expect(text()).toContain('\r\u001b[2KPort 8000 is taken.\n\r\u001b[2K· Building 0.0 s');
});

test('steps side by side each say how they ended, whole', async () => {
  const { progress, text } = recorder(true);
  const slow = progress.step(
    'tests',
    () => new Promise<number>((resolve) => setTimeout(resolve, 3_000, 2)),
    (failures) => ({ isGood: failures === 0, text: `${failures} failed` }),
  );
  const quick = progress.step('lint', () => vi.advanceTimersByTimeAsync(1_000));
  await quick;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await slow).toBe(2);
  expect(text()).toContain('\r\u001b[2K· tests 1.0 s · lint 1.0 s');
  expect(text()).toContain('\r\u001b[2K✓ lint (1.0 s)\n\r\u001b[2K· tests 1.0 s');
  expect(text()).toMatch(/✗ tests \(3\.0 s\): 2 failed\n$/);
});

test.each([
  [0, '0.0 s'],
  [59_940, '59.9 s'],
  [60_000, '1 m 00 s'],
  [125_400, '2 m 05 s'],
])('%i ms reads %s', (elapsedMs, text) => expect(formatElapsed(elapsedMs)).toBe(text));
