import { isDeepStrictEqual } from 'node:util';
import type { LaneState, OutboxRow } from '../../outbox/lane-state.js';
import type { Lane } from '../../protocol/intent.js';
import type { Notice } from '../../protocol/sync-reply.js';
import { viewCart, type CartView } from '../../view.js';
import { COUNTED_VARIANTS, countedVariant } from './commands.js';
import type { Committed, Database } from './database.js';
import type { Device } from './device.js';
import { firstEffects, isEffective, Promises, type Asked } from './promises.js';
import type { Tab } from './tab.js';
import type { World } from './world.js';

/** What must hold whatever happens, numbered as in the list of invariants in the package's README. */
export class Checks {
  readonly promises = new Promises();
  /** Bits that may leave the screen: ordered, put away, under review, or taken from outside. */
  readonly #mayLeave = new Map<string, number>();
  readonly #shown = new Map<Tab, Map<string, number>>();
  readonly #sentRows = new Map<string, string>();
  readonly #bases = new Map<string, { epoch: string; rev: number; lastMid: number }>();
  readonly #lastMids = new Map<string, number>();
  readonly #dismissed = new Map<string, Set<string>>();
  #seenEffects = 0;
  /** Copies of one intent may be in two places by right: a cart was left behind, or a device was copied. */
  isSpread = false;
  /** A device was copied: both copies may merge a row that neither has sent. */
  isCopied = false;
  /** The server lost count of a lane, so that copies are not told from each other any more. */
  isForgotten = false;
  #failure: Error | null = null;

  constructor(private readonly world: World) {}

  /** A check that fails inside a callback is reported at the next step. */
  fail(message: string): void {
    this.#failure ??= new Error(message);
  }

  /** The one case that is known to double: an unsent row of which two copies went on, under names new to the server. */
  get isBeyondTelling(): boolean {
    return this.isCopied && this.isForgotten;
  }

  asked(asked: Asked): void {
    this.promises.ask(asked);
  }

