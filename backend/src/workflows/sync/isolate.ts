import type { Desired } from 'sync/protocol';

/** Parts of a cart that may be what Medusa cannot take. */
export type Suspects = { variantIds: string[]; codes: string[] };

type Part = { variantId: string } | { code: string };

export function leaveOut(desired: Desired, { variantIds, codes }: Suspects): Desired {
  return {
    lines: new Map([...desired.lines].filter(([variantId]) => !variantIds.includes(variantId))),
    promos: desired.promos.filter((code) => !codes.includes(code)),
  };
}

/**
 * Finds the parts without which a cart can be reconciled, by halves. `works` tries a cart without some parts. Nothing is
 * blamed when even an empty cart fails, or when what worked before fails afterwards: then something else is wrong.
 */
export async function findCulprits(
  desired: Desired,
  works: (without: Suspects) => Promise<boolean>,
): Promise<Suspects | null> {
  const parts: Part[] = [
    ...[...desired.lines.keys()].map((variantId) => ({ variantId })),
    ...desired.promos.map((code) => ({ code })),
  ];
  const good = new Set<Part>();
  const culprits: Part[] = [];
  const worksWith = (more: readonly Part[]) =>
    works(toSuspects(parts.filter((part) => !good.has(part) && !more.includes(part))));

  async function search(some: readonly Part[]): Promise<boolean> {
    if (some.length === 0) return true;
    if (await worksWith(some)) {
      for (const part of some) good.add(part);
      return true;
    }
    if (some.length === 1) {
      culprits.push(...some);
      return worksWith([]);
    }
    const middle = some.length >> 1;
    return (await search(some.slice(0, middle))) && (await search(some.slice(middle)));
  }

  const isClear = (await worksWith([])) && (await search(parts));
  return isClear ? toSuspects(culprits) : null;
}

const toSuspects = (parts: readonly Part[]): Suspects => ({
  variantIds: parts.flatMap((part) => ('variantId' in part ? [part.variantId] : [])),
  codes: parts.flatMap((part) => ('code' in part ? [part.code] : [])),
});
