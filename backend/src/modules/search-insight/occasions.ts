import { createHmac, randomBytes } from 'node:crypto';

/** More are not remembered; the oldest are forgotten first, and count once more when they come again. */
const MOST = 50_000;

/**
 * Tells whether a network looks for something for the first time today, so that one shopper who looks for the same all day does not
 * make it look like many. What is remembered is a digest under a key of this process that is thrown away with the day: from then on
 * nobody can tell any more who it was.
 */
export class Occasions {
  #day = '';
  #key = randomBytes(32);
  readonly #seen = new Set<string>();

  isNew(address: string | null, what: string, day: string): boolean {
    if (day !== this.#day) {
      this.#day = day;
      this.#key = randomBytes(32);
      this.#seen.clear();
    }
    if (address === null) return true;
    const digest = createHmac('sha256', this.#key).update(`${address} ${what}`).digest('base64').slice(0, 22);
    if (this.#seen.has(digest)) return false;
    this.#seen.add(digest);
    const [oldest] = this.#seen;
    if (this.#seen.size > MOST && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }
}