  /** I6: what a tab showed of a counted variant it never stops showing, and nothing is on screen twice. */
  saw(tab: Tab, view: CartView): void {
    if (this.world.isTraced)
      this.world.trace(
        'view',
        view.lines.map(({ variantId, quantity, pending }) => [variantId, quantity, pending]),
      );
    if (tab.isUprooted || this.isBeyondTelling) return;
    const shown = this.#shown.get(tab) ?? new Map<string, number>();
    this.#shown.set(tab, shown);
    const now = new Map(view.lines.map((line) => [line.variantId, line.quantity]));
    for (const variantId of COUNTED) {
      const bits = now.get(variantId) ?? 0;
      const before = shown.get(variantId) ?? 0;
      const asked = this.promises.askedBits(variantId);
      if ((bits & ~asked) !== 0) this.fail(`I1 on screen: ${inBits(bits)} of ${inBits(asked)} ${variantId}`);
      let left = before & ~bits & ~(this.#mayLeave.get(variantId) ?? 0);
      if (left !== 0) left &= ~this.promises.bitsOf(variantId, (asked) => mayBeRefused(asked, tab));
      if (left !== 0) this.fail(`I6 flicker: ${variantId} went from ${inBits(before)} to ${inBits(bits)}`);
      shown.set(variantId, bits);
    }
  }

  /** I17: a notice that was dismissed never comes back, in no tab. */
  told(tab: Tab, notices: readonly Notice[]): void {
    this.world.trace('notices', notices);
    const dismissed = this.#dismissed.get(databaseKey(tab.device, tab.database));
    const back = notices.find(({ id }) => dismissed?.has(id));
    if (back && !tab.isUprooted) this.fail(`I17 the notice ${back.id} came back`);
    const ids = notices.map(({ id }) => id);
    if (new Set(ids).size !== ids.length) this.fail('I17 a notice is there twice');
  }

  dismissed(tab: Tab, id: string): void {
    const key = databaseKey(tab.device, tab.database);
    this.#dismissed.set(key, (this.#dismissed.get(key) ?? new Set()).add(id));
  }

  mayLeave(variantId: string, bits: number): void {
    this.#mayLeave.set(variantId, (this.#mayLeave.get(variantId) ?? 0) | bits);
  }

  letLeave(isMeant: (asked: Asked) => boolean): void {
    for (const variantId of COUNTED) this.mayLeave(variantId, this.promises.bitsOf(variantId, isMeant));
  }

  /** Lanes were forgotten or the database was restored: the log begins anew. */
  forgetLanes(): void {
    this.#lastMids.clear();
    for (const [clientId, { head }] of this.world.server.tables.clients) this.#lastMids.set(clientId, head.lastMid);
    this.#seenEffects = this.world.server.effects.length;
  }

  /** I4, I5, I7, I8 at every single commit of every device. */
  committed(device: Device, database: Database, { lane, before, after, purpose }: Committed): void {
    try {
      if (purpose !== 'undo') {
        checkNewerRows(before, after);
        if (!this.isBeyondTelling) checkNewerBase(before, after);
        checkRollbackIsTold(before, after);
      }
      this.#checkLane(databaseKey(device, database), lane, before, after);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
    for (const { kind, data } of after.notices) {
      if (kind !== 'review') continue;
      const { args } = data['intent'] as { args: Record<string, unknown> };
      this.mayLeave(String(args['variantId']), Number(args['quantity']));
    }
  }

  afterEachCommand(isAtRest: boolean): void {
    if (this.#failure) throw this.#failure;
    this.#checkEffects();
    this.#checkProjection();
    this.#checkNothingLostOrDoubled();
    this.#checkNobodyForgotten();
    if (isAtRest) for (const device of this.world.devices) this.#checkViews(device);
    if (this.#failure) throw this.#failure;
  }

  /** L1: nothing is queued that could go, and all tabs say so. What belongs to somebody who is not signed in waits for them. */
  isQuiet(): boolean {
    return this.world.devices.every(
      (device) =>
        device.allTabs().every((tab) => isContent(tab) || isWaitingForUpdate(tab.database.peek('cart').rows)) &&
        [...device.databases.values()].every((database) => {
          const { rows } = database.peek('cart');
          return rows.length === 0 || isWaitingForUpdate(rows) || !this.world.isReachable(device, database);
        }),
    );
  }

  /** L2: every device has what the server has. */
  haveConverged(): boolean {
    return this.world.devices.every(({ current }) => {
      const { base, device: identity, rows } = current.peek('cart');
      const cart = identity && this.world.cartOf(identity.clientId);
      if (!cart || isWaitingForUpdate(rows) || this.world.isLate(identity.clientId)) return true;
      return isDeepStrictEqual(linesOf(base?.snapshot.lines ?? []), linesOfCart(cart));
    });
  }

  atTheEnd(): void {
    this.afterEachCommand(true);
    for (const cart of this.world.server.tables.carts.values()) {
      if (cart.lane !== 'cart') continue;
      const wanted = [...cart.desired.lines].map(([id, { quantity }]) => [id, quantity]).sort();
      const carried = [...cart.projection].sort();
      if (cart.dirty || !isDeepStrictEqual(wanted, carried))
        throw new Error(`L3 Medusa's cart has ${JSON.stringify(carried)}, wanted is ${JSON.stringify(wanted)}`);
    }
    this.#checkEveryoneHasTheirs();
  }

  /** I1, I3, I9: each lane in order without holes, each intent once per owner, none for somebody else. */
  #checkEffects(): void {
    const { effects } = this.world.server;
    for (let i = this.#seenEffects; i < effects.length; i++) {
      const effect = effects[i];
      if (!effect) continue;
      const before = this.#lastMids.get(effect.clientId) ?? 0;
      if (effect.mid !== before + 1)
        throw new Error(`I3 effect ${effect.mid} of ${effect.clientId} followed ${before}`);
      this.#lastMids.set(effect.clientId, effect.mid);
    }
    if (effects.length === this.#seenEffects) return;
    this.#seenEffects = effects.length;
    const first = firstEffects(effects);
    const byUuid = new Map(first.map((effect, index) => [effect.uuid, { effect, index }]));
    const once = new Set(first.map(({ owner, uuid }) => `${owner} ${uuid}`));
    if (once.size !== first.length) throw new Error('I1 an intent took effect twice');
    const latest = new Map<string, number>();
    for (const asked of this.promises.all) {
      const uuids = this.promises.uuidsOf(asked);
      const found = uuids.map((uuid) => byUuid.get(uuid)).find((candidate) => candidate !== undefined);
      if (!found) continue;
      if (asked.state === 'refused') throw new Error(`I2 ${asked.intent.kind} was refused and took effect`);
      const { owner } = found.effect;
      if (asked.person !== null && owner !== `customer:${asked.person}`)
        throw new Error(`I9 an intent of ${asked.person} took effect for ${owner}`);
      // What a restore undid may come back late, with a copy of its request.
      if (asked.device.incarnation > 0 || asked.isExcused) continue;
      const lane = `${asked.tab.events.name} ${found.effect.lane}`;
      if (found.index < (latest.get(lane) ?? 0))
        throw new Error(`P3 ${asked.intent.kind} took effect before an earlier one`);
      latest.set(lane, found.index);
    }
  }

  /** I13 */
  #checkProjection(): void {
    for (const { desired, projection } of this.world.server.tables.carts.values()) {
      for (const { quantity } of desired.lines.values()) if (quantity <= 0) throw new Error('I13 a line of nothing');
      for (const quantity of projection.values()) if (quantity <= 0) throw new Error('I13 an item of nothing');
    }
  }

  #checkLane(key: string, lane: Lane, before: LaneState, { device, rows, base }: LaneState): void {
    if (!device) return;
    const { clientId, nextMid, lastUuid } = device;
    rows.forEach((row, index) => {
      const previous = rows[index - 1];
      if (previous && row.mid !== previous.mid + 1) throw new Error(`I8 hole before mid ${row.mid}`);
      if (previous && row.parent !== previous.uuid) throw new Error(`I8 mid ${row.mid} has the wrong parent`);
      if (previous && row.sent > previous.sent) throw new Error(`I8 mid ${row.mid} was sent before ${previous.mid}`);
      this.#checkImmutable(`${key} ${clientId}`, row);
    });
    const last = rows.at(-1);
    if (last && nextMid !== last.mid + 1) throw new Error(`I8 next mid ${nextMid} after ${last.mid}`);
    if (last && lastUuid !== last.uuid) throw new Error('I8 the lane forgot its last intent');
    const oldLast = before.rows.at(-1);
    if (last && oldLast?.mid === last.mid && oldLast.uuid !== last.uuid && before.device?.clientId === clientId)
      this.promises.merged(oldLast.uuid, last.uuid);
    if (!base || base === before.base) return;
    const id = `${key} ${lane} ${clientId}`;
    const old = this.#bases.get(id);
    if (old?.epoch === base.epoch && (base.rev < old.rev || base.lastMid < old.lastMid))
      throw new Error('I4 the base went back');
    this.#bases.set(id, { epoch: base.epoch, rev: base.rev, lastMid: base.lastMid });
    this.#checkSnapshot(
      clientId,
      base.lastMid,
      new Map(base.snapshot.lines.map((line) => [line.variantId, line.quantity])),
    );
  }

  /** I5: a snapshot has all effects of its lane up to `lastMid` and none behind it. */
  #checkSnapshot(clientId: string, lastMid: number, quantities: ReadonlyMap<string, number>): void {
    if (this.isSpread || this.world.isLate(clientId)) return;
    for (const effect of this.world.server.effects) {
      if (effect.clientId !== clientId || effect.kind !== 'cart.add' || effect.outcome !== 'applied') continue;
      const variantId = String(effect.args['variantId']);
      if (!COUNTED.includes(variantId)) continue;
      const bits = Number(effect.args['quantity']) & ~(this.#mayLeave.get(variantId) ?? 0);
      const shown = (quantities.get(variantId) ?? 0) & bits;
      if (effect.mid <= lastMid && shown !== bits)
        throw new Error(`I5 ${variantId} of mid ${effect.mid} is not in the snapshot at ${lastMid}`);
      if (effect.mid > lastMid && shown !== 0)
        throw new Error(`I5 ${variantId} of mid ${effect.mid} is in the snapshot at ${lastMid}`);
    }
  }

  /** I7 */
  #checkImmutable(key: string, { mid, uuid, kind, args, observed, sent }: OutboxRow): void {
    if (sent === 0) return;
    const id = `${key} ${mid}`;
    const content = JSON.stringify({ uuid, kind, args, observed });
    const before = this.#sentRows.get(id);
    if (before !== undefined && before !== content)
      throw new Error(`I7 sent mid ${mid} changed: ${before} → ${content}`);
    this.#sentRows.set(id, content);
  }

