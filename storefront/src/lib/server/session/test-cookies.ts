import type { Cookies } from '@sveltejs/kit';

/** A browser's cookies in a test: what was set is what it sends. `set` tells how each was marked. */
export function cookieJar(initial: Record<string, string> = {}) {
  const values = new Map(Object.entries(initial));
  const marks = new Map<string, Parameters<Cookies['set']>[2]>();
  const cookies: Cookies = {
    get: (name) => values.get(name),
    getAll: () => [...values].map(([name, value]) => ({ name, value })),
    set: (name, value, options) => {
      values.set(name, value);
      marks.set(name, options);
    },
    delete: (name) => void values.delete(name),
    serialize: () => '',
  };
  return { cookies, values, marks };
}
