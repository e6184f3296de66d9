export type WakeReason = 'online' | 'visible' | 'pageshow';

/** What the engine hears of the page it lives in. */
export type Lifecycle = {
  isVisible(): boolean;
  /** False is a hint that trying makes no sense; true promises nothing. */
  isOnline(): boolean;
  onWake(listener: (reason: WakeReason) => void): () => void;
  /** Nobody looks any more; the page may be frozen or thrown away soon. */
  onHide(listener: () => void): () => void;
};

/** For a place without a page, such as the service worker: it is told when to work. */
export const noLifecycle: Lifecycle = {
  isVisible: () => false,
  isOnline: () => true,
  onWake: () => () => {},
  onHide: () => () => {},
};
