import { bags } from './bags';
import { clothing } from './clothing';
import { footwear } from './footwear';
import { garden } from './garden';
import { kitchen } from './kitchen';
import { music } from './music';
import { outdoor } from './outdoor';
import { stationery } from './stationery';
import { toys } from './toys';
import type { Department, Product } from './types';

/** In the order of the shop's menu. */
export const DEPARTMENTS: readonly Department[] = [
  clothing,
  footwear,
  bags,
  music,
  kitchen,
  garden,
  outdoor,
  toys,
  stationery,
];

export const PRODUCTS: readonly Product[] = DEPARTMENTS.flatMap((department) => department.products);

export const COLLECTIONS = [
  {
    handle: 'house-favourites',
    title: 'House favourites',
    description: 'What we reach for ourselves, and would miss first.',
  },
  {
    handle: 'summer-light',
    title: 'Summer light',
    description: 'For long evenings, open windows and bare feet.',
  },
  {
    handle: 'slow-winter',
    title: 'Slow winter',
    description: 'Wool, lamplight and something warm in the hand.',
  },
] as const;
