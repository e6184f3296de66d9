import type { SearchTypes } from '@medusajs/framework/types';
import { MedusaError, searchValueToNumber } from '@medusajs/framework/utils';
import { KEY, refuse, type Leaf, type Plan } from './plan';

/** Meilisearch itself stops at 200 levels, with a message nobody understands. */
const MAX_DEPTH = 50;
const ALWAYS = `${KEY} EXISTS`;
const NEVER = `${KEY} NOT EXISTS`;

/**
 * Medusa's filter tree in Meilisearch's grammar. Names come from the plan alone, values are always quoted; so nothing of
 * a value is ever read as grammar. Missing fields satisfy "not equal", as with the Postgres provider.
 */
export function toFilter(filters: SearchTypes.SearchFilters | undefined, plan: Plan): string | undefined {
  return branch(filters ?? {}, plan, 0) || undefined;
}

function branch(filters: SearchTypes.SearchFilters, plan: Plan, depth: number): string {
  if (depth > MAX_DEPTH) invalid(`Filters are nested more than ${MAX_DEPTH} levels deep`);
  const parts = Object.entries(filters).flatMap(([key, value]) => {
    if (value === undefined || key === 'q') return [];
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value)) invalid(`"${key}" takes a list of filters`);
      const nested = value.map((each) => branch(each as SearchTypes.SearchFilters, plan, depth + 1)).filter(Boolean);
      return nested.length > 0 ? [joined(nested, key === '$and' ? 'AND' : 'OR')] : [];
    }
    if (key === '$not') {
      const nested = branch(value as SearchTypes.SearchFilters, plan, depth + 1);
      return nested ? [`NOT (${nested})`] : [];
    }
    const leaf = plan.leaves.get(key);
    if (!leaf || !plan.filterable.has(key)) invalid(`The search index does not filter by "${key}"`);
    return [predicate(leaf, value)];
  });
  return joined(parts, 'AND');
}

function predicate(leaf: Leaf, value: unknown): string {
  if (value === null || typeof value !== 'object' || value instanceof Date) return anyOf(leaf, [value]);
  if (Array.isArray(value)) return anyOf(leaf, value);
  const operators = Object.entries(value);
  if (operators.length === 0) invalid(`The filter of "${leaf.path}" has no operator`);
  return joined(
    operators.map(([operator, operand]) => comparison(leaf, operator, operand)),
    'AND',
  );
}

const RANGES: Record<string, string> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };

function comparison(leaf: Leaf, operator: string, operand: unknown): string {
  const operands = Array.isArray(operand) ? operand : [operand];
  switch (operator) {
    case '$eq':
      return anyOf(leaf, [operand]);
    case '$ne':
      return `NOT (${anyOf(leaf, [operand])})`;
    case '$in':
      return anyOf(leaf, operands);
    case '$nin':
      return `NOT (${anyOf(leaf, operands)})`;
    case '$exists':
      return operand ? `${name(leaf)} EXISTS` : `${name(leaf)} NOT EXISTS`;
    case '$contains':
    case '$overlaps':
      if (!leaf.isArray) refuse(`${operator} on "${leaf.path}", which is no list`);
      return operator === '$overlaps'
        ? anyOf(leaf, operands)
        : joined(
            operands.map((each) => anyOf(leaf, [each])),
            'AND',
          ) || ALWAYS;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (leaf.isArray || leaf.kind !== 'number') refuse(`"${operator}" on "${leaf.path}", which is no number`);
      return `${name(leaf)} ${RANGES[operator]} ${literal(leaf, operand)}`;
    default:
      return refuse(`the operator "${operator}" (on "${leaf.path}")`);
  }
}

/** Equals one of them; on a list: holds one of them. Null is what is not there. */
function anyOf(leaf: Leaf, values: readonly unknown[]): string {
  const present = values.filter((value) => value !== null && value !== undefined && value !== '');
  const parts = [
    ...(present.length > 0 ? [`${name(leaf)} IN [${present.map((value) => literal(leaf, value)).join(', ')}]`] : []),
    ...(values.includes('') ? [`${name(leaf)} IS EMPTY`] : []),
    ...(values.some((value) => value === null || value === undefined) ? [`${name(leaf)} NOT EXISTS`] : []),
  ];
  return joined(parts, 'OR') || NEVER;
}

function joined(parts: readonly string[], word: 'AND' | 'OR'): string {
  return parts.length > 1 ? parts.map((part) => `(${part})`).join(` ${word} `) : (parts[0] ?? '');
}

const name = ({ path }: Leaf): string => quoted(path);

function literal({ kind, isDate, path }: Leaf, value: unknown): string {
  if (typeof value === 'object' && !(value instanceof Date)) invalid(`The filter of "${path}" compares with an object`);
  if (kind !== 'number') return quoted(String(value));
  const number = searchValueToNumber(value, isDate);
  if (number === undefined || !Number.isFinite(number)) {
    invalid(`The filter of "${path}" needs ${isDate ? 'a date' : 'a number'}`);
  }
  return quoted(String(number));
}

/** Read back by Meilisearch in two passes, one for \" and one for \\; a value never ends its quotes. */
const quoted = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function invalid(message: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, message);
}
