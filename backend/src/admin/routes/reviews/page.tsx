import { defineRouteConfig } from '@medusajs/admin-sdk';
import { Star } from '@medusajs/icons';
import { Button } from '@medusajs/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ReviewState } from '../../../modules/product-review/types';
import { FilterSelect } from '../../list/filter-select';
import { ListFrame } from '../../list/list-frame';
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
  const empty = !isPending && count === 0 ? EMPTY[filter] : undefined;

  const show = (changes: Record<string, string>) => {
    setChosen(NONE);
    setSearch({ ...Object.fromEntries(search), page: '0', ...changes });
  };

  return (
    <ListFrame
      title="Reviews"
      beside={
        productId && (
          <Button size="small" variant="transparent" onClick={() => setSearch({ state: filter })}>
            Of all products
          </Button>
        )
      }
      actions={
        <>
          {chosen.size > 0 && (
            <VerdictButtons reviews={reviews.filter(({ id }) => chosen.has(id))} onDone={() => setChosen(NONE)} />
          )}
          <FilterSelect label="State" options={FILTERS} value={filter} onChoose={(value) => show({ state: value })} />
        </>
      }
      notice={error ? `The reviews could not be read: ${error.message}` : empty}
      count={count}
      page={page}
      pageSize={PAGE}
      onPage={(next) => show({ page: String(next) })}
    >
      {reviews.length > 0 && <ReviewTable reviews={reviews} chosen={chosen} onChoose={setChosen} />}
    </ListFrame>
  );
}

const EMPTY = {
  pending: 'Nothing waits for you: every review has been read.',
  approved: 'No review is approved yet.',
  rejected: 'No review was rejected.',
  all: 'Nobody has written a review yet.',
} as const;

export const config = defineRouteConfig({ label: 'Reviews', icon: Star });
