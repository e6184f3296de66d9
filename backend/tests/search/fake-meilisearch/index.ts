import { randomUUID, createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseFilter } from './filter.ts';
import { assertFields, badRequest, Problem } from './problem.ts';
import { search, type StoredIndex } from './search.ts';
import { checkSettings, defaultSettings, mergeSettings } from './settings.ts';

/** `down`: connections break. `slow`: nothing is answered. `broken`: 500. `stuck`: tasks stay enqueued. */
export type Fault = 'none' | 'down' | 'slow' | 'broken' | 'stuck';

type Task = {
  uid: number;
  batchUid: number | null;
  indexUid: string | null;
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed';
  type: string;
  canceledBy: null;
  details: Record<string, unknown>;
  error: Problem['body'] | null;
  duration: string | null;
  enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
};

type Key = {
  uid: string;
  key: string;
  name: string | null;
  description: string | null;
  actions: string[];
  indexes: string[];
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
};

type Call = { method: string; path: string; query: URLSearchParams; body: unknown };

/**
 * A fake Meilisearch for tests, written from the published API: it refuses what the real one refuses, with the same
 * codes, and changes happen in tasks. It holds everything in memory and ranks more simply than the real one does.
 */
export class FakeMeilisearch {
  readonly masterKey: string;
  version: string;
  fault: Fault = 'none';
  /** The next tasks of this type fail so. */
  failTasks: { type: string; code: string } | null = null;
  /** Every request that was answered: `POST /multi-search`. */
  readonly requests: string[] = [];
  readonly #indexes = new Map<string, StoredIndex>();
  readonly #tasks: Task[] = [];
  readonly #keys = new Map<string, Key>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #waiting = new Set<ServerResponse>();
  #queue: Array<{ task: Task; work: () => Record<string, unknown> | undefined }> = [];

