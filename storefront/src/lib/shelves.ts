import type { Category } from 'sync/protocol';

export const topCategories = (categories: readonly Category[]): Category[] => childrenOf(categories, null);

export const childrenOf = (categories: readonly Category[], parent: string | null): Category[] =>
  categories
    .filter((category) => category.parent === parent)
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name));

/** Without market. */
export const collectionPath = ({ handle }: { handle: string }): string => `/collections/${encodeURIComponent(handle)}`;
