import { expect, it } from 'vitest';
import { addressOf, trustOf } from './address-of';

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as Parameters<typeof addressOf>[0];

const trust = trustOf('loopback, 10.0.0.0/8');

it.each([
  ['a stranger', from('203.0.113.5'), '203.0.113.5'],
  ['a stranger who claims to be another', from('203.0.113.5', '198.51.100.1'), '203.0.113.5'],
  ['who our proxy names', from('127.0.0.1', '198.51.100.1'), '198.51.100.1'],
  [
    'the last one our proxies name, not the one they invented',
    from('10.0.0.9', '1.2.3.4, 198.51.100.1, 10.1.1.1'),
    '198.51.100.1',
  ],
  ['an IPv4 address in the clothes of IPv6', from('::ffff:203.0.113.5'), '203.0.113.5'],
  ['one of a household', from('::1', '2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64'],
  ['nobody but ourselves', from('::ffff:127.0.0.1'), null],
  ['nobody but our proxies', from('127.0.0.1', '10.0.0.7'), null],
  ['nonsense in the header', from('127.0.0.1', 'unknown'), '127.0.0.1'],
])('%s', (_name, req, expected) => {
  expect(addressOf(req, trust)).toBe(expected);
});

it('does not take a list that is none', () => {
  expect(() => trustOf('the proxy')).toThrow(TypeError);
});
