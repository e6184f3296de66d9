import { badRequest, type Problem } from './problem.ts';
import { isThere, normalized, rawAt, valuesAt } from './text.ts';

/**
 * The filter grammar as it is published: OR of AND of NOT of conditions, words or quoted values, keywords reserved.
 * Quoted values are read in two passes, the quote first and then every other escape.
 */
type Test = (document: Record<string, unknown>) => boolean;

const KEYWORDS = new Set([
  'AND',
  'OR',
  'IN',
  'NOT',
  'TO',
  'EXISTS',
  'IS',
  'NULL',
  'EMPTY',
  'CONTAINS',
  'STARTS',
  'WITH',
]);
const MAX_DEPTH = 200;

export function parseFilter(filter: unknown, filterable: readonly string[], code: string): Test {
  if (filter === undefined || filter === null) return () => true;
  if (typeof filter === 'string')
    return filter.trim() === '' ? () => true : new Parser(filter, filterable, code).whole();
  if (!Array.isArray(filter))
    throw badRequest(code, 'Invalid syntax for the filter parameter: expected a string or an array');
  const groups = filter.map((each: unknown) =>
    Array.isArray(each)
      ? any(each.map((inner) => parseFilter(inner, filterable, code)))
      : parseFilter(each, filterable, code),
  );
  return all(groups);
}

class Parser {
  readonly #text: string;
  readonly #filterable: readonly string[];
  readonly #code: string;
  #at = 0;

  constructor(text: string, filterable: readonly string[], code: string) {
    this.#text = text;
    this.#filterable = filterable;
    this.#code = code;
  }

  whole(): Test {
    const test = this.#or(0);
    this.#gap();
    if (this.#at < this.#text.length) {
      throw this.#problem(`Found unexpected characters at the end of the filter: \`${this.#rest()}\`.`);
    }
    return test;
  }

  #or(depth: number): Test {
    if (depth > MAX_DEPTH) throw this.#problem('The filter exceeded the maximum depth limit.');
    const tests = [this.#and(depth + 1)];
    while (this.#keyword('OR')) tests.push(this.#and(depth + 1));
    return any(tests);
  }

  #and(depth: number): Test {
    const tests = [this.#not(depth + 1)];
    while (this.#keyword('AND')) tests.push(this.#not(depth + 1));
    return all(tests);
  }

  #not(depth: number): Test {
    if (depth > MAX_DEPTH) throw this.#problem('The filter exceeded the maximum depth limit.');
    if (this.#keyword('NOT')) {
      const test = this.#not(depth + 1);
      return (document) => !test(document);
    }
    this.#gap();
    if (this.#text[this.#at] !== '(') return this.#condition();
    this.#at += 1;
    const test = this.#or(depth + 1);
    if (!this.#symbol(')'))
      throw this.#problem(`Expression \`${this.#rest()}\` is missing the following closing delimiter: \`)\`.`);
    return test;
  }

  #condition(): Test {
    const field = this.#value();
    if (!this.#filterable.includes(field)) {
      const available = this.#filterable.map((each) => `\`${each}\``).join(', ');
      throw this.#problem(
        `Attribute \`${field}\` is not filterable. Available filterable attribute patterns are: ${available}.`,
      );
    }
    const operator = ['>=', '<=', '!=', '=', '>', '<'].find((each) => this.#symbol(each));
    if (operator) return compare(field, operator, this.#value());
    const isNegated = this.#keyword('NOT');
    const test = this.#wordOperator(field, isNegated);
    return isNegated ? (document) => !test(document) : test;
  }

  #wordOperator(field: string, isNegated: boolean): Test {
    if (this.#keyword('EXISTS')) return (document) => isThere(document, field);
    if (this.#keyword('IN')) {
      const values = this.#list();
      return any(values.map((value) => compare(field, '=', value)));
    }
    if (!isNegated && this.#keyword('IS')) {
      const isNot = this.#keyword('NOT');
      const test = this.#keyword('NULL') ? isNull(field) : this.#keyword('EMPTY') ? isEmpty(field) : undefined;
      if (test) return isNot ? (document) => !test(document) : test;
    }
    if (!isNegated && !KEYWORDS.has(this.#peekWord())) {
      const low = this.#value();
      if (this.#keyword('TO')) return all([compare(field, '>=', low), compare(field, '<=', this.#value())]);
    }
    throw this.#problem(
      `Was expecting an operation \`=\`, \`!=\`, \`>=\`, \`>\`, \`<=\`, \`<\`, \`IN\`, \`NOT IN\`, \`TO\`, \`EXISTS\`, \`NOT EXISTS\`, \`IS NULL\`, \`IS NOT NULL\`, \`IS EMPTY\`, \`IS NOT EMPTY\` at \`${this.#rest()}\`.`,
    );
  }

  #list(): string[] {
    if (!this.#symbol('[')) throw this.#problem('Expected `[` after `IN` keyword.');
    const values: string[] = [];
    while (!this.#symbol(']')) {
      if (this.#at >= this.#text.length)
        throw this.#problem('Expected matching `]` after the list of field names given to `IN[`');
      values.push(this.#value());
      this.#symbol(',');
    }
    return values;
  }

  #value(): string {
    this.#gap();
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") return this.#quoted(quote);
    const word = this.#peekWord();
    if (word === '') throw this.#problem(`Was expecting a value but instead got \`${this.#rest()}\`.`);
    if (KEYWORDS.has(word))
      throw this.#problem(
        `Was expecting a value but instead got \`${word}\`, which is a reserved keyword. To use \`${word}\` as a field name or a value, surround it by quotes.`,
      );
    this.#at += word.length;
    return word;
  }

  #quoted(quote: string): string {
    const from = (this.#at += 1);
    for (; this.#text[this.#at] !== quote; this.#at += 1) {
      if (this.#at >= this.#text.length)
        throw this.#problem(
          `Expression \`${quote}${this.#text.slice(from)}\` is missing the following closing delimiter: \`${quote}\`.`,
        );
      if (this.#text[this.#at] === '\\') this.#at += 1;
    }
    const raw = this.#text.slice(from, this.#at).replaceAll(`\\${quote}`, quote);
    this.#at += 1;
    return this.#unescaped(raw);
  }

  #unescaped(raw: string): string {
    const named: Record<string, string> = {
      n: '\n',
      r: '\r',
      t: '\t',
      b: '\b',
      f: '\f',
      '\\': '\\',
      '"': '"',
      "'": "'",
    };
    return raw.replace(/\\(u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|.|$)/gisu, (_, escape: string) => {
      const hex = /^(?:u\{([^}]+)\}|[ux](.+))$/iu.exec(escape);
      if (hex) return String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2]!, 16));
      const meant = named[escape];
      if (meant === undefined) throw this.#problem(`Malformed value: \`${raw}\`.`);
      return meant;
    });
  }

