/** The least the merchant may ask for is a week, so that a text has time to be looked for by others. */
export const PERIODS = [7, 30, 90] as const;
export type PeriodDays = (typeof PERIODS)[number];

/** Of a search that was made, or of the first product that was opened of it. */
export type CountedReport = {
  catalog: string;
  /** As it was sent; what is kept of it, this module decides. */
  text: string;
  results: number;
  /** Id of a product. */
  opened: string | null;
  /** Where it comes from, to tell whether it was looked for from elsewhere as well; never stored. Null is not counted apart. */
  address: string | null;
};

/** Null is all catalogs. */
export type Scope = { catalog: string | null; days: PeriodDays };

export type Totals = {
  searches: number;
  foundNothing: number;
  opens: number;
  /** Searches whose text may be personal, or that the device has kept to itself. */
  notKept: number;
  /** Searches whose text too few have looked for to be shown. */
  rare: number;
};

export type CountedText = {
  /** As most have written it. */
  text: string;
  searches: number;
  foundNothing: number;
  opens: number;
  /** Id of the product that was opened most of what was found. */
  mostOpened: string | null;
  averageResults: number;
  /** Day of the last search that found nothing, YYYY-MM-DD in UTC. */
  lastFoundNothing: string | null;
};

export type OpenedProduct = { productId: string; opens: number };

export type Insight = {
  totals: Totals;
  /** Most searched first. */
  texts: CountedText[];
  /** Of the same, those that found nothing, most of these first. */
  foundNothing: CountedText[];
  products: OpenedProduct[];
};

/** As the merchant sees it. */
export type ListedInsight = Insight & {
  /** Titles of the products in it by id; one that is not here was deleted. */
  titles: Record<string, string>;
  /** Keys of catalogs that were searched. */
  catalogs: string[];
};
