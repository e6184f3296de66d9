/** Set by the server with the session, see `lib/server/session/session-cookie.ts`. */
const MARKER = /(?:^|;\s*)satchel-principal=([0-9a-f]{64})(?:;|$)/;

const CHANNEL = 'satchel:principal';

/** Whose database this browser uses now; null while nobody has signed in on it. */
export const readPrincipal = (cookies: string): string | null => MARKER.exec(cookies)?.[1] ?? null;

/** Tells the other tabs that somebody has signed in or out, so that they look. */
export function announcePrincipal(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/**
 * Calls back at each occasion to look whose browser this is now: another tab signed in or out, or the page came back from sleep or
 * from the browser's memory of an earlier time. A tab may miss them all, so whoever stores or sends looks as well.
 */
export function watchPrincipal(signal: AbortSignal, look: () => void): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', look);
  addEventListener('pageshow', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  document.addEventListener('resume', look, { signal });
  signal.addEventListener('abort', () => channel.close());
  look();
}
