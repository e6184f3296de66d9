import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** What the network does to a request. */
export type Fault =
  | { mode: 'up' }
  /** Nobody listens: connections are refused, open ones are reset. */
  | { mode: 'down' }
  /** Connections are accepted and nothing ever comes back. */
  | { mode: 'blackhole' }
  | { mode: 'slow'; latencyMs: number; bytesPerSecond?: number }
  | { mode: 'status'; status: number; headers?: Record<string, string> }
  /** The server does its work and answers, the answer is lost: `times` (every time) of those for which `when` holds (all). */
  | { mode: 'lost-reply'; times?: number; when?: () => boolean }
  /** The server does its work and answers; `times` (every time) the answer waits on the way until another fault is set. */
  | { mode: 'held-reply'; times?: number };

/** Which requests the fault hits; the others pass. A string is a path's beginning. Not for `down`, which has no requests. */
export type Match = { path?: string | RegExp; method?: string };

export type Passage = {
  method: string;
  path: string;
  outcome: 'answered' | 'lost' | 'held' | 'failed';
  /** What the server, or the fault, answered; null where nobody did. */
  status: number | null;
};

/** What somebody on the way sees of an answer that arrived whole. */
export type Overheard = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };

export type FaultProxy = {
  url: string;
  port: number;
  set(fault: Fault, match?: Match): Promise<void>;
  /** Every request so far and what became of it, in the order it ended. */
  passages: readonly Passage[];
  /** Resolves when `count` requests in all have come to this outcome. */
  whenSeen(outcome: Passage['outcome'], count: number): Promise<void>;
  /** Every answer from now on goes to `listen` too, until the returned function is called. */
  overhear(listen: (answer: Overheard) => void): () => void;
  close(): Promise<void>;
};

/** An HTTP proxy in front of one server; `target` is its address. The port stays the same over `down` and `up`. */
export async function startFaultProxy({ target, port = 0 }: { target: string; port?: number }): Promise<FaultProxy> {
  const upstream = new URL(target);
  // A connection per request: a pooled one that the server closed would fail a request the fault did not choose.
  const agent = new Agent({ keepAlive: false });
  const sockets = new Set<Socket>();
  const held = new Set<Socket>();
  const passages: Passage[] = [];
  const watchers = new Set<() => void>();
  const listeners = new Set<(answer: Overheard) => void>();
  let fault: Fault = { mode: 'up' };
  let match: Match = {};
  /** Answers still to be lost, or held. */
  let left = 0;
  let release = Promise.withResolvers<void>();

  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => {
      note(incoming, 'failed');
      outgoing.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await listen(server, port);
  const ownPort = (server.address() as AddressInfo).port;

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const active = hits(match, incoming) ? fault : { mode: 'up' as const };
    if (active.mode === 'blackhole') {
      held.add(incoming.socket);
      return note(incoming, 'held');
    }
    if (active.mode === 'status') {
      incoming.resume();
      outgoing.writeHead(active.status, active.headers).end();
      return note(incoming, 'answered', active.status);
    }
    if (active.mode === 'slow') await delay(active.latencyMs);

    const answer = await forward(incoming, { upstream, agent });
    if (active.mode === 'lost-reply' && left > 0 && (active.when?.() ?? true)) {
      left -= 1;
      await drain(answer);
      reset(incoming.socket);
      return note(incoming, 'lost', answer.statusCode ?? null);
    }
    const isHeld = active.mode === 'held-reply' && left > 0;
    if (isHeld) {
      left -= 1;
      note(incoming, 'held', answer.statusCode ?? null);
      await release.promise;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
    const rate = active.mode === 'slow' ? active.bytesPerSecond : undefined;
    const chunks: Buffer[] = [];
    if (listeners.size > 0) answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    await (rate === undefined ? pipeline(answer, outgoing) : pipeline(answer, throttle(rate), outgoing));
    const { method = 'GET', url: path = '/' } = incoming;
    for (const listen of listeners) listen({ method, path, headers: answer.headers, body: Buffer.concat(chunks) });
    if (!isHeld) note(incoming, 'answered', answer.statusCode ?? null);
  }

  function note(incoming: IncomingMessage, outcome: Passage['outcome'], status: number | null = null): void {
    passages.push({ method: incoming.method ?? 'GET', path: incoming.url ?? '/', outcome, status });
    for (const watch of watchers) watch();
  }

  return {
    url: `http://127.0.0.1:${ownPort}`,
    port: ownPort,
    passages,
    async set(nextFault, nextMatch = {}) {
      [fault, match] = [nextFault, nextMatch];
      release.resolve();
      release = Promise.withResolvers<void>();
      left = 'times' in fault ? (fault.times ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
      if (fault.mode === 'down') await shut(server, sockets);
      else {
        if (!server.listening) await listen(server, ownPort);
        // What the black hole holds would otherwise wait for ever.
        for (const socket of held) reset(socket);
        held.clear();
      }
    },
    whenSeen(outcome, count) {
      return new Promise((resolve) => {
        const check = () => {
          if (passages.filter((passage) => passage.outcome === outcome).length < count) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      });
    },
    overhear(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    async close() {
      await shut(server, sockets);
      agent.destroy();
    },
  };
}

function hits({ path, method }: Match, incoming: IncomingMessage): boolean {
  const requested = incoming.url ?? '/';
  if (method !== undefined && method !== incoming.method) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? requested.startsWith(path) : path.test(requested);
}

async function forward(
  incoming: IncomingMessage,
  { upstream, agent }: { upstream: URL; agent: Agent },
): Promise<IncomingMessage> {
  const outgoing = httpRequest({
    agent,
    host: upstream.hostname,
    port: upstream.port,
    method: incoming.method,
    path: incoming.url,
    headers: incoming.headers,
  });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  const [[answer]] = await Promise.all([answered, pipeline(incoming, outgoing)]);
  return answer;
}

async function drain(answer: IncomingMessage): Promise<void> {
  answer.resume();
  await once(answer, 'end');
}

function throttle(bytesPerSecond: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      setTimeout(() => done(null, chunk), (chunk.length / bytesPerSecond) * 1_000);
    },
  });
}

function reset(socket: Socket): void {
  if (!socket.destroyed) socket.resetAndDestroy();
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

async function shut(server: Server, sockets: Set<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) reset(socket);
  await closed;
}
