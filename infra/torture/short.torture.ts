import { expect, it } from 'vitest';
import { torture } from './torture.ts';

it('loses and doubles nothing while everything dies again and again', async ({ signal }) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const say = (line: string) => void process.stdout.write(`seed ${seed}: ${line}\n`);
  const report = await torture({ intents: 480, kills: 30, lostReplies: 30, devices: 2, seed, say, signal });
  say(JSON.stringify(report));
  expect(report).toMatchObject({ asked: 480, lost: 0, doubled: 0, diverged: 0 });
  expect(report.lostReplies.browser + report.lostReplies.backend).toBeGreaterThan(10);
  expect(report.processKills).toBeGreaterThanOrEqual(30);
  expect(Math.min(...Object.values(report.kills))).toBeGreaterThan(0);
});
