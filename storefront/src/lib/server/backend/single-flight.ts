/** Callers who ask for the same key while an answer is on its way share it. */
export function createSingleFlight<Value>(): (key: string, start: () => Promise<Value>) => Promise<Value> {
  const running = new Map<string, Promise<Value>>();
  return (key, start) => {
    const current = running.get(key);
    if (current) return current;
    const flight = start().finally(() => running.delete(key));
    running.set(key, flight);
    return flight;
  };
}
