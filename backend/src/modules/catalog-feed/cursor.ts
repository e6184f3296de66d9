/** Where a reader of the feed stands: everything up to (txid, seq) of this epoch is known to it. */
export type Cursor = { epoch: string; txid: bigint; seq: bigint };

const SHAPE = /^1~([\w-]{1,64})~(\d{1,20})~(\d{1,19})$/;
const MAX_TXID = 2n ** 64n - 1n;
const MAX_SEQ = 2n ** 63n - 1n;

export function encodeCursor({ epoch, txid, seq }: Cursor): string {
  return Buffer.from(`1~${epoch}~${txid}~${seq}`).toString('base64url');
}

/** Null when the text is not a cursor that `encodeCursor` could have made. */
export function decodeCursor(text: string): Cursor | null {
  if (!/^[\w-]{1,200}$/.test(text)) return null;
  const [, epoch, txid, seq] = SHAPE.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
  if (epoch === undefined || txid === undefined || seq === undefined) return null;
  const cursor = { epoch, txid: BigInt(txid), seq: BigInt(seq) };
  return cursor.txid <= MAX_TXID && cursor.seq <= MAX_SEQ ? cursor : null;
}
