const HEARTBEAT_MS = 15_000;

export type Terminal = { write(text: string): unknown; isTTY?: boolean | undefined };

export type Progress = {
  /** Shows the title while `run` works and the elapsed time when it is done; `detail` replaces what is shown behind the title. */
  step<T>(title: string, run: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  line(text: string): void;
};

/** On a terminal one line per step counts the seconds; elsewhere each step prints plain lines and a heartbeat. */
export function createProgress({ out, now }: { out: Terminal; now: () => number }): Progress {
  const live = out.isTTY === true;
  let current: { redraw(): void; erase(): void } | null = null;

  function line(text: string): void {
    current?.erase();
    out.write(`${text}\n`);
    current?.redraw();
  }

  async function step<T>(title: string, run: (detail: (text: string) => void) => Promise<T>): Promise<T> {
    const startedAt = now();
    let detail = '';
    const elapsed = () => formatElapsed(now() - startedAt);
    const describe = () => `${title}${detail === '' ? '' : `: ${detail}`}`;
    const drawing = live
      ? { redraw: () => out.write(`\r\u001b[2K· ${describe()} ${elapsed()}`), erase: () => out.write('\r\u001b[2K') }
      : null;

    current = drawing;
    if (drawing) drawing.redraw();
    else out.write(`· ${title}\n`);
    const timer = setInterval(
      () => (drawing ? drawing.redraw() : out.write(`  … ${describe()}, ${elapsed()}\n`)),
      live ? 1_000 : HEARTBEAT_MS,
    );
    timer.unref();

    const finish = (mark: string) => {
      clearInterval(timer);
      drawing?.erase();
      current = null;
      out.write(`${mark} ${title} (${elapsed()})\n`);
    };
    try {
      const result = await run((text) => {
        detail = text;
        drawing?.redraw();
      });
      finish('✓');
      return result;
    } catch (error) {
      finish('✗');
      throw error;
    }
  }

  return { step, line };
}

/** `3.4 s`, `2 m 05 s`. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = elapsedMs / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}
