/** How the markets' languages write numbers and days, read off `Intl` by `build-config/language-patterns.ts`. */
declare module 'virtual:number-patterns' {
  export const patterns: Partial<Record<string, import('$lib/format/read-patterns').NumberPatterns>>;
}

declare module 'virtual:date-patterns' {
  export const patterns: Partial<Record<string, import('$lib/format/date-pattern').DatePattern>>;
}
