export type Part = { module: string; bytes: number };

export type Measured = {
  /** Bytes of gzip a page downloads before it can take an intent, store it and send it. */
  firstLoad: number;
  /** The modules of that, with the bytes each has before compression, largest first. */
  parts: Part[];
  /** Files that are fetched when they are needed, with their bytes of gzip. */
  later: Part[];
};

export function measure(entry?: string): Promise<Measured>;
