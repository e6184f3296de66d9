import { randomBytes, randomUUID } from 'node:crypto';
import { syncReplySchema } from 'sync/protocol';

/** A client that puts single pieces into its cart, and how long each request took. */
export class CartClient {
  readonly #clientId = randomUUID();
  #mid = 0;
  #head: string | null = null;
  readonly #url: string;
  readonly #publishableKey: string;
  /** Clients with the same one fill the same cart. */
  readonly secret: string;
  readonly times: number[] = [];

  constructor(shop: { url: string; publishableKey: string }, secret = randomBytes(32).toString('hex')) {
    this.#url = shop.url;
    this.#publishableKey = shop.publishableKey;
    this.secret = secret;
  }

  /** Adds one of each in one request. Gives what is in the cart then, variant → quantity. */
  async add(...variantIds: string[]): Promise<Record<string, number>> {
    const mutations = variantIds.map((variantId) => {
      const uuid = randomUUID();
      const parent = this.#head;
      this.#head = uuid;
      return { mid: ++this.#mid, uuid, parent, v: 1, kind: 'cart.add', args: { variantId, quantity: 1 } };
    });
    const body = JSON.stringify({
      proto: 2,
      requestId: randomUUID(),
      clientId: this.#clientId,
      secret: this.secret,
      principal: null,
      lane: 'cart',
      region: 'eu',
      epoch: null,
      baseRev: 0,
      noticesStored: [],
      mutations,
    });
    const headers = { 'content-type': 'application/json', 'x-publishable-api-key': this.#publishableKey };
    const started = performance.now();
    const answer = await fetch(`${this.#url}/store/sync`, { method: 'POST', headers, body });
    const json: unknown = await answer.json();
    this.times.push(performance.now() - started);
    if (!answer.ok) throw new Error(`a sync answered ${answer.status}: ${JSON.stringify(json)}`);
    const { snapshot } = syncReplySchema.parse(json);
    return Object.fromEntries(snapshot.lines.map((line) => [line.variantId, line.quantity]));
  }
}
