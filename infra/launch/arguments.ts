import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { LaunchError } from './errors.ts';

/** What stands behind a command, or null when all the person wants is `--help`, which has been printed. */
export function readArguments<Options extends ParseArgsOptionsConfig>(help: string, options: Options) {
  const values = parse(help, { ...options, help: { type: 'boolean', short: 'h' } } as const);
  if (!('help' in values && values.help === true)) return values;
  process.stdout.write(help);
  return null;
}

function parse<Options extends ParseArgsOptionsConfig>(help: string, options: Options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    if (!isBadUsage(error)) throw error;
    throw new LaunchError('bad_usage', `${error.message.split('. ')[0]}.\n\n${help}`);
  }
}

function isBadUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
