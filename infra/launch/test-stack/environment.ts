import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Nothing of the machine's own configuration may colour a test. Medusa's statistics are off by a variable already, but each
 * backend would still start a process that looks whether there are any to send, unless its configuration says no.
 */
export function openNeutralEnvironment(folder: string): NodeJS.ProcessEnv {
  const home = join(folder, 'config');
  const file = join(home, 'medusa/config.json');
  if (!existsSync(file)) {
    mkdirSync(join(home, 'medusa'), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ telemetry: { enabled: false } }));
    renameSync(draft, file);
  }
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, XDG_CONFIG_HOME: home };
}
