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
 * Calls back once when this browser is somebody else's than it was: another tab signed in or out, or the page came back from the
 * browser's memory of an earlier time. The cookie is the truth, everything else only a reason to look.
 */
export function watchPrincipal(opened: string | null, signal: AbortSignal, onChange: () => void): void {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const look = () => {
    if (until.aborted || readPrincipal(document.cookie) === opened) return;
    stop.abort();
    onChange();
  };
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', look);
  addEventListener('pageshow', look, { signal: until });
  document.addEventListener('visibilitychange', look, { signal: until });
  until.addEventListener('abort', () => channel.close());
}
