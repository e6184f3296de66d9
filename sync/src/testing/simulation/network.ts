import type { Answer } from '../../ports/transport.js';
import type { PageSyncRequest } from '../../protocol/sync-request.js';
import { json, type LedgerServer } from '../ledger-server.js';
import type { Fate } from './commands.js';

/** A network that does with each request what it was told to do with the next one. */
export class Network {
  readonly #server: LedgerServer;
  #fates: Fate[] = [];
  #held: Array<() => void> = [];
  /** What a broken cache on the way serves to whoever asks next. */
  #lastAnswer: Answer = json(200, {});
  /** How often each fate struck: one that never did tests nothing. */
  readonly struck = new Map<string, number>();
  requests = 0;

  constructor(server: LedgerServer) {
    this.#server = server;
  }

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

  async post(request: PageSyncRequest, secret: string): Promise<Answer> {
    this.requests++;
    const fate = this.#fates.shift() ?? { kind: 'deliver' };
    this.struck.set(fate.kind, (this.struck.get(fate.kind) ?? 0) + 1);
    // What the device does to its objects afterwards must not change what is on its way.
    const sent = structuredClone(request);
    const handle = () => (this.#lastAnswer = this.#server.handle(sent, secret));
    switch (fate.kind) {
      case 'deliver':
        return handle();
      case 'drop-request':
        throw new Error('request lost');
      case 'drop-reply':
        handle();
        throw new Error('reply lost');
      case 'duplicate':
        this.#held.push(handle);
        return handle();
      case 'delay-request':
        return this.#later(handle);
      case 'delay-reply': {
        const answer = handle();
        return this.#later(() => answer);
      }
      case 'hang':
        return new Promise(() => {});
      case 'status-429':
        return { ...text(429, 'slow down'), retryAfterMs: fate.retryAfterS * 1000 };
      default: {
        const old = this.#lastAnswer;
        const answer = fate.isHandled ? handle() : json(200, {});
        return fate.kind === 'old-reply' ? old : instead(fate.kind, answer);
      }
    }
  }

  #later(answer: () => Answer): Promise<Answer> {
    return new Promise((resolve) => this.#held.push(() => resolve(answer())));
  }
}

function instead(kind: Exclude<Extract<Fate, { isHandled: boolean }>['kind'], 'old-reply'>, answer: Answer): Answer {
  switch (kind) {
    case 'portal':
      return { status: 200, contentType: 'text/html', retryAfterMs: null, body: '<html>Welcome to our network</html>' };
    case 'truncated':
      return { ...answer, status: 200, body: answer.body.slice(0, -5) };
    case 'other-json':
      return json(200, { ok: true, lastMid: 99 });
    case 'status-500':
      return text(500, 'oops');
    case 'status-503':
      return text(503, 'busy');
    case 'status-403':
      return text(403, 'forbidden');
  }
}

const text = (status: number, body: string): Answer => ({
  status,
  contentType: 'text/plain',
  retryAfterMs: null,
  body,
});
