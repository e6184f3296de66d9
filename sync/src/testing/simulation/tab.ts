import { createEngine, type Engine } from '../../engine.js';
import * as later from '../../later.js';
import { RETRY_AFTER_CAP_MS } from '../../outbox/retry.js';
import type { Lock } from '../../ports/lock.js';
import type { Answer } from '../../ports/transport.js';
import type { Lane } from '../../protocol/intent.js';
import type { Notice } from '../../protocol/sync-reply.js';
import type { SyncStatus } from '../../status.js';
import type { CartView } from '../../view.js';
import { FakeLifecycle } from '../fake-lifecycle.js';
import { principalOf } from '../ledger-server.js';
import { seededRandom } from '../seeded-random.js';
import type { CrashPoint } from './commands.js';
import type { Connection, Database, Purpose } from './database.js';
import type { Device, Person } from './device.js';
import type { Chain } from './scheduler.js';
import type { World } from './world.js';

/** One tab with a real engine. Killing it leaves its promises forever open, as a process that is gone does. */
export class Tab implements Connection {
  readonly lifecycle = new FakeLifecycle();
  readonly engine: Engine;
  readonly answers: Chain;
  readonly events: Chain;
  /** What the engine drew, in order. */
  readonly uuids: string[] = [];
  /** Last view, and how many there were. */
  view: CartView | null = null;
  views = 0;
  status: SyncStatus | null = null;
  notices: Notice[] = [];
  isAlive = true;
  wasRefused = false;
  /** What was stored was taken away under this tab, so what it shows may go back. */
  isUprooted = false;
  /** The server asked for patience until then. What another lane had in hand already may still go out. */
  readonly patienceUntilMs = new Map<Lane, number>();
  readonly #stop = new AbortController();
  #crash: { point: CrashPoint; after: number } | null = null;

  constructor(
    private readonly world: World,
    readonly device: Device,
    readonly person: Person,
    readonly database: Database,
    options: { seed: number; isHidden?: boolean },
  ) {
    const name = `${device.name}/${options.seed}`;
    this.answers = world.scheduler.chain(`${name} answers`);
    this.events = world.scheduler.chain(`${name} events`);
    this.lifecycle.visible = !options.isHidden;
    const random = seededRandom(options.seed);
    let asked = 0;
    this.engine = createEngine({
      db: database.open(this),
      transport: { post: (request) => this.#post(request) },
      clock: {
        now: () => world.clock.now() + device.skewMs,
        // Whole milliseconds, so that clocks ten years apart round alike.
        after: (ms, callback) => world.clock.after(Math.ceil(ms), () => this.isAlive && this.events.add(callback)),
      },
      lock: this.#mortalLock(device.lock),
      random: {
        fraction: () => random.fraction(),
        uuid: () => {
          const uuid = random.uuid();
          this.uuids.push(uuid);
          return uuid;
        },
      },
      lifecycle: this.lifecycle,
      signal: this.#stop.signal,
      region: 'eu',
      // Files come when the computer likes, and a history must not depend on it. One tab in four asks twice.
      later: async () => {
        if (options.seed % 4 > 0 || asked++ > 0) return later;
        world.count('file refused');
        throw new TypeError('no network');
      },
      principal: person === null ? null : principalOf(person),
    });
    this.engine.cart((view) => {
      this.view = view;
      this.views += 1;
      world.checks.saw(this, view);
    });
    this.engine.status((status) => {
      this.status = status;
      world.trace(`${name} status`, status);
    });
    this.engine.notices((notices) => {
      this.notices = notices;
      world.checks.told(this, notices);
    });
  }

  crashAt(point: CrashPoint, after: number): void {
    this.#crash = { point, after };
  }

  /** A browser may stop a page it does not show; nothing that happens reaches it until it goes on. */
  set isFrozen(isFrozen: boolean) {
    this.answers.isHeld = isFrozen;
    this.events.isHeld = isFrozen;
  }

  get isFrozen(): boolean {
    return this.events.isHeld;
  }

  kill(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.engine.close();
    this.#stop.abort(new Error('killed'));
    this.database.forget(this);
    for (const chain of [this.answers, this.events]) {
      chain.clear();
      this.world.scheduler.drop(chain);
    }
    const index = this.device.tabs.indexOf(this);
    if (index >= 0) this.device.tabs[index] = null;
    this.device.hidden.delete(this);
  }

  diesAt(moment: 'before' | 'after', purpose: Purpose): boolean {
    const point = CRASHES[`${moment} ${purpose}`];
    return point !== undefined && this.#strikes(point);
  }

  async #post(request: Parameters<World['network']['post']>[0]): Promise<Answer> {
    if (this.world.clock.elapsedMs < (this.patienceUntilMs.get(request.lane) ?? 0))
      this.world.checks.fail('asked before Retry-After was over');
    const { secret } = this.device;
    // An anonymous database speaks for the device alone, whoever is signed in.
    const session = this.person === null ? null : this.device.session;
    const asked = this.world.network.post(request, { secret, session, answers: this.answers });
    if (this.#strikes('C4')) return new Promise(() => {});
    const answer = await asked.catch((error: unknown) => {
      this.patienceUntilMs.clear();
      throw error;
    });
    if (this.#strikes('C5')) return new Promise(() => {});
    // What another lane of the page hears since then counts more.
    this.patienceUntilMs.clear();
    if (answer.status === 429 && answer.retryAfterMs !== null) {
      const waitMs = Math.min(answer.retryAfterMs, RETRY_AFTER_CAP_MS);
      this.patienceUntilMs.set(request.lane, this.world.clock.elapsedMs + waitMs);
    }
    return answer;
  }

  #strikes(point: CrashPoint): boolean {
    if (!this.isAlive || this.#crash?.point !== point || this.#crash.after-- > 0) return false;
    this.world.count(`crash ${point}`);
    this.kill();
    return true;
  }

  /** The browser gives the locks of a dead tab back. */
  #mortalLock(lock: Lock): Lock {
    const { signal } = this.#stop;
    return {
      run: (name, outer, work) =>
        lock.run(name, outer, () =>
          Promise.race([
            work(),
            new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('killed')))),
          ]),
        ),
    };
  }
}

const CRASHES: Partial<Record<`${'before' | 'after'} ${Purpose}`, CrashPoint>> = {
  'before enqueue': 'C1',
  'after enqueue': 'C2',
  'after take': 'C3',
  'before acknowledge': 'C6',
  'after acknowledge': 'C7',
};
