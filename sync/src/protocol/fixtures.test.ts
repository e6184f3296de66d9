import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { attachReplySchema, attachRequestSchema } from './attach.js';
import { changesSchema, manifestSchema, mustRefetchSchema, productsSchema, shardSchema } from './catalog.js';
import { formSchemas } from './form-schemas.js';
import { intentSchemas } from './intent-schemas.js';
import { packedShardSchema } from './packed-shard.js';
import { syncErrorSchema, syncReplySchema } from './sync-reply.js';
import { syncRequestSchema } from './sync-request.js';
import { INTENT_VERSION, PROTOCOL_VERSION } from './version.js';

const messages = {
  'sync-request': syncRequestSchema,
  'sync-reply': syncReplySchema,
  'sync-error': syncErrorSchema,
  'attach-request': attachRequestSchema,
  'attach-reply': attachReplySchema,
  manifest: manifestSchema,
  shard: shardSchema,
  'packed-shard': packedShardSchema,
  products: productsSchema,
  changes: changesSchema,
  'must-refetch': mustRefetchSchema,
};

/**
 * What the messages looked like at each version. A changed schema changes its hash: raise PROTOCOL_VERSION (or INTENT_VERSION)
 * when an older device or server would misunderstand it, then write the new hash down here.
 */
const KNOWN = {
  protocol: { version: 2, hash: 'fa7fb5b2b4e5710d' },
  intents: { version: 1, hash: '4ad44736014dcae4' },
  forms: { version: 1, hash: '9736045ca6c7f061' },
};

const hashOf = (schemas: Record<string, z.core.$ZodType>) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema)])))
    .digest('hex')
    .slice(0, 16);

const fixturesOf = (name: string) => {
  const folder = new URL('./fixtures/', import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`))
    .map((file): [string, unknown] => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]);
};

describe('the wire', () => {
  it('has not changed without a new version', () => {
    expect({ version: PROTOCOL_VERSION, hash: hashOf(messages) }).toEqual(KNOWN.protocol);
    expect({ version: INTENT_VERSION, hash: hashOf(intentSchemas) }).toEqual(KNOWN.intents);
    expect({ version: INTENT_VERSION, hash: hashOf(formSchemas) }).toEqual(KNOWN.forms);
  });

  it.each(Object.entries(messages))('%s reads every message of the past as it was meant', (name, schema) => {
    const fixtures = fixturesOf(name);
    expect(fixtures.length).toBeGreaterThan(0);
    for (const [file, message] of fixtures) expect(z.parse(schema, message), file).toEqual(message);
  });
});
