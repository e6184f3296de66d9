import type { MedusaResponse } from '@medusajs/framework/http';
import type { Stream } from '../../../../modules/live/hub';

/** A reader that has left this much unread is not reading; it comes back when it does. */
const MAX_UNREAD_BYTES = 16 * 1024;

/** A response as a stream of pokes. It starts when the first of its methods is called after `start`. */
export function eventStream(res: MedusaResponse): Stream & { start(): void } {
  const send = (text: string) => {
    if (res.writableEnded || res.destroyed) return;
    if (res.writableLength > MAX_UNREAD_BYTES) res.destroy();
    else res.write(text);
  };
  return {
    start() {
      res.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      send(':\n\n');
    },
    poke: () => send('data: poke\n\n'),
    beat: () => send(':\n\n'),
    end: () => void res.end(),
  };
}