  /** I1, I2 by bits: at every moment each promised add is in a cart, an order, a notice or an outbox, and only in one. */
  #checkNothingLostOrDoubled(): void {
    if (this.isBeyondTelling) return;
    const { server } = this.world;
    const tables = server.tables;
    for (const variantId of COUNTED) {
      const asked = this.promises.askedBits(variantId);
      if (asked === 0) continue;
      let sum = 0;
      let any = 0;
      const count = (where: string, bits: number) => {
        if ((bits & ~asked) !== 0) throw new Error(`I1 ${where}: ${inBits(bits)} of ${inBits(asked)} ${variantId}`);
        sum += bits;
        any |= bits;
      };
      for (const cart of tables.carts.values()) count(cart.owner, cart.desired.lines.get(variantId)?.quantity ?? 0);
      for (const order of tables.orders) count('order', order.lines.get(variantId) ?? 0);
      const pending = new Map<string, number>();
      for (const state of this.world.states('cart')) {
        for (const row of state.rows) {
          if (row.args['variantId'] === variantId && !isEffective(tables, row.uuid))
            pending.set(row.uuid, Number(row.args['quantity']));
        }
        for (const { kind, data } of state.notices) {
          const { args } = (kind === 'review' ? data['intent'] : { args: {} }) as { args?: Record<string, unknown> };
          if (args?.['variantId'] === variantId) any |= Number(args['quantity']);
        }
      }
      for (const bits of pending.values()) count('outbox', bits);
      const promised = this.promises.bitsOf(variantId, ({ state, isExcused }) => state === 'promised' && !isExcused);
      if ((any & promised) !== promised)
        throw new Error(`I2 lost: ${inBits(promised & ~any)} of ${inBits(promised)} ${variantId}`);
      if (!this.isSpread && sum !== (any & sum))
        throw new Error(`I1 doubled: ${variantId} is there ${inBits(sum)} times`);
    }
  }

  /** I2 by uuid, for every kind: pending, effective, or told. */
  #checkNobodyForgotten(): void {
    const { tables } = this.world.server;
    const kept = new Set<string>();
    for (const lane of ['cart', 'wishlist'] as const) {
      for (const state of this.world.states(lane)) {
        for (const { uuid } of state.rows) kept.add(uuid);
        for (const { id } of state.notices) if (id.startsWith('review:')) kept.add(id.slice('review:'.length));
      }
    }
    for (const asked of this.promises.all) {
      if (asked.state !== 'promised' || asked.isExcused || asked.uuid === undefined) continue;
      const uuids = this.promises.uuidsOf(asked);
      if (!uuids.some((uuid) => kept.has(uuid) || isEffective(tables, uuid)))
        throw new Error(
          `I2 ${asked.intent.kind} of ${asked.device.name} is nowhere: ${JSON.stringify(asked.intent.args)}`,
        );
    }
  }

  /** I6: what is on screen is the fold of what is stored; and "saved" is never said with something queued. */
  #checkViews(device: Device): void {
    for (const tab of device.allTabs()) {
      if (tab.isFrozen || tab.isUprooted) continue;
      const stored = tab.database.peek('cart');
      const expected = linesOf(viewCart(stored.base, stored.rows, 'eu').lines);
      const shown = tab.view && linesOf(tab.view.lines);
      if (shown && !isDeepStrictEqual(shown, expected))
        throw new Error(`I6 a tab shows ${JSON.stringify(shown)}, stored is ${JSON.stringify(expected)}`);
      if (tab.status?.state === 'saved' && stored.rows.length > 0)
        throw new Error('a tab says saved while something is queued');
    }
  }

  /** L2: each device's own promises are in the cart it shows, or they were ordered or told. */
  #checkEveryoneHasTheirs(): void {
    if (this.isBeyondTelling) return;
    for (const variantId of COUNTED) {
      const told = this.#mayLeave.get(variantId) ?? 0;
      for (const device of this.world.devices) {
        const promised = this.promises.bitsOf(
          variantId,
          (asked) =>
            asked.state === 'promised' &&
            !asked.isExcused &&
            asked.device === device &&
            asked.person === device.session &&
            asked.incarnation === device.incarnation,
        );
        const { device: identity, rows } = device.current.peek('cart');
        // What went to a customer stays there; without its cookie the browser is anybody's, and shows an empty cart.
        const isOutOfReach = device.hasLostCookie && device.databases.size > 1;
        if (isWaitingForUpdate(rows) || isOutOfReach || (identity && this.world.isLate(identity.clientId))) continue;
        const cart = identity && this.world.cartOf(identity.clientId);
        const bits = (cart?.desired.lines.get(variantId)?.quantity ?? 0) | told;
        if ((bits & promised) !== promised)
          throw new Error(`L2 ${device.name} lacks ${inBits(promised & ~bits)} of ${inBits(promised)} ${variantId}`);
      }
    }
  }
}

