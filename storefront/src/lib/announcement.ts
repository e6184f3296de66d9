import { remember } from './offline/remember';

/** Another line is another name: then it is shown again to those who have closed this one. */
export const ANNOUNCEMENT = 'free-delivery';

/** Read by the script in `app.html`, before anything is painted. */
const KEY = 'satchel:closed-bar';

export function closeAnnouncement(): void {
  remember(KEY, ANNOUNCEMENT);
  document.documentElement.dataset['bar'] = 'closed';
}
