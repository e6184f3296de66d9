import { spawnSync } from 'node:child_process';

/** Signals a process that was started as a group leader, and everything in its group. A group that is gone is fine. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 1) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // EPERM: only a zombie of another user is left in the group.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
