import { defineWidgetConfig } from '@medusajs/admin-sdk';
import { Container, Heading, Text } from '@medusajs/ui';
import { Link } from 'react-router-dom';
import { Stars } from '../reviews/stars';
import { StateBadge } from '../reviews/state-badge';
import { useReviews } from '../reviews/use-reviews';
import { VerdictButtons } from '../reviews/verdict-buttons';
import { Words } from '../reviews/words';

const NEWEST = 3;

/** What shoppers say about this product, beside it. */
function ProductReviews({ data: product }: { data: { id: string } }) {
  const { data, error } = useReviews({ productId: product.id, limit: NEWEST });
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">Reviews</Heading>
        {data?.rating && (
          <Text size="small">
            <Stars rating={data.rating.average} /> {data.rating.average.toLocaleString()} ({data.rating.count})
          </Text>
        )}
      </div>
      {error && (
        <Text size="small" className="px-6 py-4">
          The reviews could not be read: {error.message}
        </Text>
      )}
      {data?.count === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          Nobody has reviewed this product yet.
        </Text>
      )}
      {data?.reviews.map((review) => (
        <div key={review.id} className="flex flex-col gap-2 px-6 py-3">
          <Words review={review} />
          <div className="flex items-center justify-between gap-2">
            <StateBadge state={review.state} />
            <VerdictButtons reviews={[review]} />
          </div>
        </div>
      ))}
      {data !== undefined && data.count > 0 && (
        <div className="px-6 py-4">
          <Link to={`/reviews?state=all&productId=${product.id}`} className="text-ui-fg-interactive txt-small">
            All {data.count}
          </Link>
        </div>
      )}
    </Container>
  );
}

export const config = defineWidgetConfig({ zone: 'product.details.side.after' });

export default ProductReviews;
