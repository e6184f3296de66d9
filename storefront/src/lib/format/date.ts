import { patterns } from 'virtual:language-patterns';
import { writeDate } from './date-pattern';

/** `seconds` since 1970, as the catalog stores it. */
export function formatDate(seconds: number, language: string): string {
  const pattern = patterns[language]?.date;
  if (pattern) return writeDate(seconds * 1000, pattern);
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
