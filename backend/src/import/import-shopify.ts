import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MedusaContainer } from '@medusajs/framework/types';
import { importProducts } from './apply/import-products';
import { readShop } from './apply/shop';
import { readFileContent } from './file/read-file';
import { HELP, parseOptions } from './options';
import { createPictureFetcher } from './pictures/fetch-picture';
import { formatOutcome, formatSummary, isFailure, type Outcome } from './report';

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};
const PICTURE_LIMITS = { timeoutMs: 15_000, maxBytes: 20_000_000 };

export type Surroundings = {
  container: MedusaContainer;
  /** Relative paths begin here. */
  folder: string;
  write: (text: string) => void;
  signal: AbortSignal;
};

/** The command, from its arguments to its exit code: 0 when something came in or was there already, else 1. */
export async function importShopify(
  args: string[],
  { container, folder, write, signal }: Surroundings,
): Promise<number> {
  const parsed = parseOptions(args);
  if (parsed.kind === 'help') {
    write(HELP);
    return 0;
  }
  if (parsed.kind === 'wrong') {
    write(`${parsed.message}\n\n${HELP}`);
    return 1;
  }
  const { options } = parsed;
  const bytes = await readFile(path.resolve(folder, options.file)).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    write(`${options.file} cannot be read: ${REASONS[bytes.code ?? ''] ?? bytes.message}.\n`);
    return 1;
  }
  const content = readFileContent(bytes);
  if (content.kind === 'unusable') {
    write(`${options.file} cannot be imported. ${content.message}\n`);
    return 1;
  }
  const answer = await readShop(container, options.currency);
  if (answer.kind === 'unusable') {
    write(`${answer.message}\n`);
    return 1;
  }
  const { shop } = answer;
  const outcomes: Outcome[] = [];
  const onOutcome = (outcome: Outcome) => {
    outcomes.push(outcome);
    write(`${formatOutcome(outcome, options.isDryRun)}\n`);
  };
  const { allowPrivateHosts } = options;
  const fetchPicture = createPictureFetcher({ ...PICTURE_LIMITS, allowPrivateHosts });
  write(`\n${options.file}: prices in ${shop.currency.toUpperCase()}\n`);
  const pictures = options.withImages ? { fetchPicture, signal } : null;
  const found = await importProducts(
    { container, shop, isDryRun: options.isDryRun, pictures, onOutcome },
    content.products,
  );
  for (const { handle, line, reason } of content.skipped) {
    onOutcome({ handle, line, kind: 'skipped', reason, remarks: [], unreachable: 0 });
  }
  const problems = [...content.problems, ...found].sort((a, b) => a.line - b.line);
  const report = { rows: content.rows, outcomes, problems, isDryRun: options.isDryRun };
  write(`${formatSummary(report)}\n`);
  if (shop.otherRegions.length > 0) {
    write(`Without a price in their currency, new products cannot be bought in: ${shop.otherRegions.join(', ')}.\n`);
  }
  return isFailure(report) ? 1 : 0;
}
