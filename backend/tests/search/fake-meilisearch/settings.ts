import { assertFields, badRequest } from './problem.ts';

export type Settings = {
  searchableAttributes: string[];
  filterableAttributes: string[];
  sortableAttributes: string[];
  displayedAttributes: string[];
  rankingRules: string[];
  stopWords: string[];
  synonyms: Record<string, string[]>;
  distinctAttribute: string | null;
  typoTolerance: {
    enabled: boolean;
    disableOnAttributes: string[];
    disableOnWords: string[];
    disableOnNumbers: boolean;
    minWordSizeForTypos: { oneTypo: number; twoTypos: number };
  };
  faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, 'alpha' | 'count'> };
  pagination: { maxTotalHits: number };
  prefixSearch: 'indexingTime' | 'disabled';
};

export const defaultSettings = (): Settings => ({
  searchableAttributes: ['*'],
  filterableAttributes: [],
  sortableAttributes: [],
  displayedAttributes: ['*'],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [],
  synonyms: {},
  distinctAttribute: null,
  typoTolerance: {
    enabled: true,
    disableOnAttributes: [],
    disableOnWords: [],
    disableOnNumbers: false,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 1000 },
  prefixSearch: 'indexingTime',
});

const RULES = ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'];
/** Settings the API knows that are taken here and change nothing. */
const UNUSED = [
  'separatorTokens',
  'nonSeparatorTokens',
  'dictionary',
  'proximityPrecision',
  'embedders',
  'searchCutoffMs',
  'localizedAttributes',
  'facetSearch',
];

/** Checked before a task is made of it, as the API does. */
export function checkSettings(body: unknown): Partial<Settings> {
  const given = assertFields(body, [...Object.keys(defaultSettings()), ...UNUSED]);
  for (const name of [
    'searchableAttributes',
    'filterableAttributes',
    'sortableAttributes',
    'stopWords',
    'rankingRules',
  ]) {
    if (given[name] !== undefined && given[name] !== null && !isStrings(given[name])) {
      throw wrong(name, 'expected an array of strings');
    }
  }
  for (const rule of (given['rankingRules'] as string[] | undefined) ?? []) {
    if (!RULES.includes(rule) && !/^\S+:(asc|desc)$/.test(rule)) {
      throw wrong('rankingRules', `\`${rule}\` ranking rule is invalid`);
    }
  }
  for (const words of Object.values((given['synonyms'] as object | undefined) ?? {})) {
    if (!isStrings(words)) throw wrong('synonyms', 'expected an array of strings');
  }
  checkNested(given);
  return given as Partial<Settings>;
}

function checkNested(given: Record<string, unknown>): void {
  const defaults = defaultSettings();
  for (const name of ['typoTolerance', 'faceting', 'pagination'] as const) {
    if (given[name]) assertFields(given[name], Object.keys(defaults[name]), ` inside \`.${name}\``);
  }
  const sizes = (given['typoTolerance'] as Partial<Settings['typoTolerance']> | undefined)?.minWordSizeForTypos;
  if (!sizes) return;
  assertFields(sizes, ['oneTypo', 'twoTypos'], ' inside `.typoTolerance.minWordSizeForTypos`');
  if (sizes.oneTypo > sizes.twoTypos) {
    throw wrong(
      'typoTolerance',
      '`minWordSizeForTypos` setting is invalid. `oneTypo` and `twoTypos` fields should be between `0` and `255`, and `twoTypos` should be greater or equals to `oneTypo`',
    );
  }
}

export function mergeSettings(before: Settings, change: Partial<Settings>): Settings {
  const defaults = defaultSettings();
  const merged: Settings = { ...before };
  for (const [name, value] of Object.entries(change)) {
    const isNested = ['typoTolerance', 'faceting', 'pagination'].includes(name) && value !== null;
    const key = name as keyof Settings;
    const now =
      value === null ? defaults[key] : isNested ? { ...(before[key] as object), ...(value as object) } : value;
    Object.assign(merged, { [name]: now });
  }
  return merged;
}

const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');

const wrong = (name: string, message: string) =>
  badRequest(
    `invalid_settings_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    `Invalid value at \`.${name}\`: ${message}`,
  );
