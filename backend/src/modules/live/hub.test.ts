import { expect, it } from 'vitest';
import { Hub, type Stream } from './hub';
import { customerTopic, deviceTopic } from './topic';

function openHub(limits = { total: 3, perTopic: 2, perAddress: 9 }) {
  const hub = new Hub(limits);
  const heard: string[] = [];
  const stream = (name: string): Stream => ({
    poke: () => heard.push(`${name} poke`),
    beat: () => heard.push(`${name} beat`),
    end: () => heard.push(`${name} end`),
  });
  return { hub, heard, stream };
}

function leaveBy(leave: ReturnType<Hub['add']>): void {
  if (typeof leave === 'function') leave();
}

const phone = deviceTopic('aa');
const laptop = deviceTopic('bb');
const anna = customerTopic('cus_anna');

it('pokes the streams of one owner and nobody else', () => {
  const { hub, heard, stream } = openHub();
  hub.add([phone, anna], stream('phone'), null);
  hub.add([laptop], stream('laptop'), null);
  hub.poke(anna);
  hub.poke(laptop);
  hub.poke('nobody here');
  expect(heard).toEqual(['phone poke', 'laptop poke']);
});

it('has no room beyond its limits, and has it again when a stream leaves', () => {
  const { hub, heard, stream } = openHub();
  const leave = hub.add([phone], stream('1'), null);
  expect(hub.add([phone], stream('2'), null)).toBeTypeOf('function');
  expect(hub.add([phone], stream('3'), null), 'third of one owner').toBe('full');
  expect(hub.add([laptop, anna], stream('4'), null)).toBeTypeOf('function');
  expect(hub.add([deviceTopic('cc')], stream('5'), null), 'fourth in all').toBe('full');
  leaveBy(leave);
  expect(hub.size).toBe(2);
  expect(hub.add([phone], stream('6'), null)).toBeTypeOf('function');
  hub.poke(phone);
  expect(heard).toEqual(['2 poke', '6 poke']);
});

it('a stream without room is not left half registered', () => {
  const { hub, heard, stream } = openHub({ total: 5, perTopic: 1, perAddress: 9 });
  hub.add([anna], stream('1'), null);
  expect(hub.add([phone, anna], stream('2'), null)).toBe('full');
  hub.poke(phone);
  expect(heard).toEqual([]);
});

it('counts the streams of an address, whoever they are for, and of itself none', () => {
  const { hub, stream } = openHub({ total: 9, perTopic: 9, perAddress: 2 });
  const here = '203.0.113.5';
  const leave = hub.add([phone], stream('1'), here);
  hub.add([laptop], stream('2'), here);
  expect(hub.add([anna], stream('3'), here)).toBe('too-many');
  expect(hub.add([anna], stream('4'), '203.0.113.6')).toBeTypeOf('function');
  for (const name of ['5', '6', '7']) expect(hub.add([anna], stream(name), null)).toBeTypeOf('function');
  leaveBy(leave);
  leaveBy(leave);
  expect(hub.add([anna], stream('8'), here)).toBeTypeOf('function');
  expect(hub.add([anna], stream('9'), here)).toBe('too-many');
});

it('ends them all, each leaving on its way', () => {
  const { hub, heard, stream } = openHub();
  const leaves = ['1', '2'].map((name) => hub.add([phone], stream(name), null));
  hub.beat();
  hub.endAll();
  leaves.forEach(leaveBy);
  expect(heard).toEqual(['1 beat', '2 beat', '1 end', '2 end']);
  expect(hub.size).toBe(0);
});

it('names a customer by a hash', () => {
  expect(anna).toMatch(/^[0-9a-f]{64}$/);
});
