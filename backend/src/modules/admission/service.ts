import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

export type AdmissionOptions = {
  /** New clients of one address. */
  perMinute: number;
  perDay: number;
  /** Reviews of one customer. */
  reviewsPerMinute: number;
  reviewsPerDay: number;
  /** Links to wishlists of one owner, and guesses at them from one address. */
  sharesPerDay: number;
  guessesPerMinute: number;
  /** Forms of one device; of one address so many times as many as `HOUSEHOLDS` says. */
  formsPerMinute: number;
  formsPerDay: number;
  /** Reports of searches from one address. */
  searchReportsPerMinute: number;
  searchReportsPerDay: number;
  /** Searches of one address. */
  searchesPerMinute: number;
  /** Shared by several processes; without it each counts for itself. */
  redisUrl?: string | undefined;
};

export type Admission = { kind: 'admitted' } | { kind: 'refused'; retryAfterSeconds: number };

const ADMITTED: Admission = { kind: 'admitted' };

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** Devices behind one address that may all be busy at once. */
const HOUSEHOLDS = 4;

/**
 * How many new clients one address may bring, how many reviews one customer, how many links one wishlist, how many forms one device, how
 * many searches one address may tell of. Every one is a row that is kept for long, so without a bound anybody could fill the disk; a shopper
 * brings two clients in the life of a device.
 */
export class AdmissionModuleService {
  readonly #redis: Redis | null;
  readonly #newClients: RateLimiterAbstract[];
  readonly #reviews: RateLimiterAbstract[];
  readonly #shares: RateLimiterAbstract;
  readonly #guesses: RateLimiterAbstract;
  readonly #guessesPerMinute: number;
  readonly #forms: RateLimiterAbstract[];
  readonly #formsOfAddress: RateLimiterAbstract[];
  readonly #searchReports: RateLimiterAbstract[];
  readonly #searches: RateLimiterAbstract;

  readonly __hooks = {
    onApplicationShutdown: async () => {
      this.#redis?.disconnect();
    },
  };

  constructor(_dependencies: object, options: AdmissionOptions) {
    const { perMinute, perDay, reviewsPerMinute, reviewsPerDay, sharesPerDay, guessesPerMinute, redisUrl } = options;
    const { formsPerMinute, formsPerDay, searchReportsPerMinute, searchReportsPerDay } = options;
    this.#redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : null;
    // While Redis is away this process counts for itself.
    this.#redis?.on('error', () => undefined);
    this.#newClients = [this.#limiter('minute', perMinute, MINUTE), this.#limiter('day', perDay, DAY)];
    this.#reviews = [
      this.#limiter('reviews-minute', reviewsPerMinute, MINUTE),
      this.#limiter('reviews-day', reviewsPerDay, DAY),
    ];
    this.#shares = this.#limiter('shares-day', sharesPerDay, DAY);
    this.#guesses = this.#limiter('guesses-minute', guessesPerMinute, MINUTE);
    this.#guessesPerMinute = guessesPerMinute;
    this.#forms = [this.#limiter('forms-minute', formsPerMinute, MINUTE), this.#limiter('forms-day', formsPerDay, DAY)];
    this.#formsOfAddress = [
      this.#limiter('forms-address-minute', HOUSEHOLDS * formsPerMinute, MINUTE),
      this.#limiter('forms-address-day', HOUSEHOLDS * formsPerDay, DAY),
    ];
    this.#searchReports = [
      this.#limiter('search-reports-minute', searchReportsPerMinute, MINUTE),
      this.#limiter('search-reports-day', searchReportsPerDay, DAY),
    ];
    this.#searches = this.#limiter('finding-minute', options.searchesPerMinute, MINUTE);
  }

  /** Null is somebody who is not counted: this machine and the proxies of the shop. */
  async admit(address: string | null): Promise<Admission> {
    return address === null ? ADMITTED : this.#consume(this.#newClients, address);
  }

  admitReview(customerId: string): Promise<Admission> {
    return this.#consume(this.#reviews, customerId);
  }

  admitShare(owner: string): Promise<Admission> {
    return this.#consume([this.#shares], owner);
  }

  /** Asked before a link is looked up: who has guessed wrong too often is not told whether this one is right. */
  async admitLook(address: string | null): Promise<Admission> {
    if (address === null) return ADMITTED;
    const guesses = await this.#guesses.get(address);
    return guesses !== null && guesses.consumedPoints >= this.#guessesPerMinute ? refusedBy(guesses) : ADMITTED;
  }

  /** A link that nobody has ever given out was asked for. */
  async noteGuess(address: string | null): Promise<void> {
    if (address !== null) await this.#consume([this.#guesses], address);
  }

  /** A message or a review on its way in. Null is a device that has no name, or an address that is not counted. */
  async admitForm({ device, address }: { device: string | null; address: string | null }): Promise<Admission> {
    const own = device === null ? ADMITTED : await this.#consume(this.#forms, device);
    if (own.kind === 'refused' || address === null) return own;
    return this.#consume(this.#formsOfAddress, address);
  }

  async admitSearchReport(address: string | null): Promise<Admission> {
    return address === null ? ADMITTED : this.#consume(this.#searchReports, address);
  }

  async admitSearch(address: string | null): Promise<Admission> {
    return address === null ? ADMITTED : this.#consume([this.#searches], address);
  }

  async #consume(limiters: readonly RateLimiterAbstract[], key: string): Promise<Admission> {
    for (const limiter of limiters) {
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return refusedBy(refused);
      }
    }
    return ADMITTED;
  }

  #limiter(name: string, points: number, duration: number): RateLimiterAbstract {
    const options = { keyPrefix: `satchel-admission-${name}`, points, duration };
    const memory = new RateLimiterMemory(options);
    return this.#redis
      ? new RateLimiterRedis({ ...options, storeClient: this.#redis, insuranceLimiter: memory })
      : memory;
  }
}

const refusedBy = ({ msBeforeNext }: RateLimiterRes): Admission => ({
  kind: 'refused',
  retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
});
