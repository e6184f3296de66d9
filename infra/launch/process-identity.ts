import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A process number is reused; together with the moment it began it is not. */
export const processIdentitySchema = z.object({ pid: z.number().int(), began: z.string() });

export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** Null when no such process is alive (a zombie is not). */
export function identify(pid: number): ProcessIdentity | null {
  const began = process.platform === 'linux' ? beganOnLinux(pid) : beganByPs(pid);
  return began === null ? null : { pid, began };
}

export function isSameProcess({ pid, began }: ProcessIdentity): boolean {
  return identify(pid)?.began === began;
}

function beganOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses and may hold anything; the rest is separated by blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || ticks === undefined) return null;
    return `${ticks}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ESRCH';
}

function beganByPs(pid: number): string | null {
  if (process.platform === 'win32') return isAlive(pid) ? 'unknown' : null;
  try {
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state = '', ...began] = answer.split(/\s+/);
    return state === '' || state.startsWith('Z') ? null : began.join(' ');
  } catch {
    return null; // `ps` answers with exit code 1 when there is no such process.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
