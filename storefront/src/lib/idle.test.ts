import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterFrame, whenTouched } from './idle';

let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

it.each(['pointermove', 'pointerdown', 'keydown', 'scroll'])('a page is touched by %s', async (touch) => {
  const touched = whenTouched(2_000, new AbortController().signal);
  expect(await isSettled(touched)).toBe(false);
  page.dispatchEvent(new Event(touch));
  expect(await isSettled(touched)).toBe(true);
});

it('a page that nobody touches is not waited for longer than said', async () => {
  const touched = whenTouched(2_000, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(await isSettled(touched)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isSettled(touched)).toBe(true);
});

it('listens no longer than it has to', async () => {
  const remove = vi.spyOn(AbortController.prototype, 'abort');
  const touched = whenTouched(2_000, new AbortController().signal);
  page.dispatchEvent(new Event('scroll'));
  await touched;
  await vi.advanceTimersByTimeAsync(0);
  expect(remove).toHaveBeenCalledOnce();
  remove.mockRestore();
});

it('a change is on screen after the frame that draws it, not in it', async () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  let isDrawing = true;
  const drawn = afterFrame().then(() => isDrawing);
  expect(await isSettled(drawn.then(() => undefined))).toBe(false);
  for (const draw of frames) draw();
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  isDrawing = false;
  expect(await isSettled(drawn.then(() => undefined))).toBe(true);
  expect(await drawn).toBe(false);
});

it('a page that nobody sees has no frames, and goes on', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const drawn = afterFrame();
  await vi.advanceTimersByTimeAsync(500);
  expect(await isSettled(drawn)).toBe(true);
});