const COUNTED = Array.from({ length: COUNTED_VARIANTS }, (_, index) => countedVariant(index));
const mayBeRefused = ({ state }: Asked, tab: Tab): boolean =>
  state === 'refused' || (tab.wasRefused && state === 'asked');
const inBits = (bits: number): string => bits.toString(2);
const databaseKey = (device: Device, database: Database): string => `${database.name} ${device.incarnation}`;

export const linesOf = (lines: ReadonlyArray<{ variantId: string; quantity: number }>): Array<[string, number]> =>
  lines.map((line): [string, number] => [line.variantId, line.quantity]).sort(([a], [b]) => (a < b ? -1 : 1));

export const linesOfCart = ({ desired }: { desired: { lines: ReadonlyMap<string, { quantity: number }> } }) =>
  linesOf([...desired.lines].map(([variantId, { quantity }]) => ({ variantId, quantity })));

/** P8: nobody here understands a row of a newer build, so nobody takes it away. */
function checkNewerRows(before: LaneState, after: LaneState): void {
  const kept = new Set(after.rows.map(({ uuid }) => uuid));
  const gone = before.rows.find(({ kind, uuid }) => kind === NEWER_KIND && !kept.has(uuid));
  if (gone) throw new Error(`P8 ${gone.kind} at mid ${gone.mid} was taken away without being understood`);
}

