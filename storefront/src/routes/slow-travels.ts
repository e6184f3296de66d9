import { recall, remember } from '$lib/offline/remember';

/** A browser draws the page it leaves before the next one may come. One that takes longer than this makes people wait for a picture. */
const SLOW_MS = 40;
/** Coming alive is the first thing a page does. A device on which pictures travel for `SLOW_MS` takes about this long. */
const SLOW_START_MS = 60;
/** Any device has a busy moment. */
const SLOW_TIMES = 2;
const KEPT = 'satchel:slow-travels';

/** Whether pictures take this device too long to travel, until the tab is closed. */
export const isTravelSlow = (): boolean => slowTimes() >= SLOW_TIMES;

/** `tookMs`: until the page that is left was drawn. */
export function noteTravel(tookMs: number): void {
  const times = tookMs > SLOW_MS ? slowTimes() + 1 : 0;
  remember(KEPT, String(times), () => sessionStorage);
}

/** `tookMs`: until a page that was loaded had come alive. After a slow start one slow travel is enough. */
export function noteStart(tookMs: number): void {
  if (tookMs > SLOW_START_MS && slowTimes() === 0) remember(KEPT, '1', () => sessionStorage);
}

const slowTimes = (): number => Number(recall(KEPT, () => sessionStorage));
