import { MedusaError } from '@medusajs/framework/utils';

/** The first that can be told to forgive nothing in numbers; everything else that is used is older. */
export const OLDEST_VERSION = '1.15.0';

export function assertVersion(found: string): void {
  if (isOlder(found, OLDEST_VERSION)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      `Meilisearch is too old: found ${found}, needed ${OLDEST_VERSION} or newer. Update it, or remove MEILISEARCH_HOST to search with Postgres`,
    );
  }
}

function isOlder(found: string, needed: string): boolean {
  const [a, b] = [found, needed].map((version) => version.split('-')[0]!.split('.').map(Number));
  const at = b!.findIndex((part, index) => (a![index] ?? 0) !== part);
  // What is no version at all is not known to be new enough.
  return a!.some(Number.isNaN) || (at !== -1 && (a![at] ?? 0) < b![at]!);
}
