import { Container, Heading, Table } from '@medusajs/ui';
import type { ReactNode } from 'react';
import { Notice } from './notice';

type Props = {
  title: string;
  level?: 'h1' | 'h2';
  /** Beside the title. */
  beside?: ReactNode;
  /** At the other end of the line. */
  actions?: ReactNode;
  /** Instead of the list: why it could not be read, or what it means that it is empty. */
  notice?: string | undefined;
  children?: ReactNode;
  count: number;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
};

/** A list of the admin: title, filters, what is in it, and pages where there is more than one. */
export function ListFrame({ title, level = 'h1', beside, actions, notice, children, ...pages }: Props) {
  const { count, page, pageSize, onPage } = pages;
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div className="flex flex-wrap items-center gap-4">
          <Heading level={level}>{title}</Heading>
          {beside}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-4">{actions}</div>}
      </div>
      {notice !== undefined && <Notice text={notice} />}
      {children}
      {(count > pageSize || page > 0) && (
        <Table.Pagination
          className="flex-wrap"
          count={count}
          pageSize={pageSize}
          pageIndex={page}
          pageCount={Math.max(1, Math.ceil(count / pageSize))}
          canPreviousPage={page > 0}
          canNextPage={(page + 1) * pageSize < count}
          previousPage={() => onPage(page - 1)}
          nextPage={() => onPage(page + 1)}
        />
      )}
    </Container>
  );
}
