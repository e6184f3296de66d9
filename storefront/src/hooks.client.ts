import type { HandleClientError } from '@sveltejs/kit';

/** Shown in the console as without this hook, and told to whoever watches for errors, if the shopper agreed to that. */
export const handleError: HandleClientError = ({ error }) => {
  // eslint-disable-next-line no-console -- What Kit itself does where there is no hook.
  console.error(error);
  dispatchEvent(new CustomEvent('satchel:page-failed', { detail: error }));
};
