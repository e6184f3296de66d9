import { randomBytes, randomUUID } from 'node:crypto';
import { syncErrorSchema, syncReplySchema, type SyncErrorReply, type SyncReply, type SyncRequest } from 'sync/protocol';

export type Intent = { kind: string; args: Record<string, unknown>; observed?: { rev: number; quantity: number } };

export type Answer =
  | { status: 200; reply: SyncReply; milliseconds: number }
  | { status: number; error: SyncErrorReply; retryAfter: string | null };

type Options = { url: string; publishableKey: string; region: string };

/** A device that speaks the protocol and does nothing on its own: tests say what is sent, when, and how often. */
export class Device {
  clientId: string = randomUUID();
  secret: string = randomBytes(32).toString('hex');
  nextMid = 1;
  headUuid: string | null = null;

  readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  /** Another client of the same device, as after the browser lost its data. */
  reborn(): Device {
    const device = new Device(this.options);
    device.secret = this.secret;
    return device;
  }

  /** Puts intents into the queue and returns the request that carries them. */
  request(intents: Intent[] = [], overrides: Partial<SyncRequest> = {}): SyncRequest {
    const mutations = intents.map((intent) => {
      const uuid = randomUUID();
      const mutation = { mid: this.nextMid, uuid, parent: this.headUuid, v: 1, ...intent };
      this.nextMid += 1;
      this.headUuid = uuid;
      return mutation;
    });
    return {
      proto: 1,
      requestId: randomUUID(),
      clientId: this.clientId,
      secret: this.secret,
      lane: 'cart',
      region: this.options.region,
      epoch: null,
      baseRev: 0,
      noticesStored: [],
      mutations,
      ...overrides,
    };
  }

  async send(body: unknown): Promise<Answer> {
    const { url, publishableKey } = this.options;
    return post(url, publishableKey, typeof body === 'string' ? body : JSON.stringify(body));
  }

  /** Sends intents and expects them to be taken. */
  async sync(...intents: Intent[]): Promise<SyncReply> {
    return expectReply(await this.send(this.request(intents)));
  }
}

export async function post(url: string, publishableKey: string, body: string): Promise<Answer> {
  const started = performance.now();
  const response = await fetch(`${url}/store/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-publishable-api-key': publishableKey },
    body,
  });
  const json: unknown = await response.json();
  if (response.status === 200) {
    return { status: 200, reply: syncReplySchema.parse(json), milliseconds: performance.now() - started };
  }
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, error: syncErrorSchema.parse(json), retryAfter };
}

export function expectReply(answer: Answer): SyncReply {
  if ('reply' in answer) return answer.reply;
  throw new Error(`expected a reply, got ${answer.status} ${JSON.stringify(answer.error)}`);
}

export const add = (variantId: string, quantity: unknown = 1): Intent => ({
  kind: 'cart.add',
  args: { variantId, quantity },
});
export const set = (variantId: string, quantity: unknown): Intent => ({
  kind: 'cart.set',
  args: { variantId, quantity },
});
export const remove = (variantId: string, observed?: { rev: number; quantity: number }): Intent => ({
  kind: 'cart.remove',
  args: { variantId },
  ...(observed && { observed }),
});

export const quantities = ({ snapshot }: SyncReply): Record<string, number> =>
  Object.fromEntries(snapshot.lines.map(({ variantId, quantity }) => [variantId, quantity]));
