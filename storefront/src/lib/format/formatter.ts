import { patterns } from 'virtual:number-patterns';
import { optionsOf, type NumberKind } from './number-kind';
import { writeNumber } from './number-pattern';

const formatters = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it: by a pattern where there is one, by `Intl` where there is none. */
export function writeAs(kind: NumberKind, value: number, language: string): string {
  const pattern = patterns[language]?.kinds[kind];
  return (pattern && writeNumber(value, pattern)) ?? formatterOf(language, kind).format(value);
}

/** Kept per language and kind: making a formatter costs more than formatting a whole list with it. */
export function formatterOf(language: string, kind: NumberKind): Intl.NumberFormat {
  const key = `${language} ${kind}`;
  const formatter = formatters.get(key) ?? new Intl.NumberFormat(language, optionsOf(kind));
  formatters.set(key, formatter);
  return formatter;
}
