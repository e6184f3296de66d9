import type { CatalogProduct, CatalogVariant } from 'sync/protocol';
import { isSellable } from './availability';

/** Option title → chosen value. */
export type Selection = Readonly<Record<string, string>>;

/** Why a combination can or cannot be bought. */
export type ChoiceState = 'available' | 'sold-out' | 'not-made' | 'not-sold-here';

export type Choice = { value: string; isSelected: boolean; state: ChoiceState };
export type OptionChoices = { title: string; choices: Choice[] };

type Product = Pick<CatalogProduct, 'options' | 'variants'>;

/** The asked variant if the product has it, else the first one that can be bought, else the first. */
export function initialSelection({ variants }: Pick<Product, 'variants'>, variantId: string | null): Selection {
  const variant = variants.find(({ id }) => id === variantId) ?? variants.find(isSellable) ?? variants[0];
  return variant?.options ?? {};
}

export function findVariant({ options, variants }: Product, selection: Selection): CatalogVariant | undefined {
  return variants.find((variant) => options.every(({ title }) => variant.options[title] === selection[title]));
}

export function stateOf(variant: CatalogVariant | undefined): ChoiceState {
  if (!variant) return 'not-made';
  if (variant.price === null) return 'not-sold-here';
  return isSellable(variant) ? 'available' : 'sold-out';
}

/**
 * Every option with what each of its values would lead to while the other options stay as they are. Nothing is taken out or
 * blocked: a shopper may look at a sold-out combination and is told why it cannot be bought.
 */
export function choicesOf(product: Product, selection: Selection): OptionChoices[] {
  return product.options.map(({ title, values }) => ({
    title,
    choices: values.map((value) => ({
      value,
      isSelected: selection[title] === value,
      state: stateOf(findVariant(product, { ...selection, [title]: value })),
    })),
  }));
}

/** The chosen values in the product's order, for sentences: `Moss, M`. */
export function describeSelection(
  { options }: Pick<Product, 'options'>,
  selection: Selection,
  separator: string,
): string {
  return options.flatMap(({ title }) => selection[title] ?? []).join(separator);
}

/** An option with one value is no choice; it is told in the details. */
export const isChoice = ({ choices }: OptionChoices): boolean => choices.length > 1;
