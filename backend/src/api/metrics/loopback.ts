import type { IncomingHttpHeaders } from 'node:http';

/** A proxy on this machine also comes from here; it says for whom it asks. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

export function isFromThisMachine(address: string | undefined, headers: IncomingHttpHeaders): boolean {
  const isLoopback = address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);
  return isLoopback && FORWARDED.every((name) => headers[name] === undefined);
}
