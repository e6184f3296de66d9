import { parseArgs } from 'node:util';

export const HELP = `import:shopify FILE.csv [options]

Imports a Shopify product export. A product that is there already (same Handle) is updated; nothing is ever deleted.

  --dry-run               read the file, compare it with the shop, change nothing
  --currency CODE         the currency of the file's prices (default: the store's own)
  --no-images             do not fetch pictures
  --allow-private-hosts   fetch pictures from addresses in private networks too
  --help                  this text
`;

export type ImportOptions = {
  file: string;
  isDryRun: boolean;
  currency: string | null;
  withImages: boolean;
  allowPrivateHosts: boolean;
};

export type ParsedOptions =
  { kind: 'options'; options: ImportOptions } | { kind: 'help' } | { kind: 'wrong'; message: string };

export function parseOptions(args: string[]): ParsedOptions {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        currency: { type: 'string' },
        'no-images': { type: 'boolean', default: false },
        'allow-private-hosts': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const [file, ...more] = positionals;
    if (file === undefined) return { kind: 'wrong', message: 'Which file? Give its path.' };
    if (more.length > 0) return { kind: 'wrong', message: `One file at a time: what is "${more.join(' ')}"?` };
    return {
      kind: 'options',
      options: {
        file,
        isDryRun: values['dry-run'],
        currency: values.currency?.toLowerCase() ?? null,
        withImages: !values['no-images'],
        allowPrivateHosts: values['allow-private-hosts'],
      },
    };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'wrong', message: error.message };
    throw error;
  }
}
