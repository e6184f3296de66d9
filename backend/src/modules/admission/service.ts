import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

export type AdmissionOptions = {
  perMinute: number;
  perDay: number;
  /** Shared by several processes; without it each counts for itself. */
  redisUrl?: string | undefined;
};

export type Admission = { kind: 'admitted' } | { kind: 'refused'; retryAfterSeconds: number };

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/**
 * How many new clients one address may bring. Every one is a row that is kept for more than a year, so without a bound
 * anybody could fill the disk; a shopper brings two in the life of a device.
 */
export class AdmissionModuleService {
  readonly #redis: Redis | null;
  readonly #limiters: RateLimiterAbstract[];

  readonly __hooks = {
    onApplicationShutdown: async () => {
      this.#redis?.disconnect();
    },
  };

  constructor(_dependencies: object, { perMinute, perDay, redisUrl }: AdmissionOptions) {
    this.#redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : null;
    // While Redis is away this process counts for itself.
    this.#redis?.on('error', () => undefined);
    this.#limiters = [this.#limiter('minute', perMinute, MINUTE), this.#limiter('day', perDay, DAY)];
  }

  /** Null is somebody who is not counted: this machine and the proxies of the shop. */
  async admit(address: string | null): Promise<Admission> {
    if (address === null) return { kind: 'admitted' };
    for (const limiter of this.#limiters) {
      try {
        await limiter.consume(address);
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
