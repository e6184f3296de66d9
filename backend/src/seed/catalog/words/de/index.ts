import type { Words } from '../types';
import { home } from './home';
import { play } from './play';
import { shelves } from './shelves';
import { values } from './values';
import { wear } from './wear';

export const de: Words = { ...shelves, values, products: { ...wear, ...home, ...play } };
