export type Failpoint =
  'after-intents' | 'after-lowering' | 'after-cart' | 'after-lines' | 'before-settle' | 'after-form';

/** Ends this process on the spot when a crash test asked for it. `env.ts` refuses the variable in production. */
export function failpoint(name: Failpoint): void {
  if (process.env.SATCHEL_FAILPOINT === name) process.kill(process.pid, 'SIGKILL');
}
