import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { relayOutput } from './script-output.ts';

test('a script speaks for itself; of the log around it only what went wrong is shown, and as words', async () => {
  const shown: string[] = [];
  const output = [
    '{"level":"info","message":"No link to load"}',
    '  Products: 140 already there',
    '{"level":"error","message":"Error running script: Say how many products","stack":[]}',
    '',
    '{"handle":"a line of JSON that is no log"}',
    '{"__isMedusaError":true,"type":"invalid_argument","message":"SOME_KEY is not the right one"}',
    'Error: SOME_KEY is not the right one',
    '    at parseEnv (/shop/backend/src/env.ts:112:11)',
    '    at Module._compile (node:internal/modules/cjs/loader:1929:14)',
    '    at node:internal/modules/cjs/loader:2060:10',
    '    at async loadModule (/shop/node_modules/x/module-loader.ts:92:10)',
  ];
  await relayOutput(Readable.from([output.join('\n')]), (text) => shown.push(text));
  expect(shown).toEqual([
    '  Products: 140 already there\n',
    'Say how many products\n',
    '\n',
    '{"handle":"a line of JSON that is no log"}\n',
    'SOME_KEY is not the right one\n',
    'Error: SOME_KEY is not the right one\n',
    '    at parseEnv (/shop/backend/src/env.ts:112:11)\n',
  ]);
});
