import { expect, it, vi } from 'vitest';
import Icon from '$lib/ui/Icon.svelte';
import { Late } from './late.svelte';

it('is fetched once, when it is wanted', async () => {
  const fetch = vi.fn(async () => ({ default: Icon }));
  const late = new Late(fetch);
  expect(late.component).toBeNull();
  expect(fetch).not.toHaveBeenCalled();
  await late.load();
  await late.load();
  expect(late.component).toBe(Icon);
  expect(fetch).toHaveBeenCalledOnce();
});

it('what did not come is asked for again', async () => {
  const fetch = vi.fn(async () => ({ default: Icon })).mockRejectedValueOnce(new Error('no signal'));
  const late = new Late(fetch);
  await expect(late.load()).rejects.toThrow('no signal');
  expect(late.component).toBeNull();
  await late.load();
  expect(late.component).toBe(Icon);
});

it('what is only likely to be wanted fails in silence', async () => {
  const late = new Late<Record<string, never>, ''>(() => Promise.reject(new Error('no signal')));
  late.prepare();
  await Promise.resolve();
  expect(late.component).toBeNull();
});
