/** What a spreadsheet would take for a formula, or for the start of one. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Rows as a spreadsheet reads them (RFC 4180); nothing in them is carried out there. */
export function toCsv(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
  return rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
