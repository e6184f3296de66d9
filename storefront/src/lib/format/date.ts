/** `seconds` since 1970, as the catalog stores it. */
export function formatDate(seconds: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
