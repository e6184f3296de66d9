import { Button, Table } from '@medusajs/ui';
import { useState, type ReactNode } from 'react';
import { downloadCsv } from './download';
import { ListFrame } from './list-frame';

export type Column<Row> = {
  label: string;
  /** What it is sorted by, and what a spreadsheet gets. */
  value: (row: Row) => string | number;
  /** What is shown, where that is something else. */
  show?: (row: Row) => ReactNode;
};

type Props<Row> = {
  title: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  notice?: string | undefined;
  /** Without its ending. */
  fileName: string;
  children?: ReactNode;
};

const PAGE = 10;

/** A list that is there whole: sorted by any column, page by page, and as a file. It comes in an order of its own. */
export function SortableTable<Row>({ title, columns, rows, keyOf, notice, fileName, children }: Props<Row>) {
  const [sort, setSort] = useState<{ by: number; isDescending: boolean } | null>(null);
  const [wanted, setPage] = useState(0);
  const page = Math.min(wanted, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
  const by = sort && columns[sort.by];
  const sorted = by ? [...rows].sort((a, b) => compare(by.value(a), by.value(b)) * (sort.isDescending ? -1 : 1)) : rows;

  const sortBy = (index: number) => {
    setPage(0);
    // Numbers are looked at from the largest on, words from the first.
    const isNumber = rows[0] !== undefined && typeof columns[index]?.value(rows[0]) === 'number';
    setSort({ by: index, isDescending: sort?.by === index ? !sort.isDescending : isNumber });
  };
  const download = () =>
    downloadCsv(`${fileName}.csv`, [
      columns.map(({ label }) => label),
      ...sorted.map((row) => columns.map(({ value }) => value(row))),
    ]);

  return (
    <ListFrame
      title={title}
      level="h2"
      actions={
        rows.length > 0 && (
          <Button size="small" variant="secondary" onClick={download} aria-label={`Download “${title}” as CSV`}>
            Download CSV
          </Button>
        )
      }
      notice={notice}
      count={rows.length}
      page={page}
      pageSize={PAGE}
      onPage={setPage}
    >
      {children}
      {rows.length > 0 && (
        // Wider than a phone: it is moved by finger, and by keyboard.
        <div className="overflow-x-auto" role="region" aria-label={title} tabIndex={0}>
          <Table>
            <Table.Header>
              <Table.Row>
                {columns.map(({ label }, index) => (
                  <Table.HeaderCell key={label} aria-sort={sort?.by === index ? orderOf(sort.isDescending) : 'none'}>
                    <button type="button" className="whitespace-nowrap py-2" onClick={() => sortBy(index)}>
                      {label}
                      <span aria-hidden="true"> {sort?.by === index ? (sort.isDescending ? '↓' : '↑') : '↕'}</span>
                    </button>
                  </Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {sorted.slice(page * PAGE, (page + 1) * PAGE).map((row) => (
                <Table.Row key={keyOf(row)}>
                  {columns.map(({ label, value, show }, index) => (
                    <Table.Cell key={label} className={index === 0 ? NAME : OTHER}>
                      {show ? show(row) : value(row)}
                    </Table.Cell>
                  ))}
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </ListFrame>
  );
}

/** What a row is about is read whole, at any width. */
const NAME = 'min-w-40 max-w-xs whitespace-normal break-words py-2 pe-4';
const OTHER = 'whitespace-nowrap pe-6 tabular-nums';

const orderOf = (isDescending: boolean) => (isDescending ? 'descending' : 'ascending');

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