  #keyword(word: string): boolean {
    if (this.#peekWord() !== word) return false;
    this.#at += word.length;
    return true;
  }

  #symbol(symbol: string): boolean {
    this.#gap();
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  #peekWord(): string {
    this.#gap();
    return /^[\p{L}\p{N}_.-]+/u.exec(this.#text.slice(this.#at))?.[0] ?? '';
  }

  #gap(): void {
    while (/\s/u.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #rest(): string {
    return this.#text.slice(this.#at, this.#at + 40);
  }

  #problem(message: string): Problem {
    return badRequest(this.#code, `${message}\n${this.#at + 1}:${this.#text.length + 1} ${this.#text.slice(0, 80)}`);
  }
}

const any =
  (tests: readonly Test[]): Test =>
  (document) =>
    tests.some((test) => test(document));
const all =
  (tests: readonly Test[]): Test =>
  (document) =>
    tests.every((test) => test(document));

const isNull =
  (field: string): Test =>
  (document) =>
    isThere(document, field) && rawAt(document, field) === null;

const isEmpty =
  (field: string): Test =>
  (document) => {
    const value = rawAt(document, field);
    return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  };

/** Numbers as numbers, everything else without case and marks; a list equals what it holds. */
function compare(field: string, operator: string, wanted: string): Test {
  if (operator === '!=') {
    const equal = compare(field, '=', wanted);
    return (document) => !equal(document);
  }
  const number = wanted.trim() === '' ? Number.NaN : Number(wanted);
  const text = normalized(wanted);
  return (document) =>
    valuesAt(document, field).some((value) => {
      if (typeof value === 'number') return !Number.isNaN(number) && holds(operator, value, number);
      if (typeof value === 'string') return value !== '' && holds(operator, normalized(value), text);
      return typeof value === 'boolean' && operator === '=' && String(value) === text;
    });
}

function holds<T extends number | string>(operator: string, value: T, wanted: T): boolean {
  if (operator === '=') return value === wanted;
  if (operator === '>') return value > wanted;
  if (operator === '>=') return value >= wanted;
  return operator === '<' ? value < wanted : value <= wanted;
}
