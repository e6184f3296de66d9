import type { SearchTypes } from '@medusajs/framework/types';
import {
  MedusaError,
  readDocumentPath,
  searchValueToBoolean,
  searchValueToNumber,
  setDocumentPath,
} from '@medusajs/framework/utils';
import { KEY, SOURCE, type Leaf, type Plan } from './plan';

/** A document as Meilisearch holds it: the declared fields as they are compared, and the document as it was written. */
export type EngineDocument = Record<string, unknown> & { [KEY]: string; [SOURCE]: Record<string, unknown> };

/** Dates are numbers, null is absent, arrays of objects are arrays of what is in them: as the Postgres provider has it. */
export function toEngineDocument(document: Record<string, unknown>, plan: Plan): EngineDocument {
  const id = document[plan.primaryKey];
  if (id === undefined || id === null || id === '') {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `A document of the search index has no "${plan.primaryKey}", its primary key`,
    );
  }
  const compared: Record<string, unknown> = {};
  for (const leaf of plan.leaves.values()) {
    const values = readDocumentPath(document, leaf.path.split('.'))
      .map((value) => comparable(value, leaf))
      .filter((value) => value !== undefined);
    if (values.length > 0) setDocumentPath(compared, leaf.path, leaf.isArray ? values : values[0]);
  }
  return { ...compared, [KEY]: keyOf(String(id)), [SOURCE]: document };
}

function comparable(value: unknown, { kind, isDate }: Leaf): string | number | boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (kind === 'number') return searchValueToNumber(value, isDate);
  if (kind === 'boolean') return searchValueToBoolean(value);
  return typeof value === 'string' ? value : String(value);
}

const PLAIN_KEY = /^(?!x-)[A-Za-z0-9_-]{1,400}$/;

/** Meilisearch takes letters, digits, - and _ as a key. Any other id becomes such a name, no two the same. */
export const keyOf = (id: string): string =>
  PLAIN_KEY.test(id) ? id : `x-${Buffer.from(id, 'utf8').toString('base64url')}`;

/** What a search gives back of a document. */
export type EngineHit = Record<string, unknown> & {
  [SOURCE]?: Record<string, unknown>;
  _formatted?: Record<string, unknown>;
  _rankingScore?: number;
};

export const sourceOf = (hit: EngineHit): SearchTypes.SearchDocument => hit[SOURCE] as SearchTypes.SearchDocument;
