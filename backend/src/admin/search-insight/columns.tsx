import { Link } from 'react-router-dom';
import type { CountedText, ListedInsight, OpenedProduct } from '../../modules/search-insight/types';
import type { Column } from '../list/sortable-table';
import { shareOf } from './share-of';

type Titles = ListedInsight['titles'];

const text: Column<CountedText> = { label: 'Search', value: (row) => row.text, show: (row) => <bdi>{row.text}</bdi> };
const searches: Column<CountedText> = { label: 'Searches', value: (row) => row.searches };

export const topColumns = (titles: Titles): Column<CountedText>[] => [
  text,
  searches,
  {
    label: 'Led to a product',
    value: ({ opens, searches: all }) => Math.round(shareOf(opens, all) * 100) / 100,
    show: ({ opens, searches: all }) => shareOf(opens, all).toLocaleString(undefined, { style: 'percent' }),
  },
  {
    label: 'Products found',
    value: ({ averageResults }) => averageResults,
    show: ({ averageResults }) => averageResults.toLocaleString(),
  },
  {
    label: 'Opened most',
    value: ({ mostOpened }) => (mostOpened === null ? '' : titleOf(titles, mostOpened)),
    show: ({ mostOpened }) => (mostOpened === null ? '–' : <ProductLink id={mostOpened} titles={titles} />),
  },
];

export const nothingColumns: Column<CountedText>[] = [
  text,
  { label: 'Found nothing', value: (row) => row.foundNothing },
  searches,
  { label: 'Last time', value: (row) => row.lastFoundNothing ?? '' },
];

export const productColumns = (titles: Titles): Column<OpenedProduct>[] => [
  {
    label: 'Product',
    value: ({ productId }) => titleOf(titles, productId),
    show: ({ productId }) => <ProductLink id={productId} titles={titles} />,
  },
  { label: 'Opened from a search', value: ({ opens }) => opens },
];

const titleOf = (titles: Titles, id: string): string => titles[id] ?? 'Deleted';

function ProductLink({ id, titles }: { id: string; titles: Titles }) {
  if (titles[id] === undefined) return <>{titleOf(titles, id)}</>;
  return (
    <Link to={`/products/${id}`} className="text-ui-fg-interactive hover:underline">
      <bdi>{titles[id]}</bdi>
    </Link>
  );
}
