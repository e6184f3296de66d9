import { toast } from '@medusajs/ui';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReviewState, Verdict } from '../../modules/product-review/types';
import { listReviews, moderate, type ReviewsQuery } from './requests';

const KEY = 'reviews';

export function useReviews(query: ReviewsQuery) {
  return useQuery({
    queryKey: [KEY, query],
    queryFn: ({ signal }) => listReviews(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** A verdict on one or several; what was edited since it was read is shown again instead. */
export function useModerate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ reviews, state }: { reviews: Verdict[]; state: ReviewState }) => moderate(reviews, state),
    onSuccess: ({ skipped }, { reviews, state }) => {
      const done = reviews.length - skipped.length;
      if (done > 0) toast.success(`${done === 1 ? 'One review' : `${done} reviews`} ${state}`);
      if (skipped.length > 0) {
        toast.warning(
          `${skipped.length === 1 ? 'One review was' : `${skipped.length} reviews were`} changed or deleted meanwhile. Read again, then decide.`,
        );
      }
    },
    onError: (error) => toast.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
