import { inspect } from 'node:util';

/** One problem on the error output, where whoever runs the server collects it. `id` is what the shopper was shown. */
export function logProblem(problem: unknown, id?: string): void {
  process.stderr.write(`${id === undefined ? '' : `${id} `}${inspect(problem)}\n`);
}
