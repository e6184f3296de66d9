export const LEGAL_PAGES = ['imprint', 'privacy', 'terms', 'returns'] as const;
export type LegalPage = (typeof LEGAL_PAGES)[number];

export const toLegalPage = (slug: string): LegalPage | undefined => LEGAL_PAGES.find((page) => page === slug);
