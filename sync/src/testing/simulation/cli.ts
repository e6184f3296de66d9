import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { simulate } from './run.js';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string' }, path: { type: 'string' } },
  allowPositionals: true,
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const startedAt = performance.now();
process.stdout.write(`seed ${seed}\n`);
const report = await simulate({
  runs: Number(values.runs),
  seed,
  ...(values.path !== undefined && { path: values.path }),
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n${Math.round(performance.now() - startedAt)} ms\n`);
