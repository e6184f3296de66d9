import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseForm } from './form.js';
import { formSchemas } from './form-schemas.js';
import { parseIntent } from './intent.js';
import { intentSchemas, type addSchema } from './intent-schemas.js';
import { MAX_QUANTITY } from './limits.js';
import { readMessage, type Reader } from './read.js';
import { readError, readReply } from './sync-reply-reader.js';
import { syncErrorSchema, syncReplySchema } from './sync-reply.js';

const folder = new URL('./fixtures/', import.meta.url);
const fixtures = (name: string): unknown[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`))
    .map((file): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

/** What a value may be replaced by: what JSON can say, with a liking for the edges of numbers and the words of the protocol. */
const other = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 'satchel/1', 'unknown_kind', 0, -0, -1, 0.5, 2 ** 53, 1e300, [], {}),
  fc.constantFrom<unknown>('v1', 'x'.repeat(64), 'x'.repeat(65), ' a', 'a b', MAX_QUANTITY, MAX_QUANTITY + 1),
  fc.jsonValue({ maxDepth: 2 }),
);
const edits = { at: fc.nat(), what: fc.constantFrom('replace', 'remove', 'add', 'none'), key: fc.string() };
const edit = fc.record({ ...edits, other });
type Edit = { at: number; what: string; key: string; other: unknown };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every place in a message that holds something. */
function placesIn(value: unknown): Array<{ holder: Record<string, unknown>; key: string }> {
  if (!isRecord(value)) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn(value[key])]);
}

function edited(message: unknown, edits: readonly Edit[]): unknown {
  const copy: unknown = structuredClone(message);
  for (const { at, what, key, other: value } of edits) {
    const places = placesIn(copy);
    const place = places[at % Math.max(places.length, 1)];
    if (!place) continue;
    if (what === 'replace') place.holder[place.key] = value;
    if (what === 'remove' && !Array.isArray(place.holder)) delete place.holder[place.key];
    if (what === 'add' && !Array.isArray(place.holder) && key !== '__proto__') place.holder[key] = value;
  }
  return copy;
}

const pairs: Array<[string, z.ZodMiniType, Reader<unknown>]> = [
  ['sync-reply', syncReplySchema, readReply],
  ['sync-error', syncErrorSchema, readError],
];

describe('what a device reads without zod', () => {
  it.each(pairs)('%s: is taken, refused and read as its schema says', (name, schema, reader) => {
    let taken = 0;
    let refused = 0;
    const message = fc.constantFrom(...fixtures(name));
    fc.assert(
      fc.property(message, fc.array(edit, { maxLength: 4 }), (start, edits) => {
        const candidate = edited(start, edits);
        const wanted = z.safeParse(schema, candidate);
        const read = readMessage(reader, candidate);
        expect(read !== null).toBe(wanted.success);
        if (wanted.success) expect(read).toEqual(wanted.data);
        if (wanted.success) taken += 1;
        else refused += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(300);
  });

  it('an intent: is taken and refused as its schema says', () => {
    const start: z.infer<typeof addSchema> & { code: string } = {
      variantId: 'variant_1',
      quantity: 2,
      code: 'SPRING 10',
    };
    const args = fc
      .tuple(fc.subarray(['variantId', 'quantity', 'code'] as const), fc.array(edit, { maxLength: 2 }))
      .map(([keys, edits]) => edited(Object.fromEntries(keys.map((key) => [key, start[key]])), edits));
    const kind = fc.constantFrom(...Object.keys(intentSchemas).map((name) => name as keyof typeof intentSchemas));
    let taken = 0;
    fc.assert(
      fc.property(kind, fc.oneof(args, other), (name, candidate) => {
        const wanted = z.safeParse(intentSchemas[name], candidate);
        const parsed = parseIntent(name, candidate);
        expect(parsed.kind === 'intent').toBe(wanted.success);
        if (parsed.kind === 'intent') expect(parsed.intent.args).toEqual(wanted.data);
        if (wanted.success) taken += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(40);
  });

  it('a form: is taken and refused as its schema says', () => {
    const [request] = fixtures('sync-request.v2-forms') as Array<{ mutations: Array<{ kind: string; args: object }> }>;
    const words = fc.constantFrom<unknown>(
      ' ',
      '\u0000',
      '\ud800',
      '👩‍👩‍👧',
      'a@b.de',
      'a@b',
      'de',
      'x'.repeat(5_001),
      '\n'.repeat(9),
      6,
    );
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...(request?.mutations ?? [])),
        fc.array(fc.record({ ...edits, other: fc.oneof(other, words) }), { maxLength: 2 }),
        (start, changes) => {
          const args = edited(start.args, changes);
          const kind = start.kind as keyof typeof formSchemas;
          const wanted = z.safeParse(formSchemas[kind], args);
          const parsed = parseForm(kind, args);
          expect(parsed.kind === 'form').toBe(wanted.success);
          if (parsed.kind === 'form') expect(parsed.form.args).toEqual(wanted.data);
          if (wanted.success) taken += 1;
          else refused += 1;
        },
      ),
      { numRuns: 3_000 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(300);
  });
});
