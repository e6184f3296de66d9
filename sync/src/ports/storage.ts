/** What the browser says about the room on this device, in bytes. */
export type Space = { usage: number; quota: number };

/** The room this origin has on the device. */
export type Storage = {
  /** Null where the browser does not tell. */
  estimate(): Promise<Space | null>;
  /** Asks the browser not to evict anything by itself. Only a page may ask; some browsers show a question for it. */
  persist(): Promise<boolean>;
};

/** Throws out something that can be had again. Resolves with false when there was nothing to throw out. */
export type Relief = () => Promise<boolean>;
