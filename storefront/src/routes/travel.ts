import { onMount } from 'svelte';
import { onNavigate } from '$app/navigation';
import { stripMarket } from '$lib/i18n/market';
import { isTravelSlow, noteStart, noteTravel } from './slow-travels';

const NAME = 'travelling-picture';

/**
 * View transitions between pages: the picture of a tile travels to the product page and back. Elements say what they are by
 * `data-travels="<handle>"` (a tile) and `data-travels-here` (the place on the product page). A device that is slow at it does without
 * until the tab is closed. Call it while the component around every page is made.
 */
export function travelBetweenPages(): void {
  const madeMs = performance.now();
  onMount(() => noteStart(performance.now() - madeMs));
  onNavigate((navigation) => {
    const from = navigation.from?.url.pathname;
    const to = navigation.to?.url.pathname;
    if (!document.startViewTransition || from === undefined || to === undefined || from === to) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches || isTravelSlow()) return;

    const leaving = pictureOf(handleOf(to)) ?? (handleOf(from) ? placeOnPage() : null);
    const startMs = performance.now();
    return new Promise((resolve) => {
      leaving?.style.setProperty('view-transition-name', NAME);
      const transition = document.startViewTransition(async () => {
        noteTravel(performance.now() - startMs);
        resolve();
        await navigation.complete;
        leaving?.style.removeProperty('view-transition-name');
        const arriving = handleOf(to) ? placeOnPage() : pictureOf(handleOf(from));
        arriving?.style.setProperty('view-transition-name', NAME);
        void transition.finished.finally(() => arriving?.style.removeProperty('view-transition-name'));
      });
    });
  });
}

const handleOf = (pathname: string): string | undefined => /^\/p\/([^/]+)$/.exec(stripMarket(pathname))?.[1];

const placeOnPage = () => document.querySelector<HTMLElement>('[data-travels-here]');

const pictureOf = (handle: string | undefined) =>
  handle === undefined ? null : document.querySelector<HTMLElement>(`[data-travels="${CSS.escape(handle)}"]`);
