import { Badge, Text } from '@medusajs/ui';
import type { ListedReview } from '../../modules/product-review/types';
import { Stars } from './stars';

/** A word as long as the line, so that the verdict beside it stays on the screen. */
const ANYWHERE = '[overflow-wrap:anywhere]';

/** What was said, by whom, and whether they bought it. All of it is plain text. */
export function Words({ review }: { review: ListedReview }) {
  const { rating, title, text, name, language, lineItemId, createdAt } = review;
  return (
    <div className="flex flex-col gap-1 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <Stars rating={rating} />
        {title && (
          <Text size="small" weight="plus" dir="auto" className={ANYWHERE}>
            {title}
          </Text>
        )}
      </div>
      {text && (
        <Text size="small" dir="auto" lang={language ?? undefined} className={`whitespace-pre-line ${ANYWHERE}`}>
          {text}
        </Text>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Text size="xsmall" className="text-ui-fg-muted">
          {[name || 'No name', new Date(createdAt).toLocaleDateString(), language].filter(Boolean).join(' · ')}
        </Text>
        {lineItemId && <Badge size="2xsmall">Bought here</Badge>}
      </div>
    </div>
  );
}
