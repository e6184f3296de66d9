import type { Answer } from '../../ports/transport.js';
import type { PageSyncRequest } from '../../protocol/sync-request.js';
import { json, type LedgerServer } from '../ledger-server.js';
import type { Fate, InsteadKind, Moment } from './commands.js';
import type { Chain, Scheduler } from './scheduler.js';

/** Who asks: the browser's cookies at that moment, and how the answer reaches the page. */
export type Sender = { secret: string; session: string | null; answers: Chain };

type Flight = { chain: Chain; fail: (reason: string) => void };

/** A network that does with each request what it was told to do with the next one. Requests overtake each other freely. */
export class Network {
  #fates: Fate[] = [];
  #held: Array<() => void> = [];
  /** Requests the server is working on. */
  #flights = new Set<Flight>();
  /** What a broken cache on the way serves to whoever asks next. */
  #lastAnswer: Answer = json(200, {});
  requests = 0;

  constructor(
    private readonly server: LedgerServer,
    private readonly scheduler: Scheduler,
    private readonly struck: (fault: string) => void,
    private readonly trace: (event: string, what: unknown) => void,
    private readonly reached: (moment: Moment) => void,
  ) {}

  plan(fate: Fate): void {
    this.#fates.push(fate);
  }

  heal(): void {
    this.#fates = [];
    this.release();
  }

  /** What was held back arrives. */
  release(): void {
    for (const arrive of this.#held.splice(0)) arrive();
  }

  post(request: PageSyncRequest, sender: Sender): Promise<Answer> {
    this.requests++;
    const fate = this.#fates.shift() ?? { kind: 'deliver' };
    if (fate.kind !== 'server-crash') this.struck(fate.kind);
    // What the device does to its objects afterwards must not change what is on its way.
    const sent = JSON.parse(JSON.stringify(request)) as PageSyncRequest;
    this.trace('request', { fate, sent });
    return new Promise<Answer>((resolve, reject) => {
      const answer = (given: Answer) => sender.answers.add(() => resolve(given));
      const lose = (reason: string) => sender.answers.add(() => reject(new Error(reason)));
      const serve = (then: (answer: Answer) => void, crashAt?: string) =>
        this.#serve(sent, sender, { then, fail: lose, crashAt });
      switch (fate.kind) {
        case 'deliver':
          return serve(answer);
        case 'server-crash':
          return serve(answer, fate.at);
        case 'drop-request':
          return lose('request lost');
        case 'drop-reply':
          return serve(() => lose('reply lost'));
        case 'duplicate':
          this.#held.push(() => this.#serve(sent, sender, { then: () => {}, fail: () => {} }));
          return serve(answer);
        case 'delay-request':
          return void this.#held.push(() => serve(answer));
        case 'delay-reply':
          return serve((given) => this.#held.push(() => answer(given)));
        case 'hang':
          return;
        case 'status-429':
          return answer({
            ...text(429, 'slow down'),
            retryAfterMs: fate.retryAfterS === null ? null : fate.retryAfterS * 1000,
          });
        case 'old-reply': {
          const old = this.#lastAnswer;
          return fate.isHandled ? serve(() => answer(old)) : answer(old);
        }
        default: {
          const { kind } = fate;
          return fate.isHandled ? serve((given) => answer(instead(kind, given))) : answer(instead(kind, json(200, {})));
        }
      }
    });
  }

  /** Each transaction of the server is a task of its own, so that requests and reconciles come in between. */
  #serve(
    request: PageSyncRequest,
    { secret, session }: Sender,
    {
      then,
      fail,
      crashAt,
    }: { then: (answer: Answer) => void; fail: (reason: string) => void; crashAt?: string | undefined },
  ): void {
    const serving = this.server.serve(request, secret, session);
    const flight: Flight = { chain: this.scheduler.chain('server'), fail };
    this.#flights.add(flight);
    const next = () => {
      const step = serving.next();
      if (step.done) {
        this.#land(flight);
        this.#lastAnswer = step.value;
        this.reached('answered');
        this.trace('answer', step.value.body);
        return then(step.value);
      }
      if (step.value === 'after-claim') this.reached('claimed');
      if (step.value === crashAt) return this.#crash(step.value);
      flight.chain.add(next);
    };
    flight.chain.add(next);
  }

  #crash(at: string): void {
    this.struck(`server-crash ${at}`);
    this.server.crash();
    for (const flight of this.#flights) {
      this.#land(flight);
      flight.fail('connection reset');
    }
  }

  #land(flight: Flight): void {
    flight.chain.clear();
    this.scheduler.drop(flight.chain);
    this.#flights.delete(flight);
  }
}

function instead(kind: Exclude<InsteadKind, 'old-reply'>, answer: Answer): Answer {
  switch (kind) {
    case 'portal':
      return { status: 200, contentType: 'text/html', retryAfterMs: null, body: '<html>Welcome to our network</html>' };
    case 'truncated':
      return { ...answer, status: 200, body: answer.body.slice(0, -5) };
    case 'other-json':
      return json(200, { ok: true, lastMid: 99 });
    default:
      return text(Number(kind.slice('status-'.length)), kind);
  }
}

const text = (status: number, body: string): Answer => ({
  status,
  contentType: 'text/plain',
  retryAfterMs: null,
  body,
});
