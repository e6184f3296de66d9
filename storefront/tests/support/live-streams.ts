import type { BrowserContext, Page, Request } from '@playwright/test';

/** The pages of a browser that hold an open stream of news. */
export function watchStreams(context: BrowserContext): () => Page[] {
  const open = new Map<Request, Page>();
  context.on('response', (response) => {
    const request = response.request();
    if (request.url().endsWith('/api/live') && response.status() === 200) open.set(request, request.frame().page());
  });
  const gone = (request: Request) => open.delete(request);
  context.on('requestfinished', gone);
  context.on('requestfailed', gone);
  return () => [...open.values()].filter((page) => !page.isClosed());
}
