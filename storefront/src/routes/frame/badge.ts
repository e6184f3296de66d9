/** The number on the icon of the installed app, where the system shows one. */
export function showBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  // Not installed, or the system forbids it: there is no icon to say it on.
  shown.catch(() => undefined);
}
