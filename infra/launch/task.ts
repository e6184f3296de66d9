import { z } from 'zod';
import { describeExit, startChild, type ChildSpec } from './child.ts';
import { LaunchError, type LaunchErrorCode } from './errors.ts';
import { parseJson } from './json.ts';
import type { ChildRegistry } from './orphans.ts';

const DETAIL_EVERY_MS = 500;
const LONGEST_DETAIL = 70;
/** How Medusa logs in production. */
const logEntrySchema = z.object({ message: z.string() });

export type TaskContext = {
  registry: ChildRegistry;
  signal: AbortSignal;
  /** Shown behind the step's title: the last line the task wrote. */
  detail?: ((text: string) => void) | undefined;
  errorCode?: LaunchErrorCode;
};

/** Runs a process to its end. Anything but success throws with the end of its log; an abort stops it first. */
export async function runTask(spec: ChildSpec, context: TaskContext): Promise<void> {
  const { registry, signal, detail } = context;
  signal.throwIfAborted();
  const child = await startChild(spec);
  registry.add(child);
  const abort = () => void child.stop();
  signal.addEventListener('abort', abort, { once: true });
  const timer = detail && setInterval(() => detail(lastLine(child.tail())), DETAIL_EVERY_MS);
  const exit = await child.exited;
  clearInterval(timer);
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (exit.code !== 0) {
    throw new LaunchError(
      context.errorCode ?? 'child_failed',
      `${spec.name} failed (${describeExit(exit)}). The end of ${spec.logFile}:\n\n${child.tail()}`,
    );
  }
}

// eslint-disable-next-line no-control-regex -- colours and cursor movements of somebody else's progress bar
const CONTROL_SEQUENCES = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f]/g;

function lastLine(text: string): string {
  const line = text.replace(CONTROL_SEQUENCES, '').trimEnd().split('\n').at(-1)?.trim() ?? '';
  const message = (parseJson(logEntrySchema, line)?.message ?? line).replace(/^(info|warn):/, '').trim();
  return message.length > LONGEST_DETAIL ? `${message.slice(0, LONGEST_DETAIL - 1)}…` : message;
}
