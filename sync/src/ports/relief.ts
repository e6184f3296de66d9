/** Throws out something that can be had again. Resolves with false when there was nothing to throw out. */
export type Relief = () => Promise<boolean>;
