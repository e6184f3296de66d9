import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { parseJson } from './json.ts';

/** How Medusa logs in production. */
const logEntrySchema = z.object({ level: z.string(), message: z.string() });
const LEVELS_SHOWN = ['error', 'fatal'];
/** How it writes an error of its own where it does not log. */
const medusaErrorSchema = z.object({ __isMedusaError: z.literal(true), message: z.string() });
/** A place in Node or in a package, which tells nobody what to do. */
const FOREIGN_FRAME = /^\s+at (?=.*(?:node_modules|node:)).*:\d+:\d+\)?$/;

/** Shows what a script itself says. Of Medusa's own log, which is JSON and about its insides, only what went wrong. */
export async function relayOutput(from: Readable, write: (text: string) => void): Promise<void> {
  for await (const line of createInterface({ input: from })) {
    const text = readable(line);
    if (text !== null) write(`${text}\n`);
  }
}

function readable(line: string): string | null {
  if (FOREIGN_FRAME.test(line)) return null;
  if (!line.startsWith('{')) return line;
  const thrown = parseJson(medusaErrorSchema, line);
  if (thrown !== null) return thrown.message;
  const entry = parseJson(logEntrySchema, line);
  if (entry === null) return line;
  return LEVELS_SHOWN.includes(entry.level) ? entry.message.replace(/^Error running script: /, '') : null;
}
