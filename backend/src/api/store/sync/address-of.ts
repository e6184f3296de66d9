import type { MedusaRequest } from '@medusajs/framework/http';
import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import proxyaddr from 'proxy-addr';
import { currentEnv } from '../../../env';

export type Trust = (address: string) => boolean;
type Asker = Pick<MedusaRequest, 'headers' | 'socket'>;

/** A list as `TRUSTED_PROXIES` has it: addresses, networks, `loopback`, `uniquelocal`. Throws a TypeError when it is none. */
export function trustOf(proxies: string): Trust {
  const isTrusted = proxyaddr.compile(proxies.split(',').flatMap((part) => part.trim() || []));
  return (address) => isIP(address) !== 0 && isTrusted(address, 0);
}

/**
 * The network a request comes from: the last address that no proxy of ours vouches for, so nobody can invent another one for
 * themselves. IPv6 by its first 64 bits, which is what one household has. Null is ourselves: counting the storefront as a
 * shopper would shut out everybody at once.
 */
export function addressOf(req: Asker, isTrusted: Trust = configuredTrust()): string | null {
  const chain = proxyaddr.all(req as Parameters<typeof proxyaddr.all>[0], (address) => isTrusted(address));
  const address = chain.at(-1) ?? '';
  if (isIP(address) === 0) return req.socket.remoteAddress ?? '';
  return isTrusted(address) ? null : networkOf(address);
}

function networkOf(address: string): string {
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const [a = 0, b = 0, c = 0, d = 0] = (parsed as ipaddr.IPv6).parts;
  return [a, b, c, d].map((part) => part.toString(16)).join(':') + '::/64';
}

let configured: Trust | undefined;
const configuredTrust = (): Trust => (configured ??= trustOf(currentEnv().TRUSTED_PROXIES));