  constructor({ masterKey = 'a-master-key-of-tests', version = '1.20.0' } = {}) {
    this.masterKey = masterKey;
    this.version = version;
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** As after a restart on an empty volume. */
  forgetEverything(): void {
    this.#indexes.clear();
    this.#tasks.length = 0;
  }

  heal(): void {
    this.fault = 'none';
    for (const response of this.#waiting) response.destroy();
    this.#waiting.clear();
    this.#work();
  }

  indexNames(): string[] {
    return [...this.#indexes.keys()].sort();
  }

  documentsOf(uid: string): Array<Record<string, unknown>> {
    return [...(this.#indexes.get(uid)?.documents.values() ?? [])];
  }

  settingsOf(uid: string): StoredIndex['settings'] | undefined {
    return this.#indexes.get(uid)?.settings;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.fault === 'down') return void request.socket.destroy();
    if (this.fault === 'slow') return void this.#waiting.add(response);
    const url = new URL(request.url ?? '/', 'http://fake');
    this.requests.push(`${request.method} ${url.pathname}`);
    try {
      if (this.fault === 'broken') throw new Problem(500, 'internal', 'An internal error has occurred.');
      const body = await readBody(request);
      const call = { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body };
      const [status, answer] = this.#route(call, bearerOf(request));
      send(response, status, answer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      send(response, error.status, error.body);
    }
  }

  #route(call: Call, bearer: string | undefined): [status: number, answer: unknown] {
    const { method, path, body } = call;
    if (method === 'GET' && path === '/health') return [200, { status: 'available' }];
    const at = (verb: string, pattern: RegExp) => (method === verb ? pattern.exec(path) : null);
    if (at('POST', /^\/multi-search$/)) return [200, this.#multiSearch(body, bearer)];
    const searched = at('POST', /^\/indexes\/([^/]+)\/search$/);
    if (searched) {
      this.#authorize(bearer, 'search', searched[1]!);
      return [200, search(this.#index(searched[1]!), body)];
    }
    this.#authorize(bearer, '*');
    if (at('GET', /^\/version$/)) return [200, { commitSha: 'fake', commitDate: 'fake', pkgVersion: this.version }];
    if (at('GET', /^\/stats$/)) return [200, this.#stats()];
    if (at('GET', /^\/tasks$/)) return [200, this.#listTasks(call.query)];
    const task = at('GET', /^\/tasks\/(\d+)$/);
    if (task) return [200, this.#task(Number(task[1]))];
    if (at('POST', /^\/swap-indexes$/)) return [202, this.#swap(body)];
    if (path.startsWith('/keys')) return this.#routeKeys(call);
    if (path.startsWith('/indexes')) return this.#routeIndexes(call);
    throw new Problem(404, 'not_found', `Not found: ${method} ${path}`);
  }

  #routeIndexes({ method, path, query, body }: Call): [number, unknown] {
    const [, , uid, part, more] = path.split('/');
    if (uid === undefined) {
      if (method === 'POST') return [202, this.#createIndex(body)];
      const results = [...this.#indexes.values()].map(toIndexView);
      return [200, { results, offset: 0, limit: 20, total: results.length }];
    }
    if (part === undefined) {
      if (method === 'GET') return [200, toIndexView(this.#index(uid))];
      if (method === 'DELETE') return [202, this.#enqueue('indexDeletion', uid, () => this.#deleteIndex(uid))];
    }
    if (part === 'settings') {
      if (method === 'GET') return [200, this.#index(uid).settings];
      if (method === 'PATCH') {
        const change = checkSettings(body);
        return [
          202,
          this.#enqueue('settingsUpdate', uid, () => {
            const index = this.#ensureIndex(uid, null);
            index.settings = mergeSettings(index.settings, change);
          }),
        ];
      }
    }
    if (part === 'documents') {
      if (method === 'POST' && more === undefined) return [202, this.#addDocuments(uid, query.get('primaryKey'), body)];
      if (method === 'POST' && more === 'delete-batch') return [202, this.#deleteDocuments(uid, body)];
      if (method === 'POST' && more === 'delete') return [202, this.#deleteByFilter(uid, body)];
      if (method === 'DELETE' && more === undefined) {
        return [202, this.#enqueue('documentDeletion', uid, () => this.#index(uid).documents.clear())];
      }
    }
    throw new Problem(404, 'not_found', `Not found: ${method} ${path}`);
  }

  #routeKeys({ method, path, body }: Call): [number, unknown] {
    const [, , id] = path.split('/');
    if (id === undefined) {
      if (method === 'POST') return [201, this.#createKey(body)];
      // The newest first.
      const results = [...this.#keys.values()].reverse();
      return [200, { results, offset: 0, limit: 20, total: results.length }];
    }
    const key = [...this.#keys.values()].find((each) => each.uid === id || each.key === id);
    if (!key) throw new Problem(404, 'api_key_not_found', `API key \`${id}\` not found.`);
    if (method === 'DELETE') {
      this.#keys.delete(key.uid);
      return [204, undefined];
    }
    return [200, key];
  }

  #authorize(bearer: string | undefined, action: 'search' | '*', index?: string): void {
    if (bearer === undefined) {
      throw new Problem(
        401,
        'missing_authorization_header',
        'The Authorization header is missing. It must use the bearer authorization method.',
      );
    }
    if (bearer === this.masterKey) return;
    const key = [...this.#keys.values()].find((each) => each.key === bearer);
    const isFor = key?.indexes.some((pattern) =>
      pattern.endsWith('*') ? index?.startsWith(pattern.slice(0, -1)) : pattern === index,
    );
    if (!key || !key.actions.includes(action) || !isFor) {
      throw new Problem(403, 'invalid_api_key', 'The provided API key is invalid.');
    }
  }

  #multiSearch(body: unknown, bearer: string | undefined): unknown {
    const { queries } = assertFields(body, ['queries', 'federation']);
    if (!Array.isArray(queries)) throw badRequest('missing_field', 'Missing field `queries`');
    const results = queries.map((each: unknown, at) => {
      const { indexUid, ...query } = each as Record<string, unknown>;
      if (typeof indexUid !== 'string')
        throw badRequest('missing_index_uid', `Missing field \`indexUid\` inside \`.queries[${at}]\``);
      this.#authorize(bearer, 'search', indexUid);
      return { indexUid, ...search(this.#index(indexUid), query) };
    });
    return { results };
  }

  #createIndex(body: unknown): unknown {
    const { uid, primaryKey = null } = assertFields(body, ['uid', 'primaryKey']);
    if (typeof uid !== 'string' || !/^[A-Za-z0-9_-]{1,400}$/.test(uid)) {
      throw badRequest(
        'invalid_index_uid',
        `\`${String(uid)}\` is not a valid index uid. Index uid can be an integer or a string containing only alphanumeric characters, hyphens (-) and underscores (_), and can not be more than 400 bytes.`,
      );
    }
    return this.#enqueue('indexCreation', uid, () => {
      if (this.#indexes.has(uid)) throw new Problem(409, 'index_already_exists', `Index \`${uid}\` already exists.`);
      this.#ensureIndex(uid, primaryKey as string | null);
    });
  }

  #addDocuments(uid: string, primaryKey: string | null, body: unknown): unknown {
    if (!Array.isArray(body)) throw badRequest('malformed_payload', 'The `json` payload provided is malformed.');
    return this.#enqueue('documentAdditionOrUpdate', uid, () => {
      const index = this.#ensureIndex(uid, primaryKey);
      if (primaryKey !== null && index.primaryKey !== null && index.primaryKey !== primaryKey) {
        throw badRequest(
          'index_primary_key_already_exists',
          `Index \`${uid}\`: Index already has a primary key: \`${index.primaryKey}\`.`,
        );
      }
      index.primaryKey ??= primaryKey ?? 'id';
      for (const document of body as Array<Record<string, unknown>>) assertId(document, index.primaryKey, uid);
      for (const document of body as Array<Record<string, unknown>>)
        index.documents.set(String(document[index.primaryKey]), document);
      index.updatedAt = now();
      return { receivedDocuments: body.length, indexedDocuments: body.length };
    });
  }

  #deleteDocuments(uid: string, body: unknown): unknown {
    if (!Array.isArray(body)) throw badRequest('bad_request', 'Expected an array of document ids');
    return this.#enqueue('documentDeletion', uid, () => {
      const { documents } = this.#index(uid);
      const gone = body.filter((id) => documents.delete(String(id)));
      return { providedIds: body.length, deletedDocuments: gone.length };
    });
  }

  #deleteByFilter(uid: string, body: unknown): unknown {
    const { filter } = assertFields(body, ['filter']);
    if (filter === undefined) throw badRequest('missing_document_filter', 'Missing field `filter`');
    return this.#enqueue('documentDeletion', uid, () => {
      const { documents, settings } = this.#index(uid);
      const isChosen = parseFilter(filter, settings.filterableAttributes, 'invalid_document_filter');
      for (const [id, document] of documents) if (isChosen(document)) documents.delete(id);
    });
  }

  #swap(body: unknown): unknown {
    const pairs = (body as unknown[]).map(
      (each) => assertFields(each, ['indexes', 'rename'])['indexes'] as [string, string],
    );
    return this.#enqueue('indexSwap', null, () => {
      for (const [a, b] of pairs) {
        const missing = [a, b].filter((uid) => !this.#indexes.has(uid));
        if (missing.length > 0)
          throw new Problem(404, 'index_not_found', `Indexes \`${missing.join('`, `')}\` not found.`);
        const [first, second] = [this.#index(a), this.#index(b)];
        this.#indexes.set(a, { ...second, uid: a });
        this.#indexes.set(b, { ...first, uid: b });
      }
      return { swaps: pairs.map((indexes) => ({ indexes })) };
    });
  }

  #createKey(body: unknown): Key {
    const given = assertFields(body, ['uid', 'name', 'description', 'actions', 'indexes', 'expiresAt']);
    for (const field of ['actions', 'indexes', 'expiresAt']) {
      if (!(field in given))
        throw badRequest(`missing_api_key_${field.replace('A', '_a')}`, `Missing field \`${field}\``);
    }
    const uid = (given['uid'] as string | undefined) ?? randomUUID();
    const key: Key = {
      uid,
      key: createHash('sha256').update(`${this.masterKey}${uid}`).digest('hex'),
      name: (given['name'] as string | undefined) ?? null,
      description: (given['description'] as string | undefined) ?? null,
      actions: given['actions'] as string[],
      indexes: given['indexes'] as string[],
      expiresAt: given['expiresAt'] as string | null,
      createdAt: now(),
      updatedAt: now(),
    };
    this.#keys.set(uid, key);
    return key;
  }

  #stats(): unknown {
    const indexes = [...this.#indexes.values()].map(({ uid, documents }) => [
      uid,
      {
        numberOfDocuments: documents.size,
        isIndexing: this.#queue.some(({ task }) => task.indexUid === uid),
        fieldDistribution: {},
      },
    ]);
    return { databaseSize: 0, usedDatabaseSize: 0, lastUpdate: now(), indexes: Object.fromEntries(indexes) };
  }

  #task(uid: number): Task {
    const task = this.#tasks.find((each) => each.uid === uid);
    if (!task) throw new Problem(404, 'task_not_found', `Task \`${uid}\` not found.`);
    return task;
  }

  #listTasks(query: URLSearchParams): unknown {
    const wants = (name: string, value: string | null) => {
      const wanted = query.get(name)?.split(',');
      return !wanted || wanted.includes('*') || (value !== null && wanted.includes(value));
    };
    const found = this.#tasks
      .filter(
        ({ status, type, indexUid }) =>
          wants('statuses', status) && wants('types', type) && wants('indexUids', indexUid),
      )
      .reverse();
    const limit = Number(query.get('limit') ?? 20);
    return {
      results: found.slice(0, limit),
      total: found.length,
      limit,
      from: found[0]?.uid ?? null,
      next: found[limit]?.uid ?? null,
    };
  }

  #enqueue(type: string, indexUid: string | null, work: () => Record<string, unknown> | undefined | void): unknown {
    const task: Task = {
      uid: this.#tasks.length === 0 ? 0 : this.#tasks.at(-1)!.uid + 1,
      batchUid: null,
      indexUid,
      status: 'enqueued',
      type,
      canceledBy: null,
      details: {},
      error: null,
      duration: null,
      enqueuedAt: now(),
      startedAt: null,
      finishedAt: null,
    };
    this.#tasks.push(task);
    this.#queue.push({ task, work: () => work() ?? undefined });
    setImmediate(() => this.#work());
    return { taskUid: task.uid, indexUid, status: task.status, type, enqueuedAt: task.enqueuedAt };
  }

  #work(): void {
    if (this.fault === 'stuck') return;
    const next = this.#queue.shift();
    if (!next) return;
    const { task, work } = next;
    task.status = 'processing';
    task.startedAt = now();
    setImmediate(() => {
      try {
        if (this.failTasks?.type === task.type)
          throw badRequest(this.failTasks.code, 'A test wants this task to fail.');
        task.details = work() ?? {};
        task.status = 'succeeded';
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        task.error = error.body;
        task.status = 'failed';
      }
      task.finishedAt = now();
      task.duration = 'PT0.001S';
      this.#work();
    });
  }

  #index(uid: string): StoredIndex {
    const index = this.#indexes.get(uid);
    if (!index) throw new Problem(404, 'index_not_found', `Index \`${uid}\` not found.`);
    return index;
  }

  #ensureIndex(uid: string, primaryKey: string | null): StoredIndex {
    const there = this.#indexes.get(uid);
    if (there) return there;
    const index = {
      uid,
      primaryKey,
      settings: defaultSettings(),
      documents: new Map(),
      createdAt: now(),
      updatedAt: now(),
    };
    this.#indexes.set(uid, index);
    return index;
  }

  #deleteIndex(uid: string): undefined {
    this.#index(uid);
    this.#indexes.delete(uid);
  }
}

function assertId(document: Record<string, unknown>, primaryKey: string, uid: string): void {
  const id = document[primaryKey];
  if (id === undefined) {
    throw badRequest(
      'missing_document_id',
      `Index \`${uid}\`: Document doesn't have a \`${primaryKey}\` attribute: \`${JSON.stringify(document)}\`.`,
    );
  }
  const isPlain = Number.isInteger(id) || (typeof id === 'string' && /^[A-Za-z0-9_-]{1,511}$/.test(id));
  if (!isPlain) {
    throw badRequest(
      'invalid_document_id',
      `Index \`${uid}\`: Document identifier \`${JSON.stringify(id)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than 511 bytes.`,
    );
  }
}

const toIndexView = ({ uid, primaryKey, createdAt, updatedAt }: StoredIndex) => ({
  uid,
  primaryKey,
  createdAt,
  updatedAt,
});
const now = (): string => new Date().toISOString();

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return undefined;
  if (!request.headers['content-type']?.includes('application/json')) {
    throw new Problem(415, 'invalid_content_type', 'The Content-Type is invalid.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('malformed_payload', 'The json payload provided is malformed.');
  }
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(answer === undefined ? undefined : JSON.stringify(answer));
}
