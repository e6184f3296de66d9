/** Small things this browser remembers about what was closed or counted. A browser that stores nothing only repeats itself. */
export function remember(key: string, value: string, storage: () => Storage = () => localStorage): void {
  try {
    storage().setItem(key, value);
  } catch {
    // Storage is full or switched off.
  }
}

export function recall(key: string, storage: () => Storage = () => localStorage): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}
