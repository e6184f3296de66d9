import { createOutage, type Outage } from './backend/outage';
import { startCatalog, type RegionServices } from './catalog';
import { parseEnv, type Env } from './env';
import { logProblem } from './log';
import { createImages, type Images } from './images';
import { createContact, type Contact } from './medusa/contact';
import { createCustomers, type Customers } from './medusa/customers';
import { createCollectors, type Collectors } from './observe/collectors';
import { createReviews, type Reviews } from './medusa/reviews';
import { createSearches, type Searches } from './medusa/searches';
import { createWishlists, type Wishlists } from './medusa/wishlists';
import { createPopularSearches, type PopularSearches } from './search/popular-searches';
import { createSignInAttempts, type SignInAttempts } from './session/sign-in';
import { createSocialCards, type SocialCards } from './social-cards';

export type Services = {
  env: Env;
  regions: ReadonlyMap<string, RegionServices>;
  images: Images;
  socialCards: SocialCards;
  customers: Customers;
  reviews: Reviews;
  wishlists: Wishlists;
  contact: Contact;
  searches: Searches;
  popularSearches: PopularSearches;
  syncOutage: Outage;
  collectors: Collectors;
  signInAttempts: SignInAttempts;
  /** Aborted when the server is asked to stop, for what would otherwise never end. */
  stopping: AbortSignal;
};

let services: Services | undefined;
let stop: AbortController | undefined;

/** Called once by the server hook, before the first request. A hot reload in development starts them anew. */
export async function startServices(source: Readonly<Record<string, string | undefined>>): Promise<void> {
  const env = parseEnv(source);
  stop?.abort();
  const current = new AbortController();
  stop = current;
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => current.abort());
  const place = { backendUrl: env.BACKEND_URL, dataDirectory: env.SATCHEL_DATA_DIR };
  const images = createImages(place);
  const searches = createSearches(env, createOutage('Counting searches', logProblem));
  services = {
    env,
    images,
    socialCards: createSocialCards({ images, dataDirectory: place.dataDirectory }),
    customers: createCustomers(env),
    reviews: createReviews(env),
    wishlists: createWishlists(env),
    contact: createContact(env),
    searches,
    popularSearches: createPopularSearches(searches, Date.now),
    syncOutage: createOutage('Passing on sync', logProblem),
    collectors: createCollectors(env, logProblem, __BUILD__),
    signInAttempts: createSignInAttempts(),
    stopping: current.signal,
    regions: await startCatalog({ ...place, signal: current.signal, report: logProblem }),
  };
}

export function getServices(): Services {
  if (!services) throw new Error('The services are used before the server hook has started them');
  return services;
}
