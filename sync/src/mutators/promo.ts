import type { IntentArgs } from '../protocol/intent.js';
import type { Desired } from './desired.js';

/** Set membership: entering a code twice is entering it once. */
export function addPromo(desired: Desired, { code }: IntentArgs<'cart.promo.add'>): Desired {
  return desired.promos.includes(code) ? desired : { ...desired, promos: [...desired.promos, code] };
}

export function removePromo(desired: Desired, { code }: IntentArgs<'cart.promo.remove'>): Desired {
  if (!desired.promos.includes(code)) return desired;
  return { ...desired, promos: desired.promos.filter((other) => other !== code) };
}
