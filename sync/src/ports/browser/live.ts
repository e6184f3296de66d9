import type { Live } from '../live.js';

/** An event stream of the shop's own origin; its server adds who is asking from HttpOnly cookies. */
export function browserLive(address = '/api/live'): Live {
  return {
    open({ opened, poked, lost }) {
      const source = new EventSource(address);
      source.onopen = opened;
      source.onmessage = poked;
      source.onerror = () => {
        // It would try again on its own, at a fixed pace: every device at once, after the server was restarted.
        source.close();
        lost();
      };
      return () => source.close();
    },
  };
}
