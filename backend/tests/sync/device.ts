import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  syncErrorSchema,
  syncReplySchema,
  type Lane,
  type SyncErrorReply,
  type SyncReply,
  type SyncRequest,
} from 'sync/protocol';

export type Intent = {
  kind: string;
  args: Record<string, unknown>;
  observed?: { rev: number; quantity: number };
  generation?: number;
};

export type Answer =
  { status: 200; reply: SyncReply } | { status: number; error: SyncErrorReply; retryAfter: string | null };

/** Somebody who is signed in. */
export type Session = { customerId: string; token: string };

type Options = { url: string; publishableKey: string; region: string; session?: Session };

/** A device that speaks the protocol and does nothing on its own: tests say what is sent, when, and how often. */
export class Device {
  clientId: string = randomUUID();
  secret: string = randomBytes(32).toString('hex');
  nextMid = 1;
  headUuid: string | null = null;
  lane: Lane = 'cart';

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

  /** The other queue of the same client. */
  wishlist(): Device {
    return Object.assign(new Device(this.options), { clientId: this.clientId, secret: this.secret, lane: 'wishlist' });
  }

  /** What is written on the same device, queued on its own. */
  forms(): Device {
    return Object.assign(new Device(this.options), { secret: this.secret, lane: 'forms' });
  }

  /** The same browser with the database of the person who signed in: another client, with the same secret. */
  signedIn(session: Session): Device {
    return Object.assign(new Device({ ...this.options, session }), { secret: this.secret });
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
      proto: 2,
      requestId: randomUUID(),
      clientId: this.clientId,
      secret: this.secret,
      principal: this.options.session ? principalOf(this.options.session.customerId) : null,
      lane: this.lane,
      region: this.options.region,
      epoch: null,
      baseRev: 0,
      noticesStored: [],
      mutations,
      ...overrides,
    };
  }

  async send(body: unknown): Promise<Answer> {
    return post(this.options, typeof body === 'string' ? body : JSON.stringify(body));
  }

  /** Sends intents and expects them to be taken. */
  async sync(...intents: Intent[]): Promise<SyncReply> {
    return expectReply(await this.send(this.request(intents)));
  }
}

/** `address`: for whom the storefront on this machine says it asks. */
export async function post(
  { url, publishableKey, session, address }: Omit<Options, 'region'> & { address?: string | undefined },
  body: string,
): Promise<Answer> {
  const response = await fetch(`${url}/store/sync`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-publishable-api-key': publishableKey,
      ...(session && { authorization: `Bearer ${session.token}` }),
      ...(address && { 'x-forwarded-for': address }),
    },
    body,
  });
  const json: unknown = await response.json();
  if (response.status === 200) {
    return { status: 200, reply: syncReplySchema.parse(json) };
  }
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, error: syncErrorSchema.parse(json), retryAfter };
}

export function expectReply(answer: Answer): SyncReply {
  if ('reply' in answer) return answer.reply;
  throw new Error(`expected a reply, got ${answer.status} ${JSON.stringify(answer.error)}`);
}

export const principalOf = (customerId: string): string => createHash('sha256').update(customerId).digest('hex');

export const wish = (variantId: string): Intent => ({ kind: 'wishlist.add', args: { variantId } });
export const unwish = (variantId: string): Intent => ({ kind: 'wishlist.remove', args: { variantId } });
export const enter = (code: string): Intent => ({ kind: 'cart.promo.add', args: { code } });

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

export const contact = (message: string, over: Record<string, unknown> = {}): Intent => ({
  kind: 'contact.send',
  args: { email: 'sam@example.com', message, ...over },
});

export const quantities = ({ snapshot }: SyncReply): Record<string, number> =>
  Object.fromEntries(snapshot.lines.map(({ variantId, quantity }) => [variantId, quantity]));
