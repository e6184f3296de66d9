import { formatNumber } from '../format/number';

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

type PluralRule = (count: number) => Intl.LDMLPluralRule;

/**
 * CLDR's rules for whole counts; a fraction is "other" in all of these. `Intl.PluralRules` knows them too, but its first use costs a
 * phone 0.2 s before the page is alive; tests hold one to the other.
 */
const rules: Record<string, PluralRule> = {
  en: (count) => (count === 1 ? 'one' : 'other'),
  de: (count) => (count === 1 ? 'one' : 'other'),
  ar(count) {
    if (count <= 2) return (['zero', 'one', 'two'] as const)[count] ?? 'other';
    const rest = count % 100;
    if (rest >= 3 && rest <= 10) return 'few';
    return rest >= 11 ? 'many' : 'other';
  },
};

/** Picks the form a language uses for a count and puts the count, written its way, where the form says `#`. */
export function pluralIn(language: string): (count: number, forms: PluralForms) => string {
  const rule = rules[language];
  if (!rule) throw new Error(`No plural rule for the language ${language}: add it to plural.ts`);
  return (count, forms) =>
    (forms[Number.isInteger(count) ? rule(count) : 'other'] ?? forms.other).replace('#', formatNumber(count, language));
}
