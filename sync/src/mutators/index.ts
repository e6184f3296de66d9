import type { Intent } from '../protocol/intent.js';
import { add } from './add.js';
import type { Lines, MutationContext } from './lines.js';
import { remove } from './remove.js';
import { set } from './set.js';

export type { Line, Lines, MutationContext } from './lines.js';

/** The one meaning of an intent, pure, run by the device to predict and by the server to decide. */
export function applyIntent(lines: Lines, intent: Intent, context: MutationContext): Lines {
  switch (intent.kind) {
    case 'cart.add':
      return add(lines, intent.args, context);
    case 'cart.set':
      return set(lines, intent.args, context);
    case 'cart.remove':
      return remove(lines, intent.args, context);
  }
}
