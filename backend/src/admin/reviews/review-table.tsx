import { Checkbox, Table } from '@medusajs/ui';
import { Link } from 'react-router-dom';
import type { ListedReview } from '../../modules/product-review/types';
import { StateBadge } from './state-badge';
import { VerdictButtons } from './verdict-buttons';
import { Words } from './words';

type Props = {
  reviews: ListedReview[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: ReadonlySet<string>) => void;
};

export function ReviewTable({ reviews, chosen, onChoose }: Props) {
  const isAll = reviews.length > 0 && reviews.every(({ id }) => chosen.has(id));
  const toggle = (id: string) =>
    onChoose(new Set(chosen.has(id) ? [...chosen].filter((other) => other !== id) : [...chosen, id]));
  return (
    // Wider than a phone: it is moved by finger, and by keyboard.
    <div className="overflow-x-auto" role="region" aria-label="Reviews" tabIndex={0}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell className="w-8">
              <Checkbox
                aria-label="Choose all on this page"
                checked={isAll}
                onCheckedChange={() => onChoose(new Set(isAll ? [] : reviews.map(({ id }) => id)))}
              />
            </Table.HeaderCell>
            <Table.HeaderCell>Review</Table.HeaderCell>
            <Table.HeaderCell>Product</Table.HeaderCell>
            <Table.HeaderCell>State</Table.HeaderCell>
            <Table.HeaderCell />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {reviews.map((review) => (
            <Table.Row key={review.id}>
              <Table.Cell>
                <Checkbox
                  aria-label={`Choose the review of ${review.name || 'somebody without a name'}`}
                  checked={chosen.has(review.id)}
                  onCheckedChange={() => toggle(review.id)}
                />
              </Table.Cell>
              <Table.Cell className="min-w-64 max-w-xl whitespace-normal">
                <Words review={review} />
              </Table.Cell>
              <Table.Cell>
                {review.product ? (
                  <Link to={`/products/${review.product.id}`} className="text-ui-fg-interactive hover:underline">
                    {review.product.title}
                  </Link>
                ) : (
                  'Deleted'
                )}
              </Table.Cell>
              <Table.Cell>
                <StateBadge state={review.state} />
              </Table.Cell>
              <Table.Cell>
                <VerdictButtons reviews={[review]} />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
