import type { ExecArgs } from '@medusajs/framework/types';
import { importShopify } from '../import/import-shopify';

/** `medusa exec ./src/scripts/import-shopify.ts -- FILE.csv`; paths begin where the command was typed. */
export default async function run({ container }: ExecArgs): Promise<void> {
  process.exitCode = await importShopify(ownArguments(), {
    container,
    folder: process.env.INIT_CWD ?? process.cwd(),
    write: (text) => void process.stdout.write(text),
    signal: new AbortController().signal,
  });
}

/** Medusa's command line knows no options of scripts: it hands over nothing that stands behind `--`. */
function ownArguments(): string[] {
  const dashes = process.argv.indexOf('--');
  return dashes === -1 ? [] : process.argv.slice(dashes + 1);
}
