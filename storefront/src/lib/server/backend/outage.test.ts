import { expect, test } from 'vitest';
import { createOutage } from './outage';

test('says once that it began and once that it ended', () => {
  const said: unknown[] = [];
  const outage = createOutage('Sync', (problem) => said.push(problem));
  outage.ended();
  outage.failed(new Error('refused'));
  outage.failed(new Error('refused again'));
  outage.ended();
  outage.ended();
  outage.failed(new Error('timeout'));
  expect(said).toEqual([
    expect.objectContaining({ message: 'Sync does not work', cause: new Error('refused') }),
    'Sync works again',
    expect.objectContaining({ message: 'Sync does not work', cause: new Error('timeout') }),
  ]);
});
