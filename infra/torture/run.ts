import { readArguments } from 'launch/arguments';
import { LaunchError } from 'launch/errors';
import { toTable } from './to-table.ts';
import { torture } from './torture.ts';

const HELP = `npm run torture [-- --intents 10000 --kills 500 --lost-replies 500 --devices 4 --seed N]

Real Medusa, PostgreSQL and Chromium die again and again while shoppers add things, and answers are lost. Afterwards
everything that was promised must be in Medusa's cart exactly once. Ends with a table; the exit code is 0 only then.
`;

/** The command behind `npm run torture`; resolves with the exit code. */
export async function run(signal: AbortSignal): Promise<number> {
  const number = { type: 'string' } as const;
  const values = readArguments(HELP, {
    intents: number,
    kills: number,
    'lost-replies': number,
    devices: number,
    seed: number,
  });
  if (values === null) return 0;
  const asked = {
    kills: whole('kills', values.kills, 500),
    lostReplies: whole('lost-replies', values['lost-replies'], 500),
  };
  const report = await torture({
    ...asked,
    intents: whole('intents', values.intents, 10_000),
    devices: whole('devices', values.devices, 4),
    seed: whole('seed', values.seed, Math.floor(Math.random() * 2 ** 31)),
    signal,
    say: (line) => void process.stdout.write(`  ${line}\n`),
  });
  process.stdout.write(`\n${toTable(report)}\n`);
  const lostReplies = report.lostReplies.browser + report.lostReplies.backend;
  if (report.processKills < asked.kills || lostReplies < asked.lostReplies) {
    process.stdout.write(
      '\nIt proves less than was asked for: too few kills or lost replies. Ask for more additions.\n',
    );
    return 1;
  }
  return report.lost + report.doubled + report.diverged === 0 ? 0 : 1;
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new LaunchError('bad_usage', `--${name} must be a whole number from 1, not "${text}".`);
}
