import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

const POLL_MS = 200;

/** Shows what is added to a log file from now on, each line with a name in front. Returns the way to stop. */
export function followLog(file: string, { name, write }: { name: string; write: (line: string) => void }): () => void {
  let position = existsSync(file) ? statSync(file).size : 0;
  let unfinished = '';

  function readNew(): void {
    if (!existsSync(file)) return;
    const { size } = statSync(file);
    if (size < position) position = 0; // It was moved aside, this is a new one.
    if (size === position) return;
    const buffer = Buffer.alloc(size - position);
    const handle = openSync(file, 'r');
    try {
      position += readSync(handle, buffer, 0, buffer.length, position);
    } finally {
      closeSync(handle);
    }
    const lines = (unfinished + buffer.toString('utf8')).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) write(`${name} │ ${line}`);
  }

  const timer = setInterval(readNew, POLL_MS);
  return () => {
    clearInterval(timer);
    readNew();
  };
}
