import { expect, test } from 'vitest';
import { createQueue } from './queue';

test('runs no more at once than it may, in order, and goes on after a failure', async () => {
  const queued = createQueue(2);
  const order: string[] = [];
  const releases = new Map<string, (failed: boolean) => void>();
  const task = (name: string) =>
    queued(() => {
      order.push(name);
      return new Promise<string>((resolve, reject) =>
        releases.set(name, (failed) => (failed ? reject(new Error(name)) : resolve(name))),
      );
    });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(task);
  await Promise.resolve();
  expect(order).toEqual(['a', 'b']);
  releases.get('a')?.(true);
  await expect(a).rejects.toThrow('a');
  await expect.poll(() => order).toEqual(['a', 'b', 'c']);
  releases.get('b')?.(false);
  await b;
  await expect.poll(() => order).toEqual(['a', 'b', 'c', 'd']);
  releases.get('c')?.(false);
  releases.get('d')?.(false);
  expect(await Promise.all([c, d])).toEqual(['c', 'd']);
});
