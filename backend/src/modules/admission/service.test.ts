import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AdmissionModuleService, type AdmissionOptions } from './service';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ONE = {
  ...{ perMinute: 1, perDay: 100, reviewsPerMinute: 1, reviewsPerDay: 100 },
  ...{ sharesPerDay: 1, guessesPerMinute: 1, formsPerMinute: 1, formsPerDay: 100 },
  ...{ searchReportsPerMinute: 1, searchReportsPerDay: 100, searchesPerMinute: 1 },
};
const open = (options: Partial<AdmissionOptions>) => new AdmissionModuleService({}, { ...ONE, ...options });

const admit = async (service: AdmissionModuleService, address: string | null, times: number) => {
  const answers = [];
  for (let index = 0; index < times; index++) answers.push(await service.admit(address));
  return answers;
};

it('admits so many in a minute, says when to come back, and goes on then', async () => {
  const service = open({ perMinute: 2, perDay: 100 });
  const [first, second, third] = await admit(service, '203.0.113.1', 3);
  expect([first, second]).toEqual([{ kind: 'admitted' }, { kind: 'admitted' }]);
  expect(third).toEqual({ kind: 'refused', retryAfterSeconds: 60 });
  expect(await service.admit('203.0.113.2')).toEqual({ kind: 'admitted' });
  vi.advanceTimersByTime(60_000);
  expect(await service.admit('203.0.113.1')).toEqual({ kind: 'admitted' });
});

it('admits so many in a day, however slowly they come', async () => {
  const service = open({ perMinute: 2, perDay: 3 });
  await admit(service, '203.0.113.1', 2);
  vi.advanceTimersByTime(60_000);
  const answers = await admit(service, '203.0.113.1', 2);
  expect(answers).toEqual([{ kind: 'admitted' }, { kind: 'refused', retryAfterSeconds: expect.any(Number) }]);
  expect(Object.values(answers[1] ?? {})).toContain(24 * 60 * 60 - 60);
});

it('counts for itself while Redis is away', async () => {
  const redisUrl = 'redis://127.0.0.1:1';
  const service = open({ perMinute: 1, perDay: 100, redisUrl });
  const answers = await admit(service, '203.0.113.1', 2);
  expect(answers).toEqual([{ kind: 'admitted' }, { kind: 'refused', retryAfterSeconds: 60 }]);
  await service.__hooks.onApplicationShutdown();
});

it('counts nobody of the house', async () => {
  const service = open({ perMinute: 1, perDay: 1 });
  for (const answer of await admit(service, null, 5)) expect(answer).toEqual({ kind: 'admitted' });
});

it('counts reviews of a customer apart from clients', async () => {
  const service = open({ perMinute: 1, reviewsPerMinute: 2, reviewsPerDay: 3 });
  await admit(service, 'cus_1', 1);
  const reviews = [await service.admitReview('cus_1'), await service.admitReview('cus_1')];
  expect(reviews).toEqual([{ kind: 'admitted' }, { kind: 'admitted' }]);
  expect(await service.admitReview('cus_1')).toEqual({ kind: 'refused', retryAfterSeconds: 60 });
  expect(await service.admitReview('cus_2')).toEqual({ kind: 'admitted' });
  vi.advanceTimersByTime(60_000);
  expect(await service.admitReview('cus_1')).toEqual({ kind: 'admitted' });
  expect(await service.admitReview('cus_1')).toMatchObject({ kind: 'refused' });
});

it('tells nobody who guesses links whether the next one is right, until the minute is over', async () => {
  const service = open({ guessesPerMinute: 2 });
  for (let guess = 0; guess < 2; guess++) {
    expect(await service.admitLook('203.0.113.1')).toEqual({ kind: 'admitted' });
    await service.noteGuess('203.0.113.1');
  }
  expect(await service.admitLook('203.0.113.1')).toEqual({ kind: 'refused', retryAfterSeconds: 60 });
  expect(await service.admitLook('203.0.113.2')).toEqual({ kind: 'admitted' });
  expect(await service.admitLook(null)).toEqual({ kind: 'admitted' });
  vi.advanceTimersByTime(60_000);
  expect(await service.admitLook('203.0.113.1')).toEqual({ kind: 'admitted' });
});

it('counts forms of a device, and four times as many of an address', async () => {
  const service = open({ formsPerMinute: 2 });
  const address = '203.0.113.1';
  const send = async (device: string | null, from: string | null = address) =>
    (await service.admitForm({ device, address: from })).kind;
  expect([await send('one'), await send('one'), await send('one')]).toEqual(['admitted', 'admitted', 'refused']);
  for (let index = 0; index < 6; index++) expect(await send(null)).toBe('admitted');
  expect([await send('two'), await send(null)]).toEqual(['refused', 'refused']);
  expect([await send('three', null), await send(null, null)]).toEqual(['admitted', 'admitted']);
});

it('counts reports of searches of an address, and those of the house not at all', async () => {
  const service = open({ searchReportsPerMinute: 2, searchReportsPerDay: 3 });
  const report = async (address: string | null) => (await service.admitSearchReport(address)).kind;
  const address = '203.0.113.1';
  expect([await report(address), await report(address), await report(address)]).toEqual([
    'admitted',
    'admitted',
    'refused',
  ]);
  expect(await report('203.0.113.2')).toBe('admitted');
  for (let index = 0; index < 5; index++) expect(await report(null)).toBe('admitted');
  vi.advanceTimersByTime(60_000);
  expect([await report(address), await report(address)]).toEqual(['admitted', 'refused']);
});
