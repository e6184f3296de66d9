import path from 'node:path';
import type { ExecArgs } from '@medusajs/framework/types';
import { parseEnv } from '../env';
import { fillShop } from '../seed/fill-shop';
import { renderPictures } from '../seed/pictures/render';
import { ensureProducts, ensureStock } from '../seed/products';
import { createProgress } from '../seed/progress';
import { planSynthetic } from '../seed/synthetic';
import { readStoreFacts } from '../store-facts';

const MOST = 200_000;
const CHUNK = 500;

/** `pnpm seed:large N`: the curated shop and N synthetic products beside it. Goes on where an earlier run stopped. */
export default async function seedLarge({ container, args }: ExecArgs): Promise<void> {
  const wanted = Number(args[0]);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST) {
    throw new Error(`Say how many products, a whole number from 1 to ${MOST}: npm run seed:large -- 10000`);
  }
  const env = parseEnv(process.env);
  const progress = createProgress(say, () => performance.now());
  await fillShop(container, {
    dataDir: env.SATCHEL_DATA_DIR,
    backendUrl: env.BACKEND_URL,
    pictureScale: env.SEED_PICTURE_SCALE,
    progress,
  });

  const store = await readStoreFacts(container);
  const urlOf = (key: string) => `${env.BACKEND_URL.replace(/\/$/, '')}/static/${key}`;
  const uploads = path.join(env.SATCHEL_DATA_DIR, 'uploads');
  await progress.step(`${wanted} synthetic products`, async (detail) => {
    const total = { made: 0, kept: 0 };
    for (let first = 1; first <= wanted; first += CHUNK) {
      const plans = Array.from({ length: Math.min(CHUNK, wanted - first + 1) }, (_, at) => planSynthetic(first + at));
      await renderPictures(
        plans.flatMap(({ images }) => images.map(({ recipe }) => recipe)),
        { folder: uploads, scale: env.SEED_PICTURE_SCALE, onProgress: () => undefined },
      );
      const outcome = await ensureProducts(container, plans, { store, urlOf, uploads, batch: 100 }, () => undefined);
      await ensureStock(container, plans, store);
      total.made += outcome.made;
      total.kept += outcome.kept;
      detail(`${Math.min(first + CHUNK - 1, wanted)} of ${wanted}`);
    }
    return total;
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
