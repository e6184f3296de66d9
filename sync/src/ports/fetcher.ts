/** Reads an address of the catalog. Rejects when no answer came. */
export type Fetcher = { get(path: string, signal: AbortSignal): Promise<FetchedText> };

export type FetchedText = { status: number; contentType: string; body: string };
