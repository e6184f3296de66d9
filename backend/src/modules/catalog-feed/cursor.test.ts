import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor';

const cursor = { epoch: '6d3f1c5e-9a0b-4a63-8f6e-0b1de1a2c001', txid: 18_446_744_073_709_551_615n, seq: 42n };
const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('cursor', () => {
  it('survives the round trip, also beyond the safe integers', () => {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  it.each([
    ['nothing', ''],
    ['no base64url', '%%%'],
    ['another shape', encode('hello')],
    ['a negative number', encode('1~epoch~-1~0')],
    ['an unknown version', encode('2~epoch~1~0')],
    ['a transaction id beyond 64 bits', encode('1~epoch~18446744073709551616~0')],
    ['a sequence beyond 63 bits', encode('1~epoch~1~9223372036854775808')],
    ['SQL', encode("1~e'; drop table catalog_document; --~1~0")],
    ['something endless', 'A'.repeat(10_000)],
  ])('refuses %s', (_, text) => {
    expect(decodeCursor(text)).toBeNull();
  });
});
