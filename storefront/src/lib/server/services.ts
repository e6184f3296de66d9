import { startCatalog, type RegionServices } from './catalog';
import { parseEnv, type Env } from './env';
import { logProblem } from './log';
import { createImages, type Images } from './images';

export type Services = { env: Env; regions: ReadonlyMap<string, RegionServices>; images: Images };

let services: Services | undefined;
let stop: AbortController | undefined;

/** Called once by the server hook, before the first request. A hot reload in development starts them anew. */
export async function startServices(source: Readonly<Record<string, string | undefined>>): Promise<void> {
  const env = parseEnv(source);
  stop?.abort();
  stop = new AbortController();
  const place = { backendUrl: env.BACKEND_URL, dataDirectory: env.SATCHEL_DATA_DIR };
  services = {
    env,
    images: createImages(place),
    regions: await startCatalog({ ...place, signal: stop.signal, report: logProblem }),
  };
}

export function getServices(): Services {
  if (!services) throw new Error('The services are used before the server hook has started them');
  return services;
}
