import type { Engine } from './engine-contract';

/** The engine of this device, created on first use. */
export async function engineOf(region: string): Promise<Engine> {
  throw new Error(`The engine for ${region} is not part of this build yet`);
}
