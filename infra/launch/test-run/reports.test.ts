import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { readPlaywrightReport, readVitestReport, WITHOUT_WORDS } from './reports.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-reports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(report: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test('vitest: each assertion counts, a file that did not load counts as one failure', () => {
  const assertion = (fullName: string, status: string, failureMessages: string[] = []) => ({
    fullName,
    status,
    failureMessages,
  });
  const report = readVitestReport(
    write({
      testResults: [
        {
          name: join(repositoryRoot, 'sync/a.test.ts'),
          status: 'failed',
          assertionResults: [
            assertion('one', 'passed'),
            assertion('two', 'failed', ['off']),
            assertion('three', 'pending'),
          ],
        },
        {
          name: join(repositoryRoot, 'sync/b.test.ts'),
          status: 'failed',
          message: 'no such module',
          assertionResults: [],
        },
        {
          name: join(repositoryRoot, 'sync/c.test.ts'),
          status: 'failed',
          message: '',
          assertionResults: [assertion('four', 'pending')],
        },
      ],
    }),
  );
  expect(report).toEqual({
    passed: 1,
    skipped: 2,
    failures: [
      { name: 'sync/a.test.ts: two', message: 'off' },
      { name: 'sync/b.test.ts', message: 'no such module' },
      { name: 'sync/c.test.ts', message: WITHOUT_WORDS },
    ],
    unsteady: [],
  });
});

test('playwright: nested suites count, a second try is told, an error outside a test is a failure', () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });
  const report = readPlaywrightReport(
    write({
      suites: [
        {
          title: 'shop.e2e.ts',
          specs: [spec('opens', 'expected')],
          suites: [
            {
              title: 'offline',
              specs: [spec('adds', 'unexpected', '\u001b[31mlost\u001b[39m'), spec('syncs', 'flaky', 'late')],
            },
          ],
        },
      ],
      errors: [{ message: 'the server did not start' }],
    }),
  );
  expect(report).toEqual({
    passed: 2,
    skipped: 0,
    failures: [
      { name: 'shop.e2e.ts › offline: adds', message: 'lost' },
      { name: 'playwright', message: 'the server did not start' },
    ],
    unsteady: [{ name: 'shop.e2e.ts › offline: syncs', message: 'late' }],
  });
});

test('a report of another shape is not read as “all fine”', () => {
  expect(() => readVitestReport(write({ passed: 12 }))).toThrow();
  expect(() => readPlaywrightReport(write({}))).toThrow();
});
