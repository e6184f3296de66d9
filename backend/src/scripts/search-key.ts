import { currentEnv } from '../env';
import { EngineError } from '../modules/search-meilisearch/errors';
import { openSearchKeys } from '../search/search-keys';

const USAGE = 'npm run search:key [-- --retire]';

/** `medusa exec ./src/scripts/search-key.ts -- [--retire]` */
export default async function run(): Promise<void> {
  const dashes = process.argv.indexOf('--');
  const given = dashes === -1 ? [] : process.argv.slice(dashes + 1);
  const unknown = given.find((argument) => argument !== '--retire');
  if (unknown !== undefined) return fail(`${unknown} is not known: ${USAGE}`);

  const { MEILISEARCH_HOST: host, MEILISEARCH_MASTER_KEY: masterKey } = currentEnv();
  if (!host || !masterKey) {
    return fail(
      'MEILISEARCH_HOST and MEILISEARCH_MASTER_KEY are missing: without them Postgres searches, and no key is needed.',
    );
  }
  const keys = openSearchKeys({ host, masterKey });
  try {
    if (given.includes('--retire')) {
      say(`Ended ${await keys.retireOlder()} older keys. The newest one stays valid.`);
      return;
    }
    const { key } = await keys.create();
    const older = (await keys.list()).length - 1;
    say(`A key that can search products, and nothing else:\n\n  ${key}\n`);
    say('Put it where a program of yours asks Meilisearch itself. The shop needs none: its backend searches for it.');
    if (older > 0) say(`${older} older keys are still valid. Once nobody uses them: npm run search:key -- --retire`);
  } catch (error) {
    fail(adviceOn(error, host));
  }
}

/** Which of the two variables to look at. */
function adviceOn(error: unknown, host: string): string {
  if (!(error instanceof EngineError)) return error instanceof Error ? error.message : String(error);
  switch (error.code) {
    case 'unreachable':
      return `MEILISEARCH_HOST: nobody answers at ${host}. Is Meilisearch running there?`;
    case 'locked':
      return `MEILISEARCH_MASTER_KEY: the Meilisearch at ${host} was started with another key, or with none.`;
    default:
      return `MEILISEARCH_HOST: ${host} answers, but not as Meilisearch should. ${error.message}`;
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
