import type { ExecArgs } from '@medusajs/framework/types';
import { parseEnv } from '../env';
import { fillShop } from '../seed/fill-shop';
import { createProgress } from '../seed/progress';

/** `pnpm seed`: fills the shop with the curated catalog. A second run changes nothing. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const env = parseEnv(process.env);
  const outcome = await fillShop(container, {
    dataDir: env.SATCHEL_DATA_DIR,
    backendUrl: env.BACKEND_URL,
    pictureScale: env.SEED_PICTURE_SCALE,
    progress: createProgress(say, () => performance.now()),
  });
  say(
    outcome.made === 0
      ? 'The shop is already filled: nothing changed'
      : `The shop is filled: ${outcome.made} things made`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
