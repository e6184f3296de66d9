import type { Channel, ChannelMessage } from '../channel.js';

/** All tabs and workers of this origin. Where the browser has no such channel nobody is reached. */
export function browserChannel(name = 'satchel'): Channel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => {}, listen: () => () => {} };
  // One for all uses: a message does not come back to the channel object it was posted on.
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (isMessage(data)) listener(data);
      };
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
  };
}

/** Another release may say more than this one understands. */
const isMessage = (data: unknown): data is ChannelMessage =>
  typeof data === 'object' &&
  data !== null &&
  'kind' in data &&
  data.kind === 'forgotten' &&
  'database' in data &&
  typeof data.database === 'string';
