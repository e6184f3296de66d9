/** How the markets' languages write numbers and days, read off `Intl` by `build-config/language-patterns.ts`. */
declare module 'virtual:language-patterns' {
  export const patterns: Partial<Record<string, import('$lib/format/read-patterns').LanguagePatterns>>;
}
