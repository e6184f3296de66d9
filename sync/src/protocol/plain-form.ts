import type { Form } from './form.js';
import { toPlainLine, toPlainText } from './plain-text.js';

/** A form in characters that can be kept and shown anywhere; what is left out or empty is not in it. */
export function toPlainForm(form: Form): Form {
  const args = Object.entries(form.args).flatMap(([field, value]) => {
    if (typeof value !== 'string') return [[field, value]];
    const plain = SEVERAL_LINES.has(field) ? toPlainText(value) : toPlainLine(value);
    return plain === '' && field !== 'message' ? [] : [[field, plain]];
  });
  return { kind: form.kind, args: Object.fromEntries(args) } as Form;
}

const SEVERAL_LINES = new Set(['message', 'text']);
