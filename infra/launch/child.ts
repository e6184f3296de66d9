import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { signalTree } from './signal-tree.ts';

const LARGEST_LOG_BYTES = 5 * 1024 * 1024;
const TAIL_LINES = 25;

export type ChildSpec = {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Run as somebody else (only root may ask for it). */
  owner?: { uid: number; gid: number } | undefined;
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** After this the process is killed. */
  stopTimeoutMs?: number;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type Child = {
  spec: ChildSpec;
  identity: ProcessIdentity;
  exited: Promise<Exit>;
  hasExited(): boolean;
  /** Asks, waits, kills. Resolves when the process is gone. */
  stop(): Promise<Exit>;
  /** SIGKILL, at once. */
  kill(): Promise<Exit>;
  /** The last lines of this run's output. */
  tail(): string;
};

/**
 * Starts a process in a group of its own, so that Ctrl-C in the terminal reaches the launcher alone and the order of
 * stopping is the launcher's. Output goes straight to the log file: a dead launcher breaks no pipe.
 */
export async function startChild(spec: ChildSpec): Promise<Child> {
  const log = openLog(spec.logFile);
  const startOfRun = statSync(spec.logFile).size;
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ['ignore', log, log],
    detached: true,
    ...(spec.owner ?? {}),
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      writeSync(log, `${String(error)}\n`);
      resolve({ code: 127, signal: null });
    });
  });
  let gone = false;
  void exited.then(() => {
    gone = true;
    closeSync(log);
  });
  if (child.pid === undefined) await once(child, 'error').catch(() => undefined);
  const pid = child.pid ?? 0;

  return {
    spec,
    identity: (pid === 0 ? null : identify(pid)) ?? { pid, began: 'gone at once' },
    exited,
    hasExited: () => gone,
    async stop() {
      if (gone) return exited;
      signalTree(pid, spec.stopSignal ?? 'SIGTERM');
      const timer = setTimeout(() => signalTree(pid, 'SIGKILL'), spec.stopTimeoutMs ?? 10_000);
      const exit = await exited;
      clearTimeout(timer);
      signalTree(pid, 'SIGKILL'); // Whatever it left behind in its group.
      return exit;
    },
    async kill() {
      if (!gone) signalTree(pid, 'SIGKILL');
      return exited;
    },
    tail: () => tailOf(spec.logFile, startOfRun),
  };
}

/** How a process ended, for a line on the terminal. */
export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}

function tailOf(file: string, fromByte: number): string {
  const lines = readFileSync(file).subarray(fromByte).toString('utf8').trimEnd().split('\n');
  return lines.slice(-TAIL_LINES).join('\n');
}
