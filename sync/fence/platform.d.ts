/** The few globals the engine may name: every browser, worker and server has them. */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

/** Handed through to Dexie by tests. */
interface IDBFactory {
  open(name: string): unknown;
}
declare const IDBKeyRange: {
  bound(lower: unknown, upper: unknown): unknown;
  lowerBound(lower: unknown): unknown;
  upperBound(upper: unknown): unknown;
};

/** Bytes as a database of the browser keeps them best. */
declare class Blob {
  constructor(parts: ReadonlyArray<Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>);
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
