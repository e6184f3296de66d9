const HEARTBEAT_MS = 15_000;

export type Terminal = { write(text: string): unknown; isTTY?: boolean | undefined };

export type Progress = {
  /**
   * Shows the title while `run` works and the elapsed time when it is done; `detail` replaces what is shown behind the
   * title, `describe` says how it ended. Steps may run side by side.
   */
  step<T>(
    title: string,
    run: (detail: (text: string) => void) => Promise<T>,
    describe?: (result: T) => { isGood: boolean; text: string },
  ): Promise<T>;
  line(text: string): void;
};

type Running = { title: string; detail: string; startedAt: number };

/** On a terminal one line counts the seconds of what runs; elsewhere each step prints plain lines and a heartbeat. */
export function createProgress({ out, now }: { out: Terminal; now: () => number }): Progress {
  const live = out.isTTY === true;
  const running = new Set<Running>();

  const elapsed = ({ startedAt }: Running) => formatElapsed(now() - startedAt);
  const describeRunning = ({ title, detail }: Running) => `${title}${detail === '' ? '' : `: ${detail}`}`;

  function erase(): void {
    if (live && running.size > 0) out.write('\r\u001b[2K');
  }

  function redraw(): void {
    if (!live || running.size === 0) return;
    const parts = [...running].map((one) => `${running.size > 1 ? one.title : describeRunning(one)} ${elapsed(one)}`);
    out.write(`\r\u001b[2K· ${parts.join(' · ')}`);
  }

  function line(text: string): void {
    erase();
    out.write(`${text}\n`);
    redraw();
  }

  const step: Progress['step'] = async (title, run, describe) => {
    const one: Running = { title, detail: '', startedAt: now() };
    if (!live) line(`· ${title}`);
    running.add(one);
    redraw();
    const timer = setInterval(
      () => (live ? redraw() : line(`  … ${describeRunning(one)}, ${elapsed(one)}`)),
      live ? 1_000 : HEARTBEAT_MS,
    );
    timer.unref();

    const finish = (isGood: boolean, text = '') => {
      clearInterval(timer);
      erase();
      running.delete(one);
      line(`${isGood ? '✓' : '✗'} ${title} (${elapsed(one)})${text === '' ? '' : `: ${text}`}`);
    };
    try {
      const result = await run((text) => {
        one.detail = text;
        redraw();
      });
      const { isGood, text } = describe?.(result) ?? { isGood: true, text: '' };
      finish(isGood, text);
      return result;
    } catch (error) {
      finish(false);
      throw error;
    }
  };

  return { step, line };
}

/** `3.4 s`, `2 m 05 s`. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = elapsedMs / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}
