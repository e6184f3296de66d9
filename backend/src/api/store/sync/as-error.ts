import { z } from '@medusajs/framework/zod';

const thrown = z.object({ message: z.string(), stack: z.string().optional() });

/** Something thrown, for the log. What a workflow step throws arrives as a plain object; its words and place are kept. */
export function asError(error: unknown): Error {
  if (error instanceof Error) return error;
  const { data } = thrown.safeParse(error);
  if (!data) return new Error(typeof error === 'string' ? error : 'something without a message was thrown');
  return Object.assign(new Error(data.message), data.stack !== undefined && { stack: data.stack });
}
