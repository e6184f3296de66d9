import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export type ServedPage = { url: string; close(): void };

/** `page.ts` with the engine in it, and the worker of its catalog, on an origin of its own: a browser gives every port its own databases. */
export async function servePage(): Promise<ServedPage> {
  const scripts = new Map([
    ['/page.js', await bundle('page')],
    ['/catalog-worker.js', await bundle('catalog-worker')],
  ]);
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? '<!doctype html><title>sync</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
    close: () => void server.close(),
  };
}

async function bundle(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
        formats: ['iife'],
        name: 'page',
        fileName: name,
      },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && 'output' in first ? first.output.find((part) => part.type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error('the page was not built');
  return chunk.code;
}
