import { Text } from '@medusajs/ui';
import type { Totals as Counted } from '../../modules/search-insight/types';
import { shareOf } from './share-of';

/** What all searches of the period add up to. */
export function Totals({ totals }: { totals: Counted }) {
  const { searches, foundNothing, opens, rare, notKept } = totals;
  const facts = [
    { label: 'Searches', value: searches.toLocaleString() },
    { label: 'Led to a product', value: percent(shareOf(opens, searches)) },
    { label: 'Found nothing', value: percent(shareOf(foundNothing, searches)) },
    { label: 'Too rare to be shown', value: rare.toLocaleString() },
    { label: 'Perhaps personal, not kept', value: notKept.toLocaleString() },
  ];
  return (
    <dl className="grid grid-cols-2 gap-4 px-6 py-4 md:grid-cols-5">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex flex-col-reverse justify-end">
          <dt>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {label}
            </Text>
          </dt>
          <dd className="txt-large font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const percent = (share: number): string => share.toLocaleString(undefined, { style: 'percent' });
