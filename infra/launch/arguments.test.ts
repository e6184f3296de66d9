import { afterEach, expect, test, vi } from 'vitest';
import { readArguments } from './arguments.ts';

const HELP = 'npm start [-- --reset]\n';
const original = process.argv;

afterEach(() => {
  process.argv = original;
  vi.restoreAllMocks();
});

function read(...typed: string[]) {
  process.argv = [...original.slice(0, 2), ...typed];
  return readArguments(HELP, { reset: { type: 'boolean' } });
}

test('what was asked for is read', () => {
  expect(read('--reset')?.reset).toBe(true);
  expect(read()?.reset).toBeUndefined();
});

test('--help is answered', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(read('--help')).toBeNull();
  expect(write).toHaveBeenCalledWith(HELP);
});

test.each([['--rest'], ['extra']])('%s is refused with the help, not with a stack', (typed) => {
  expect(() => read(typed)).toThrow(
    expect.objectContaining({ code: 'bad_usage', message: expect.stringMatching(/'(--rest|extra)'.*\n\nnpm start/s) }),
  );
});
