import { readHeader, type Column } from './columns';
import { decode } from './decode';
import { planProducts, type PlannedProduct, type Skipped } from './plan';
import type { Problem } from './problem';
import { readRecords } from './records';
import { readRow, type Row } from './rows';

export type FileContent =
  | { kind: 'unusable'; message: string }
  | { kind: 'plan'; rows: number; products: PlannedProduct[]; skipped: Skipped[]; problems: Problem[] };

/** The whole way from bytes to products. Pure: the same bytes give the same plan. */
export function readFileContent(bytes: Uint8Array): FileContent {
  const decoded = decode(bytes);
  if (decoded.kind === 'unusable') return decoded;
  const { records, problems } = readRecords(decoded.text);
  const [head, ...body] = records;
  if (!head) return { kind: 'unusable', message: 'The file is empty.' };
  if (hasBrokenLine(head, decoded.brokenLines)) {
    return { kind: 'unusable', message: `Line ${head.line}, the header, is not UTF-8. Save the file as "CSV UTF-8".` };
  }
  const header = readHeader(head.cells);
  if (header.kind === 'unusable') return header;

  const rows: Row[] = [];
  const brokenHandles = new Set<string>();
  for (const record of body) {
    const { line, cells } = record;
    const cell = (column: Column) => cells[header.indexOf.get(column) ?? -1]?.trim() ?? '';
    const handle = cell('handle').toLowerCase() || null;
    const complaint = complainAboutShape(record, header.width, decoded.brokenLines);
    if (complaint !== null) {
      problems.push({ line, handle, ...complaint });
      if (handle !== null) brokenHandles.add(handle);
      continue;
    }
    const read = readRow(line, cell);
    problems.push(...read.problems);
    if (read.row) rows.push(read.row);
  }
  const plan = planProducts(rows, brokenHandles);
  const known = new Set([...plan.products, ...plan.skipped].map(({ handle }) => handle));
  for (const problem of problems) {
    const { handle, line } = problem;
    if (handle === null || known.has(handle)) continue;
    known.add(handle);
    plan.skipped.push({ line, handle, reason: 'no readable row' });
  }
  const byLine = [...problems, ...plan.problems].sort((a, b) => a.line - b.line);
  return { kind: 'plan', rows: body.length, products: plan.products, skipped: plan.skipped, problems: byLine };
}

type Place = { line: number; lastLine: number };

function complainAboutShape(
  record: Place & { cells: string[] },
  width: number,
  brokenLines: ReadonlySet<number>,
): Pick<Problem, 'code' | 'message'> | null {
  const broken = brokenLineIn(record, brokenLines);
  if (broken !== null) {
    return { code: 'not_utf8', message: `Line ${broken} has bytes that are not UTF-8. Save the file as "CSV UTF-8".` };
  }
  const { length } = record.cells;
  if (length === width) return null;
  const what = length > width ? 'A comma inside a cell needs quotes around the cell.' : 'Cells at the end are missing.';
  return { code: 'wrong_columns', message: `The row has ${length} columns, the header has ${width}. ${what}` };
}

const hasBrokenLine = (place: Place, brokenLines: ReadonlySet<number>): boolean =>
  brokenLineIn(place, brokenLines) !== null;

function brokenLineIn({ line, lastLine }: Place, brokenLines: ReadonlySet<number>): number | null {
  for (let at = line; at <= lastLine; at += 1) if (brokenLines.has(at)) return at;
  return null;
}
