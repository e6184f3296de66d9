/** A process of its own, see `orphans.ts`: each line on its input is the whole list of children; its end is the launcher's. */
import { createInterface } from 'node:readline';
import { parseOrphans, stopOrphans, type Orphan } from './orphans.ts';

let children: Orphan[] = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) children = parseOrphans(line);
await stopOrphans(children);