/** I4: under whatever client id, nothing older replaces what is here. Another epoch, and a cart that is given up, begin anew. */
function checkNewerBase({ base: before }: LaneState, { base: after }: LaneState): void {
  if (before && after && before.epoch === after.epoch && after.rev < before.rev)
    throw new Error(`I4 the base went back from revision ${before.rev} to ${after.rev}`);
}

/** P2: what a restored server does not have any more leaves the screen with a notice that names it. */
function checkRollbackIsTold({ base: before, rows: rowsBefore }: LaneState, { base, rows, notices }: LaneState): void {
  if (!before || !base || before.epoch === base.epoch || base.lane !== 'cart') return;
  const now = new Map(linesOf(viewCart(base, rows, 'eu').lines));
  const told = notices.find(({ id }) => id === `rolled_back:cart:${base.epoch}`);
  const named = new Map(
    (told?.data['lines'] as Array<{ variantId: string; from: number }> | undefined)?.map(({ variantId, from }) => [
      variantId,
      from,
    ]),
  );
  for (const [variantId, quantity] of linesOf(viewCart(before, rowsBefore, 'eu').lines)) {
    if ((now.get(variantId) ?? 0) < quantity && named.get(variantId) !== quantity)
      throw new Error(`P2 ${quantity} of ${variantId} were rolled back and nobody was told`);
  }
}

/** A row of a newer build is in front: it waits for an update, and what is behind it waits with it. */
const isWaitingForUpdate = (rows: readonly OutboxRow[]): boolean => rows[0]?.kind === NEWER_KIND;
export const NEWER_KIND = 'cart.gift';

const isContent = ({ status }: Tab): boolean => status === null || (status.state === 'saved' && status.reason === null);
