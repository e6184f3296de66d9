import type { Words } from '../types';
import { home } from './home';
import { play } from './play';
import { shelves } from './shelves';
import { wear } from './wear';

export const ar: Words = { ...shelves, products: { ...wear, ...home, ...play } };
