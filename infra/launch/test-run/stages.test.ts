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

test('what measures, or kills the database server of all, has the machine to itself', () => {
  const alone = jobsOf([...STAGES]).filter(({ cores }) => cores === 'all');
  expect(alone.map(({ name }) => name)).toEqual(['sync in Chromium and Firefox', 'torture']);
});

test('a stage that does not exist is refused with those that do', () => {
  expect(() => chooseStages('lint,units')).toThrow(/"units".*unit/);
});
