/** Bytes of gzip on the wire, and the modules with their bytes before compression, largest first. */
export function measure(entry?: string): Promise<{ gzip: number; parts: Array<{ module: string; bytes: number }> }>;
