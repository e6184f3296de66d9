import { expect, test } from 'vitest';
import { runSteps, type Step } from './schedule.ts';

/** A run that goes on only when the test ends a step. */
function stage(steps: Step[], cores: number) {
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const started: string[] = [];
  const whole = runSteps(steps, {
    cores,
    run: ({ name }) => {
      started.push(name);
      return new Promise((resolve, reject) => ends.set(name, { resolve, reject }));
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    whole,
    started,
    async end(name: string) {
      ends.get(name)!.resolve();
      await settle();
    },
    async fail(name: string) {
      ends.get(name)!.reject(new Error(`${name} failed`));
      await settle();
    },
  };
}

test('fills the room there is, in the order of the list', async () => {
  const run = stage([step('a'), step('b'), step('c')], 2);
  expect(run.started).toEqual(['a', 'b']);
  await run.end('b');
  expect(run.started).toEqual(['a', 'b', 'c']);
  await run.end('a');
  await run.end('c');
  await run.whole;
});

test('starts a step only when all it waits for have ended, and lets others go first', async () => {
  const run = stage([step('build'), step('lint'), step('tests', { after: ['build', 'lint'] }), step('types')], 2);
  await run.end('build');
  expect(run.started).toEqual(['build', 'lint', 'types']);
  await run.end('types');
  await run.end('lint');
  expect(run.started).toEqual(['build', 'lint', 'types', 'tests']);
  await run.end('tests');
  await run.whole;
});

test('runs a step that must be alone beside nothing', async () => {
  const run = stage([step('lint'), step('journeys', { cores: 'all' }), step('types'), step('late')], 2);
  expect(run.started).toEqual(['lint', 'types']);
  await run.end('lint');
  expect(run.started).toEqual(['lint', 'types', 'late']);
  await run.end('types');
  await run.end('late');
  expect(run.started.at(-1)).toBe('journeys');
  await run.end('journeys');
  await run.whole;
});

test('starts nothing beside a step that must be alone', async () => {
  const run = stage([step('journeys', { cores: 'all' }), step('types')], 2);
  expect(run.started).toEqual(['journeys']);
  await run.end('journeys');
  expect(run.started).toEqual(['journeys', 'types']);
  await run.end('types');
  await run.whole;
});

test('lets one that needs less go before one that needs more than is free', async () => {
  const run = stage([step('lint'), step('histories', { cores: 2 }), step('types'), step('late')], 2);
  expect(run.started).toEqual(['lint', 'types']);
  await run.end('lint');
  expect(run.started).toEqual(['lint', 'types', 'late']);
  await run.end('types');
  await run.end('late');
  expect(run.started.at(-1)).toBe('histories');
  await run.end('histories');
  await run.whole;
});

test('keeps as many processors busy as a step asks for', async () => {
  const run = stage([step('histories', { cores: 2 }), step('lint'), step('types')], 3);
  expect(run.started).toEqual(['histories', 'lint']);
  await run.end('histories');
  expect(run.started).toEqual(['histories', 'lint', 'types']);
  await run.end('lint');
  await run.end('types');
  await run.whole;
});

test('runs on one processor what would like two', async () => {
  const run = stage([step('histories', { cores: 2 }), step('lint')], 1);
  expect(run.started).toEqual(['histories']);
  await run.end('histories');
  await run.end('lint');
  await run.whole;
});

test('passes a failure on once what runs beside it has ended', async () => {
  const run = stage([step('a'), step('b'), step('c')], 2);
  let isOver = false;
  const outcome = run.whole.catch((error: Error) => error.message).finally(() => (isOver = true));
  await run.fail('a');
  expect(isOver).toBe(false);
  await run.end('b');
  expect(await outcome).toBe('a failed');
  expect(run.started).toEqual(['a', 'b']);
});

test('says so when steps wait for each other', async () => {
  const steps = [step('hen', { after: ['egg'] }), step('egg', { after: ['hen'] })];
  await expect(runSteps(steps, { cores: 2, run: async () => undefined })).rejects.toThrow('hen, egg');
});

function step(name: string, more: Partial<Step> = {}): Step {
  return { name, after: [], ...more };
}
