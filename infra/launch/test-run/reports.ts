import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { repositoryRoot } from '../paths.ts';

export type Failure = { name: string; message: string };

/** What one tool found. `passed` and `failures` are counted from its report, never from its text. */
export type Report = {
  passed: number;
  skipped: number;
  failures: Failure[];
  /** Passed, but only at the second try: what the first one said. */
  unsteady: Failure[];
};

export const nothingYet = (): Report => ({ passed: 0, skipped: 0, failures: [], unsteady: [] });

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** The report is silent about a process that died; the tool says it on its way out. */
export const WITHOUT_WORDS = 'The file failed outside its tests.';

export function readVitestReport(file: string): Report {
  const { testResults } = vitestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const report = nothingYet();
  for (const { name, status, message, assertionResults } of testResults) {
    const path = relative(repositoryRoot, name);
    const before = report.failures.length;
    for (const { fullName, status: outcome, failureMessages } of assertionResults) {
      if (outcome === 'passed') report.passed += 1;
      else if (outcome === 'failed') {
        report.failures.push({ name: `${path}: ${fullName}`, message: failureMessages?.join('\n') ?? '' });
      } else report.skipped += 1;
    }
    // A file that could not even be loaded has no tests to fail, and one whose process died has tests without a result.
    if (status === 'failed' && report.failures.length === before) {
      report.failures.push({ name: path, message: message || WITHOUT_WORDS });
    }
  }
  return report;
}

type Suite = { title: string; file?: string | undefined; specs?: Spec[] | undefined; suites?: Suite[] | undefined };
type Spec = z.infer<typeof specSchema>;

const specSchema = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
});
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    file: z.string().optional(),
    specs: z.array(specSchema).optional(),
    suites: z.array(suiteSchema).optional(),
  }),
);
const playwrightSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().optional() })),
});

export function readPlaywrightReport(file: string): Report {
  const { suites, errors } = playwrightSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const report = nothingYet();
  for (const suite of suites) addSuite(report, suite, suite.title);
  for (const { message } of errors) report.failures.push({ name: 'playwright', message: message ?? 'unknown error' });
  return report;
}

function addSuite(report: Report, suite: Suite, path: string): void {
  for (const { title, tests } of suite.specs ?? []) {
    for (const { status, results } of tests) {
      if (status === 'expected') report.passed += 1;
      else if (status === 'skipped') report.skipped += 1;
      else {
        const message = results.flatMap(({ errors }) => errors.map((error) => error.message ?? '')).join('\n');
        const failure = { name: `${path}: ${title}`, message: stripVTControlCharacters(message) };
        if (status === 'flaky') report.passed += 1;
        (status === 'flaky' ? report.unsteady : report.failures).push(failure);
      }
    }
  }
  for (const inner of suite.suites ?? []) addSuite(report, inner, `${path} › ${inner.title}`);
}
