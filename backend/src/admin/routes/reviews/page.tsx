import { defineRouteConfig } from '@medusajs/admin-sdk';
import { Button, Container, Heading, Select, Table, Text } from '@medusajs/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ReviewState } from '../../../modules/product-review/types';
import { ReviewTable } from '../../reviews/review-table';
import { useReviews } from '../../reviews/use-reviews';
import { VerdictButtons } from '../../reviews/verdict-buttons';

const PAGE = 20;
const NONE: ReadonlySet<string> = new Set();

/** The address says what is shown: state, product and page. */
const FILTERS = [
  { value: 'pending', label: 'Pending' },
  { value: 'approved', label: 'Approved' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'all', label: 'All' },
] as const;

export default function ReviewsPage() {
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState(NONE);
  const filter = FILTERS.find(({ value }) => value === search.get('state'))?.value ?? 'pending';
  const productId = search.get('productId') ?? undefined;
  const page = Math.max(0, Number(search.get('page')) || 0);
  const state: ReviewState | undefined = filter === 'all' ? undefined : filter;
  const { data, error, isPending } = useReviews({ state, productId, offset: page * PAGE, limit: PAGE });
  const reviews = data?.reviews ?? [];
  const count = data?.count ?? 0;

  const show = (changes: Record<string, string>) => {
    setChosen(NONE);
    setSearch({ ...Object.fromEntries(search), page: '0', ...changes });
  };

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div className="flex items-center gap-4">
          <Heading level="h1">Reviews</Heading>
          {productId && (
            <Button size="small" variant="transparent" onClick={() => setSearch({ state: filter })}>
              Of all products
            </Button>
          )}
        </div>
        <div className="flex items-center gap-4">
          {chosen.size > 0 && (
            <VerdictButtons reviews={reviews.filter(({ id }) => chosen.has(id))} onDone={() => setChosen(NONE)} />
          )}
          <Select size="small" value={filter} onValueChange={(value) => show({ state: value })}>
            <Select.Trigger aria-label="State">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {FILTERS.map(({ value, label }) => (
                <Select.Item key={value} value={value}>
                  {label}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      </div>
      {error && <Notice text={`The reviews could not be read: ${error.message}`} />}
      {!error && !isPending && count === 0 && <Notice text={EMPTY[filter]} />}
      {reviews.length > 0 && <ReviewTable reviews={reviews} chosen={chosen} onChoose={setChosen} />}
      <Table.Pagination
        count={count}
        pageSize={PAGE}
        pageIndex={page}
        pageCount={Math.max(1, Math.ceil(count / PAGE))}
        canPreviousPage={page > 0}
        canNextPage={(page + 1) * PAGE < count}
        previousPage={() => show({ page: String(page - 1) })}
        nextPage={() => show({ page: String(page + 1) })}
      />
    </Container>
  );
}

function Notice({ text }: { text: string }) {
  return (
    <div className="px-6 py-8">
      <Text size="small" className="text-ui-fg-subtle">
        {text}
      </Text>
    </div>
  );
}

const EMPTY = {
  pending: 'Nothing waits for you: every review has been read.',
  approved: 'No review is approved yet.',
  rejected: 'No review was rejected.',
  all: 'Nobody has written a review yet.',
} as const;

export const config = defineRouteConfig({ label: 'Reviews' });
