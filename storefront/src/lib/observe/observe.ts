import { CONSENT_CHANGED, observed, readConsent } from './consent';
import type { Measurement } from './observation';

/**
 * Observes this page for as long as its shopper agrees: visits and speed, and errors, each if the shop wants them. Nothing of it is
 * loaded before. Returns how to say that another page is looked at, and how to end.
 */
export function startObserving(): { visit: (path: string) => void; stop: () => void } {
  const wanted = observed();
  let running: AbortController | undefined;
  let lastPath = location.pathname;

  const follow = () => {
    const mayObserve = wanted.length > 0 && readConsent() === 'given';
    if (!mayObserve) {
      running?.abort();
      running = undefined;
    } else if (!running) {
      running = new AbortController();
      if (wanted.includes('visits')) countVisit(lastPath);
      if (wanted.includes('visits')) void watchVitals(running.signal);
      if (wanted.includes('errors')) void watchErrors(running.signal);
    }
  };
  addEventListener(CONSENT_CHANGED, follow);
  follow();

  return {
    visit(path) {
      if (path === lastPath) return;
      lastPath = path;
      if (running && wanted.includes('visits')) countVisit(path);
    },
    stop() {
      removeEventListener(CONSENT_CHANGED, follow);
      running?.abort();
    },
  };
}

const countVisit = (path: string): void =>
  send('/api/measure', { kind: 'visit', path, screen: `${screen.width}x${screen.height}` });

async function watchVitals(signal: AbortSignal): Promise<void> {
  const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import('web-vitals').catch(() => NO_VITALS);
  const path = location.pathname;
  const values: Extract<Measurement, { kind: 'vitals' }>['values'] = {};
  for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) {
    on(({ name, value }) => (values[name] = Math.round(value * 1_000) / 1_000));
  }
  // They are final when the page is left, which may be the last that is heard of it.
  const leave = () => {
    if (document.visibilityState !== 'hidden' || Object.keys(values).length === 0) return;
    send('/api/measure', { kind: 'vitals', path, values: { ...values } });
    removeEventListener('visibilitychange', leave, { capture: true });
  };
  addEventListener('visibilitychange', leave, { capture: true, signal });
}

const nothing = () => undefined;
const NO_VITALS = { onCLS: nothing, onFCP: nothing, onINP: nothing, onLCP: nothing, onTTFB: nothing };

async function watchErrors(signal: AbortSignal): Promise<void> {
  const watcher = await import('./watch-errors').catch(() => null);
  watcher?.watchErrors(signal, (error) => send('/api/errors', error));
}

/** Arrives even where the page is being left, and nobody waits for an answer. */
function send(address: string, body: object): void {
  const text = JSON.stringify(body);
  navigator.sendBeacon(address, new Blob([text], { type: 'application/json' }));
}
