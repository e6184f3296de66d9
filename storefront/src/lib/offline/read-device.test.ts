import type { CatalogState } from 'sync';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type ReadDevice = typeof import('./read-device');

vi.mock('$app/environment', () => ({ browser: true }));
vi.mock('./device', () => ({ openDevice: () => Promise.resolve(device), openedDevice: () => opened }));

let state: CatalogState = 'ready';
const asked: string[] = [];
const device = {
  catalog: {
    state: () => Promise.resolve(state),
    product(handle: string) {
      asked.push(handle);
      return Promise.resolve({ handle });
    },
  },
};
let opened: Promise<typeof device> | undefined;
let idle: (() => void)[] = [];
let tested: ReadDevice;

beforeEach(async () => {
  state = 'ready';
  opened = Promise.resolve(device);
  asked.length = 0;
  idle = [];
  vi.stubGlobal('document', { querySelector: () => ({}) });
  vi.stubGlobal('window', { requestIdleCallback: true });
  vi.stubGlobal('requestIdleCallback', (done: () => void) => idle.push(done));
  tested = await import('./read-device');
});
afterEach(() => vi.unstubAllGlobals());

async function rest(): Promise<void> {
  idle.shift()?.();
  await new Promise((resolve) => setTimeout(resolve));
}

it('answers from a replica that is whole or partial, and from no other', async () => {
  const answers: (string | undefined)[] = [];
  for (state of ['ready', 'partial', 'installing', 'empty'] as const)
    answers.push(await tested.readDevice('eu', () => Promise.resolve('found'), { mayOpen: false }));
  expect(answers).toEqual(['found', 'found', undefined, undefined]);
});

it('does not wait for an answer that does not count', async () => {
  state = 'installing';
  const never = new Promise<string>(() => undefined);
  expect(await tested.readDevice('eu', () => never, { mayOpen: false })).toBeUndefined();
});

it('a replica that does not work is none', async () => {
  const broken = () => Promise.reject(new Error('the database is gone'));
  expect(await tested.readDevice('eu', broken, { mayOpen: false })).toBeUndefined();
});

it('a device that is not open stays closed unless it may be opened', async () => {
  opened = undefined;
  const read = (mayOpen: boolean) => tested.readDevice('eu', () => Promise.resolve('found'), { mayOpen });
  expect([await read(false), await read(true)]).toEqual([undefined, 'found']);
});

it('reads ahead one product in each idle moment, and none after the list is gone', async () => {
  const shown = new AbortController();
  const reading = tested.readAhead('eu', ['boots', 'cap', 'scarf'], shown.signal);
  expect(asked).toEqual([]);
  await rest();
  expect(asked).toEqual(['boots']);
  await rest();
  expect(asked).toEqual(['boots', 'cap']);
  shown.abort();
  await rest();
  await reading;
  expect(asked).toEqual(['boots', 'cap']);
});
