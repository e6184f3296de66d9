import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const NAMES = ['postgresPassword', 'jwtSecret', 'cookieSecret', 'sessionSecret', 'adminPassword'] as const;

const knownSchema = z.partialRecord(z.enum(NAMES), z.string().min(1));

export type Secrets = Record<(typeof NAMES)[number], string>;

/** The embedded mode's secrets: made once at random, kept readable for their owner alone. */
export function loadSecrets(file: string, random: (bytes: number) => Buffer = randomBytes): Secrets {
  const known = readKnown(file);
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, known[name] ?? random(24).toString('base64url')]),
  ) as Secrets;
  if (NAMES.some((name) => known[name] === undefined)) writePrivately(file, secrets);
  else chmodSync(file, 0o600);
  return secrets;
}

function readKnown(file: string): Partial<Secrets> {
  if (!existsSync(file)) return {};
  return knownSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Renamed into place, so a crash leaves the old file or the new one. */
function writePrivately(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
