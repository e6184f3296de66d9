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
  { handle: 'house-favourites', title: 'House favourites' },
  { handle: 'summer-light', title: 'Summer light' },
  { handle: 'slow-winter', title: 'Slow winter' },
] as const;
