import { expect, test } from 'vitest';
import { chooseStages, jobsOf, STAGES } from './stages.ts';

const namesOf = (only?: string) => jobsOf(chooseStages(only)).map(({ name }) => name);

test('a stage brings along what prepares it, and nothing else', () => {
  expect(namesOf('lint')).toEqual(['build of sync', 'eslint', 'prettier']);
  expect(namesOf('backend')).toEqual(['build of sync', 'build of backend', 'test stack', 'Redis', 'tests of backend']);
});

test('every job waits only for jobs that there are', () => {
  const jobs = jobsOf([...STAGES]);
  const names = jobs.map(({ name }) => name);
  expect(jobs.flatMap(({ after }) => after).filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('a stage that does not exist is refused with those that do', () => {
  expect(() => chooseStages('lint,units')).toThrow(/"units".*unit/);
});
