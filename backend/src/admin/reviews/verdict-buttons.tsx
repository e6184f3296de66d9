import { Button } from '@medusajs/ui';
import type { ListedReview, ReviewState } from '../../modules/product-review/types';
import { useModerate } from './use-reviews';

const VERDICTS = [
  { state: 'approved', label: 'Approve' },
  { state: 'rejected', label: 'Reject' },
] as const;

type Props = { reviews: ListedReview[]; onDone?: () => void };

/** Only the verdicts that would change something. */
export function VerdictButtons({ reviews, onDone }: Props) {
  const { mutate, isPending } = useModerate();
  const decide = (state: ReviewState) =>
    mutate({ reviews: reviews.filter((review) => review.state !== state), state }, { onSettled: onDone });
  return (
    <div className="flex gap-2">
      {VERDICTS.map(({ state, label }) => (
        <Button
          key={state}
          size="small"
          variant="secondary"
          disabled={isPending || reviews.every((review) => review.state === state)}
          onClick={() => decide(state)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
