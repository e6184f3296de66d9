import type { ProductCard } from 'sync/catalog';
import { meantText, type Taken } from 'sync/search';

type Answered = { cards: readonly ProductCard[]; taken?: readonly Taken[] | undefined };

/** What was probably meant, in the words of the products that answer; null where it is written somewhere as it was typed. */
export function meantBy(text: string, { cards, taken = [] }: Answered): string | null {
  if (taken.length === 0) return null;
  const texts = cards.flatMap(({ title, subtitle, tags, swatches }) => [title, subtitle ?? '', ...swatches, ...tags]);
  const meant = meantText(text, taken, texts);
  return meant.toLowerCase() === text.toLowerCase() ? null : meant;
}
