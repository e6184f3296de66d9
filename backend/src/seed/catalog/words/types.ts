/** A product's title, subtitle and description. */
export type ProductWords = readonly [title: string, subtitle: string, description: string];

/** The demo shop in one language, by handles; options and their values by what they are called in the catalog. */
export type Words = {
  options: Readonly<Record<string, string>>;
  /** Of options, by what they are in the catalog; what is not here reads the same in every language. */
  values: Readonly<Record<string, string>>;
  /** Title and description. */
  collections: Readonly<Record<string, readonly [title: string, description: string]>>;
  /** Name and description. */
  categories: Readonly<Record<string, readonly [name: string, description: string]>>;
  products: Readonly<Record<string, ProductWords>>;
};
