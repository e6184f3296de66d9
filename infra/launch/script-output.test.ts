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
  ];
  await relayOutput(Readable.from([output.join('\n')]), (text) => shown.push(text));
  expect(shown).toEqual([
    '  Products: 140 already there\n',
    'Say how many products\n',
    '\n',
    '{"handle":"a line of JSON that is no log"}\n',
  ]);
});
