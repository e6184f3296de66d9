import type { Intent } from '../protocol/intent.js';
import { add } from './add.js';
import type { Desired, MutationContext } from './desired.js';
import { addPromo, removePromo } from './promo.js';
import { remove } from './remove.js';
import { set } from './set.js';
import { unwish, wish } from './wish.js';

export { NOTHING_DESIRED, type Desired, type Line, type Lines, type MutationContext } from './desired.js';

/** The one meaning of an intent, pure, run by the device to predict and by the server to decide. */
export function applyIntent(desired: Desired, intent: Intent, context: MutationContext): Desired {
  switch (intent.kind) {
    case 'cart.add':
      return add(desired, intent.args, context);
    case 'cart.set':
      return set(desired, intent.args, context);
    case 'cart.remove':
      return remove(desired, intent.args, context);
    case 'cart.promo.add':
      return addPromo(desired, intent.args);
    case 'cart.promo.remove':
      return removePromo(desired, intent.args);
    case 'wishlist.add':
      return wish(desired, intent.args, context);
    case 'wishlist.remove':
      return unwish(desired, intent.args, context);
  }
}
