import type { Component } from 'svelte';
import { expect, it, vi } from 'vitest';
import { Late } from './late.svelte';

const drawer = (() => ({})) as unknown as Component<Record<string, never>>;

it('is fetched once, when it is wanted', async () => {
  const fetch = vi.fn(async () => ({ default: drawer }));
  const late = new Late(fetch);
  expect(late.component).toBeNull();
  expect(fetch).not.toHaveBeenCalled();
  await late.load();
  await late.load();
  expect(late.component).toBe(drawer);
  expect(fetch).toHaveBeenCalledOnce();
});

it('what did not come is asked for again', async () => {
  const fetch = vi.fn(async () => ({ default: drawer })).mockRejectedValueOnce(new Error('no signal'));
  const late = new Late(fetch);
  await expect(late.load()).rejects.toThrow('no signal');
  expect(late.component).toBeNull();
  await late.load();
  expect(late.component).toBe(drawer);
});

it('what is only likely to be wanted fails in silence', async () => {
  const late = new Late<Record<string, never>, ''>(() => Promise.reject(new Error('no signal')));
  late.prepare();
  await Promise.resolve();
  expect(late.component).toBeNull();
});
