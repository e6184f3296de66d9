import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import type { Outcome } from './progress';

/** Writes the storefront's publishable key where the storefront looks for it. Medusa makes the key when it first starts. */
export async function writePublishableKey(container: MedusaContainer, dataDir: string): Promise<Outcome> {
  const keys = await container
    .resolve(Modules.API_KEY)
    .listApiKeys({ type: 'publishable' }, { order: { created_at: 'ASC' } });
  const token = keys.find((key) => !key.revoked_at)?.token;
  if (!token) {
    throw new Error(
      'There is no publishable key: make one in the admin under Settings, with the default sales channel',
    );
  }
  const file = path.join(dataDir, 'publishable-key');
  const written = await readFile(file, 'utf8').catch(() => null);
  if (written?.trim() === token) return { made: 0, kept: 1 };
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.part`, `${token}\n`);
  await rename(`${file}.part`, file);
  return { made: 1, kept: 0 };
}
