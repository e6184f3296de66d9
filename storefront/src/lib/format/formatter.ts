const formatters = new Map<string, Intl.NumberFormat>();

/** Kept per language and kind: making a formatter costs more than formatting a whole list with it. */
export function formatterOf(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${language} ${options.style ?? ''} ${options.currency ?? ''}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(language, options);
    formatters.set(key, formatter);
  }
  return formatter;
}
