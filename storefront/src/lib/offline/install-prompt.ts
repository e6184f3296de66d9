/** Chromium's event; no other browser has it and the DOM types do not know it. */
export type InstallPrompt = Event & { prompt(): Promise<unknown>; userChoice: Promise<{ outcome: string }> };

let latest: InstallPrompt | null = null;
const listeners = new Set<() => void>();

/** The browser offers installing once, early, and possibly before anybody wants to ask the shopper: it is kept for a good moment. */
export function keepInstallPrompt(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const tell = (prompt: InstallPrompt | null) => {
    latest = prompt;
    for (const listen of listeners) listen();
  };
  addEventListener(
    'beforeinstallprompt',
    (event) => {
      event.preventDefault();
      tell(event as InstallPrompt);
    },
    { signal },
  );
  addEventListener('appinstalled', () => tell(null), { signal });
  return () => stop.abort();
}

export function watchInstallPrompt(show: (prompt: InstallPrompt | null) => void): () => void {
  const listen = () => show(latest);
  listeners.add(listen);
  listen();
  return () => void listeners.delete(listen);
}
