import { describe, expect, test, vi } from 'vitest';
import { DEADLINE_MS, hastyNavigation, isPrivate, patientNavigation, type NavigationDeps } from './navigation';

const SHELL = new Response('shell');
const page = (status = 200) => new Response('page', { status });
const never = () => new Promise<never>(() => undefined);

/** A network that answers, a shell, and a deadline that never comes, unless said otherwise. */
const world = (change: Partial<NavigationDeps> = {}): NavigationDeps => ({
  network: async () => page(),
  shell: async () => SHELL,
  deadline: never,
  ...change,
});

const broken = () => Promise.reject(new TypeError('network'));
const late = () => Promise.resolve('late' as const);

describe('a shop page', () => {
  test.each([200, 301, 404, 410])('comes from the network, status %i', async (status) => {
    const answer = await hastyNavigation(world({ network: async () => page(status) }));
    expect([answer.status, answer === SHELL]).toEqual([status, false]);
  });

  test('is the shell without a network', async () =>
    expect(await hastyNavigation(world({ network: broken }))).toBe(SHELL));

  test.each([500, 502, 503, 504])('is the shell when the server is in trouble, status %i', async (status) => {
    expect(await hastyNavigation(world({ network: async () => page(status) }))).toBe(SHELL);
  });

  test('is the shell when the network takes longer than the deadline', async () => {
    const deadline = vi.fn(late);
    expect(await hastyNavigation(world({ network: never, deadline }))).toBe(SHELL);
    expect(deadline).toHaveBeenCalledWith(DEADLINE_MS);
  });

  test('is the late answer when there is no shell', async () => {
    const answer = page();
    const network = () => new Promise<Response>((resolve) => setTimeout(resolve, 0, answer));
    expect(await hastyNavigation(world({ network, deadline: late, shell: async () => undefined }))).toBe(answer);
  });

  test('is an error with neither', async () => {
    expect((await hastyNavigation(world({ network: broken, shell: async () => undefined }))).type).toBe('error');
  });
});

describe('a private page', () => {
  test.each(['/account', '/account/orders/1', '/checkout', '/de/checkout', '/ar/account'])('is %s', (path) => {
    expect(isPrivate(path)).toBe(true);
  });
  test.each(['/', '/accounts', '/p/checkout', '/c/account'])('is not %s', (path) =>
    expect(isPrivate(path)).toBe(false),
  );

  test('waits for the server, and shows what it says', async () => {
    expect((await patientNavigation(world({ network: async () => page(503), deadline: late }))).status).toBe(503);
  });

  test('is the shell without a network', async () =>
    expect(await patientNavigation(world({ network: broken }))).toBe(SHELL));
});
