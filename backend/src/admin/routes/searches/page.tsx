import { defineRouteConfig } from '@medusajs/admin-sdk';
import { ChartBar } from '@medusajs/icons';
import { Container, Heading, Text } from '@medusajs/ui';
import { useSearchParams } from 'react-router-dom';
import type { PeriodDays } from '../../../modules/search-insight/types';
import { FilterSelect } from '../../list/filter-select';
import { Notice } from '../../list/notice';
import { SortableTable } from '../../list/sortable-table';
import { nothingColumns, productColumns, topColumns } from '../../search-insight/columns';
import { Totals } from '../../search-insight/totals';
import { useInsight } from '../../search-insight/use-insight';

const PERIODS = [
  { value: '7', label: 'Last 7 days', days: 7 },
  { value: '30', label: 'Last 30 days', days: 30 },
  { value: '90', label: 'Last 90 days', days: 90 },
] as const satisfies ReadonlyArray<{ value: string; label: string; days: PeriodDays }>;
const USUAL = PERIODS[1];
const ALL = 'all';

/** What shoppers look for, and do not find. The address says what is shown: period and catalog. */
export default function SearchesPage() {
  const [search, setSearch] = useSearchParams();
  const period = PERIODS.find(({ value }) => value === search.get('days')) ?? USUAL;
  const catalog = search.get('catalog') ?? undefined;
  const { data, error } = useInsight({ days: period.days, catalog });
  const show = (changes: Record<string, string>) => {
    const { catalog: chosen, ...rest } = { ...Object.fromEntries(search), ...changes };
    setSearch(chosen && chosen !== ALL ? { ...rest, catalog: chosen } : rest);
  };
  const catalogs = [...new Set([...(data?.catalogs ?? []), ...(catalog ? [catalog] : [])])];
  const fileName = (what: string) => [what, catalog, `${period.days}-days`].filter(Boolean).join('-');
  const titles = data?.titles ?? {};
  const isEmpty = data?.totals.searches === 0;

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
          <Heading level="h1">Searches</Heading>
          <div className="flex flex-wrap items-center gap-4">
            <FilterSelect
              label="Catalog"
              options={[{ value: ALL, label: 'All catalogs' }, ...catalogs.map((value) => ({ value, label: value }))]}
              value={catalog ?? ALL}
              onChoose={(value) => show({ catalog: value })}
            />
            <FilterSelect
              label="Period"
              options={PERIODS}
              value={period.value}
              onChoose={(value) => show({ days: value })}
            />
          </div>
        </div>
        {error && <Notice text={`The searches could not be read: ${error.message}`} />}
        {isEmpty && <Notice text="Nobody has searched in this time, or nobody who lets it be counted." />}
        {data && !isEmpty && <Totals totals={data.totals} />}
        <Text size="xsmall" className="text-ui-fg-subtle px-6 py-4">
          Counted by day, without anybody’s name, address or device. A search is shown once it was made on three
          occasions of the period; what looks personal is not kept. Everything is deleted after 180 days.
        </Text>
      </Container>
      {data && !isEmpty && (
        <>
          <SortableTable
            title="Searched most"
            columns={topColumns(titles)}
            rows={data.texts}
            keyOf={({ text }) => text}
            notice={data.texts.length === 0 ? 'No search was made often enough to be shown.' : undefined}
            fileName={fileName('searches')}
          />
          <SortableTable
            title="Found nothing"
            columns={nothingColumns}
            rows={data.foundNothing}
            keyOf={({ text }) => text}
            notice={data.foundNothing.length === 0 ? 'Whatever was searched often enough found something.' : undefined}
            fileName={fileName('found-nothing')}
          >
            {data.foundNothing.length > 0 && (
              <Text size="small" className="px-6 py-4">
                Sold under another name? Write both names on one line of <code>search-words.txt</code>, for example{' '}
                <code>sneaker = trainer = turnschuh</code>. With the next build a search for one finds the other.
              </Text>
            )}
          </SortableTable>
          <SortableTable
            title="Products opened most"
            columns={productColumns(titles)}
            rows={data.products}
            keyOf={({ productId }) => productId}
            notice={data.products.length === 0 ? 'No product was opened from a search.' : undefined}
            fileName={fileName('opened-products')}
          />
        </>
      )}
    </div>
  );
}

export const config = defineRouteConfig({ label: 'Searches', icon: ChartBar });
