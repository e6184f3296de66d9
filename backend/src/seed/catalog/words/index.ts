import { ar } from './ar';
import { de } from './de';
import type { Words } from './types';

/** Medusa's locale → the demo shop in its words. */
export const WORDS: Readonly<Record<string, Words>> = { 'de-DE': de, 'ar-SA': ar };
export type { Words } from './types';
