import { describe, expect, test } from 'vitest';
import { watchReach, type Reach } from './reach';

const json = (status: number) => new Response('{}', { status, headers: { 'content-type': 'application/json' } });

function watched(answers: (Response | Error)[], isOnline = true) {
  const told: Reach[] = [];
  const sent: unknown[] = [];
  const send = async (...request: unknown[]) => {
    sent.push(request);
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('nothing more to answer');
  };
  return {
    told,
    sent,
    fetch: watchReach(
      send,
      (reach) => told.push(reach),
      () => isOnline,
    ),
  };
}

describe('what an answer says about the connection', () => {
  test.each([
    ['an answer', json(200), 'online'],
    ['a refusal', json(409), 'online'],
    ['a shop in trouble', json(503), 'server-down'],
    [
      "somebody else's page",
      new Response('<h1>Welcome to the hotel</h1>', { headers: { 'content-type': 'text/html' } }),
      'server-down',
    ],
  ])('%s', async (_what, answer, reach) => {
    const { fetch, told } = watched([answer]);
    expect(await fetch('/api/x')).toBe(answer);
    expect(told).toEqual([reach]);
  });

  test('nothing came back: offline only where the browser says so', async () => {
    for (const [isOnline, reach] of [
      [true, 'server-down'],
      [false, 'offline'],
    ] as const) {
      const { fetch, told } = watched([new TypeError('network')], isOnline);
      await expect(fetch('/api/x')).rejects.toThrow('network');
      expect(told).toEqual([reach]);
    }
  });

  test('a request that we took back says nothing', async () => {
    const { fetch, told } = watched([new Error('aborted')]);
    await expect(fetch('/api/x', { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(told).toEqual([]);
  });
});
