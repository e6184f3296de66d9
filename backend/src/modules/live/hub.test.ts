import { expect, it } from 'vitest';
import { Hub, type Stream } from './hub';
import { customerTopic, deviceTopic } from './topic';

function openHub(limits = { total: 3, perTopic: 2 }) {
  const hub = new Hub(limits);
  const heard: string[] = [];
  const stream = (name: string): Stream => ({
    poke: () => heard.push(`${name} poke`),
    beat: () => heard.push(`${name} beat`),
    end: () => heard.push(`${name} end`),
  });
  return { hub, heard, stream };
}

const phone = deviceTopic('aa');
const laptop = deviceTopic('bb');
const anna = customerTopic('cus_anna');

it('pokes the streams of one owner and nobody else', () => {
  const { hub, heard, stream } = openHub();
  hub.add([phone, anna], stream('phone'));
  hub.add([laptop], stream('laptop'));
  hub.poke(anna);
  hub.poke(laptop);
  hub.poke('nobody here');
  expect(heard).toEqual(['phone poke', 'laptop poke']);
});

it('has no room beyond its limits, and has it again when a stream leaves', () => {
  const { hub, heard, stream } = openHub();
  const leave = hub.add([phone], stream('1'));
  expect(hub.add([phone], stream('2'))).toBeDefined();
  expect(hub.add([phone], stream('3')), 'third of one owner').toBeUndefined();
  expect(hub.add([laptop, anna], stream('4'))).toBeDefined();
  expect(hub.add([deviceTopic('cc')], stream('5')), 'fourth in all').toBeUndefined();
  leave?.();
  expect(hub.size).toBe(2);
  expect(hub.add([phone], stream('6'))).toBeDefined();
  hub.poke(phone);
  expect(heard).toEqual(['2 poke', '6 poke']);
});

it('a stream without room is not left half registered', () => {
  const { hub, heard, stream } = openHub({ total: 5, perTopic: 1 });
  hub.add([anna], stream('1'));
  expect(hub.add([phone, anna], stream('2'))).toBeUndefined();
  hub.poke(phone);
  expect(heard).toEqual([]);
});

it('ends them all, each leaving on its way', () => {
  const { hub, heard, stream } = openHub();
  const leaves = ['1', '2'].map((name) => hub.add([phone], stream(name)));
  hub.beat();
  hub.endAll();
  leaves.forEach((leave) => leave?.());
  expect(heard).toEqual(['1 beat', '2 beat', '1 end', '2 end']);
  expect(hub.size).toBe(0);
});

it('names a customer by a hash', () => {
  expect(anna).toMatch(/^[0-9a-f]{64}$/);
});
