import { z } from '@medusajs/framework/zod';
import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from './problem';

/** One row of cells and the lines it covers: a quoted cell may hold line breaks. */
export type CsvRecord = { line: number; lastLine: number; cells: string[] };

/** What csv-parse hands out with `raw`: the cells and their source. */
const parsedSchema = z.object({ record: z.array(z.string()), raw: z.string() });
type Parsed = z.infer<typeof parsedSchema>;

const LONGEST_RECORD = 2_000_000;

/** Every record with its line. A row whose quotes do not match loses its first line, and reading goes on after it. */
export function readRecords(text: string): { records: CsvRecord[]; problems: Problem[] } {
  const records: CsvRecord[] = [];
  const problems: Problem[] = [];
  let rest = text;
  let line = 1;
  while (rest !== '') {
    const { parsed, error } = parseUntilError(rest);
    for (const { record, raw } of parsed) {
      const lineBreaks = countLineBreaks(raw);
      const lastLine = line + Math.max(0, raw.endsWith('\n') ? lineBreaks - 1 : lineBreaks);
      if (record.some((cell) => cell.trim() !== '')) records.push({ line, lastLine, cells: record });
      line += lineBreaks;
      rest = rest.slice(raw.length);
    }
    if (error === null) break;
    const message = `A quotation mark has no partner (${error.code}). Quotes inside a quoted cell are written twice.`;
    problems.push({ line, handle: null, code: 'broken_quote', message });
    const lineEnd = rest.indexOf('\n');
    rest = lineEnd === -1 ? '' : rest.slice(lineEnd + 1);
    line += 1;
  }
  return { records, problems };
}

function parseUntilError(text: string): { parsed: Parsed[]; error: CsvError | null } {
  const parsed: Parsed[] = [];
  const options = { raw: true, relax_column_count: true, record_delimiter: '\n', max_record_size: LONGEST_RECORD };
  try {
    parse(text, {
      ...options,
      on_record: (entry: unknown) => {
        parsed.push(parsedSchema.parse(entry));
        return null;
      },
    });
    return { parsed, error: null };
  } catch (error) {
    if (error instanceof CsvError) return { parsed, error };
    throw error;
  }
}

function countLineBreaks(raw: string): number {
  let count = 0;
  for (const character of raw) if (character === '\n') count += 1;
  return count;
}
