import { patterns } from 'virtual:date-patterns';
import { writeDate } from './date-pattern';

/** `seconds` since 1970, as the catalog stores it. */
export function formatDate(seconds: number, language: string): string {
  const pattern = patterns[language];
  if (pattern) return writeDate(seconds * 1000, pattern);
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
