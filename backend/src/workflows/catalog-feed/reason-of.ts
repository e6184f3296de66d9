import { z } from '@medusajs/framework/zod';

const key = z.union([z.string(), z.number()]);
const invalid = z.object({ issues: z.array(z.object({ path: z.array(key), code: z.string() })) });

/** Why a document could not be made, in one line for the log: the fields that are wrong, not what is in them. */
export function reasonOf(error: unknown): string {
  const { data } = invalid.safeParse(error);
  if (data) return data.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ');
  return error instanceof Error ? error.message : String(error);
}
