import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ListedInsight, PeriodDays } from '../../modules/search-insight/types';
import { ask } from '../ask';

export type InsightQuery = { days: PeriodDays; catalog: string | undefined };

export function useInsight(query: InsightQuery) {
  const search = new URLSearchParams({ days: String(query.days), ...(query.catalog && { catalog: query.catalog }) });
  return useQuery({
    queryKey: ['search-insight', query],
    queryFn: ({ signal }) => ask<ListedInsight>(`/admin/search-insight?${search}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
