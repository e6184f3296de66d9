import { answerNavigation } from './navigation';
import { answerPicture, isPicture } from './images';
import { isNeverCached } from './never-cache';
import { answerFile, isBuildFile } from './precache';

export type Route = {
  matches(request: Request, url: URL): boolean;
  respond(event: FetchEvent, url: URL): Promise<Response>;
};

/** The first that matches answers. */
const routes: Route[] = [
  { matches: (request) => request.mode === 'navigate', respond: answerNavigation },
  { matches: (_request, url) => isBuildFile(url), respond: answerFile },
  { matches: (_request, url) => isPicture(url), respond: answerPicture },
];

/** Undefined leaves the request to the browser, as if there were no worker. */
export function routeOf(request: Request, origin: string): Route | undefined {
  const url = new URL(request.url);
  if (isNeverCached(request, url, origin)) return undefined;
  return routes.find((route) => route.matches(request, url));
}
