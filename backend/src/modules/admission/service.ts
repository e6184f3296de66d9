import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

export type AdmissionOptions = {
  /** New clients of one address. */
  perMinute: number;
  perDay: number;
  /** Reviews of one customer. */
  reviewsPerMinute: number;
  reviewsPerDay: number;
  /** Shared by several processes; without it each counts for itself. */
  redisUrl?: string | undefined;
};

export type Admission = { kind: 'admitted' } | { kind: 'refused'; retryAfterSeconds: number };

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/**
 * How many new clients one address may bring, and how many reviews one customer. Every one is a row that is kept for more
 * than a year, so without a bound anybody could fill the disk; a shopper brings two clients in the life of a device.
 */
export class AdmissionModuleService {
  readonly #redis: Redis | null;
  readonly #newClients: RateLimiterAbstract[];
  readonly #reviews: RateLimiterAbstract[];

  readonly __hooks = {
    onApplicationShutdown: async () => {
      this.#redis?.disconnect();
    },
  };

  constructor(_dependencies: object, options: AdmissionOptions) {
    const { perMinute, perDay, reviewsPerMinute, reviewsPerDay, redisUrl } = options;
    this.#redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : null;
    // While Redis is away this process counts for itself.
    this.#redis?.on('error', () => undefined);
    this.#newClients = [this.#limiter('minute', perMinute, MINUTE), this.#limiter('day', perDay, DAY)];
    this.#reviews = [
      this.#limiter('reviews-minute', reviewsPerMinute, MINUTE),
      this.#limiter('reviews-day', reviewsPerDay, DAY),
    ];
  }

  /** Null is somebody who is not counted: this machine and the proxies of the shop. */
  async admit(address: string | null): Promise<Admission> {
    return address === null ? { kind: 'admitted' } : this.#consume(this.#newClients, address);
  }

  admitReview(customerId: string): Promise<Admission> {
    return this.#consume(this.#reviews, customerId);
  }

  async #consume(limiters: readonly RateLimiterAbstract[], key: string): Promise<Admission> {
    for (const limiter of limiters) {
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return { kind: 'refused', retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)) };
      }
    }
    return { kind: 'admitted' };
  }

  #limiter(name: string, points: number, duration: number): RateLimiterAbstract {
    const options = { keyPrefix: `satchel-admission-${name}`, points, duration };
    const memory = new RateLimiterMemory(options);
    return this.#redis
      ? new RateLimiterRedis({ ...options, storeClient: this.#redis, insuranceLimiter: memory })
      : memory;
  }
}
