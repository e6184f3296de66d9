import type { Patch } from './sources.js';

/**
 * A bug that engines like this one have had, seeded into the sources to prove that the tests notice. `model` is what has to: the
 * simulator of the lanes, or that of the catalog. `seed` is one whose histories meet it soon.
 */
export type SeededBug = { name: string; model?: 'catalog'; seed?: number; patches: Patch[] };

const decide = 'ledger/decide.ts';
const absorb = 'outbox/absorb.ts';
const server = 'testing/ledger-server.ts';
const reconcile = 'testing/server/reconcile.ts';

export const SEEDED_BUGS: readonly SeededBug[] = [
  {
    name: 'no dedupe',
    patches: [
      { file: decide, find: 'if (mid <= head.lastMid) continue;', replace: '' },
      { file: decide, find: 'if (!seen.has(uuid)) {', replace: 'if (true) {' },
    ],
  },
  {
    name: 'shift before fetch',
    patches: [
      {
        file: 'outbox/take-batch.ts',
        find: 'return { state, result: request };',
        replace: 'return { state: { ...state, rows: state.rows.slice(taken.length) }, result: request };',
      },
    ],
  },
  {
    name: 'drop on 401',
    patches: [
      {
        file: 'outbox/drain.ts',
        find: "if (received.kind !== 'answer') return received;",
        replace: `if (received.kind === 'paused') await change((state) => ({ state: { ...state, rows: [] }, result: null }));
          if (received.kind !== 'answer') return received;`,
      },
    ],
  },
  {
    name: 'settle before effect',
    patches: [
      {
        file: server,
        find: 'for (const line of planLines(planned)) {',
        replace:
          'this.#change(key, (cart) => settle(this.#tables, cart, planned.rev)); for (const line of planLines(planned)) {',
      },
    ],
  },
  {
    name: 'claim stores delta not target',
    patches: [
      {
        file: reconcile,
        find: 'if (quantity > 0) projection.set(variantId, quantity);',
        replace: 'if (quantity > 0) projection.set(variantId, quantity + (projection.get(variantId) ?? 0));',
      },
    ],
  },
  {
    name: 'redo add when current is target',
    patches: [
      {
        file: reconcile,
        find: '.filter(({ variantId, quantity }) => quantity !== (projection.get(variantId) ?? 0));',
        replace: ';',
      },
      {
        file: reconcile,
        find: 'if (quantity > 0) projection.set(variantId, quantity);',
        replace:
          'if (quantity > 0) projection.set(variantId, projection.get(variantId) === quantity ? 2 * quantity : quantity);',
      },
    ],
  },
  {
    name: 'trust any 200',
    patches: [
      {
        file: 'outbox/judge.ts',
        find: "return isOurs ? { kind: 'reply', reply } : judgeStatus(answer);",
        replace: `const last = request.mutations.at(-1);
          if (isOurs) return { kind: 'reply', reply };
          return { kind: 'reply', reply: { magic: 'satchel/1', requestId: request.requestId, clientId: request.clientId,
            epoch: request.epoch ?? '', lastMid: last?.mid ?? 0, headUuid: last?.uuid ?? null, rev: request.baseRev,
            snapshot: { region: 'eu', lines: [], totals: null, settled: true }, notices: [] } };`,
      },
    ],
  },
  {
    name: 'delete rows not covered by lastMid',
    patches: [{ file: absorb, find: '(row) => row.mid > reply.lastMid', replace: '(row) => row.sent === 0' }],
  },
  {
    name: 'coalesce into a sent row',
    patches: [{ file: 'outbox/append.ts', find: 'last.sent === 1 ||', replace: '' }],
  },
  {
    name: 'merge is sum',
    patches: [
      {
        file: 'testing/server/claim.ts',
        find: 'const both = Math.max(before, quantity);',
        replace: 'const both = before + quantity;',
      },
    ],
  },
  {
    name: 'Retry-After ignored',
    patches: [
      { file: 'outbox/retry.ts', find: 'Math.min(Math.max(retryAfterMs, 0), RETRY_AFTER_CAP_MS);', replace: '0;' },
    ],
  },
  {
    name: 'lock-only dedupe with the lock disabled',
    patches: [
      {
        file: server,
        find: "    yield 'before-claim';\n",
        replace: "    const read = this.#tables;\n    yield 'before-claim';\n",
      },
      {
        file: server,
        find: 'claim(this.#tables, parsed.data, session);',
        replace: 'claim(read, parsed.data, session);',
      },
    ],
  },
  {
    name: 'queue moved to the next person',
    patches: [
      {
        file: 'testing/simulation/device.ts',
        find: 'const database = this.databases.get(person) ??',
        replace: 'const database = this.databases.get(person) ?? [...this.databases.values()][0] ??',
      },
      {
        file: 'outbox/take-batch.ts',
        find: 'if (due.some((row) => (row.principal ?? null) !== principal))',
        replace: 'if (false)',
      },
    ],
  },
  {
    // Resolved, and only then on its way to the disk.
    name: 'ack before persist',
    patches: [
      {
        file: 'engine.ts',
        find: 'await lanes[laneOf(parsed.intent.kind)].enqueue(parsed.intent, hint);',
        replace: 'lanes[laneOf(parsed.intent.kind)].enqueue(parsed.intent, hint).catch(() => {});',
      },
    ],
  },
  {
    // Rows have no time in our design, so the bug brings its own: the device's clock decides which is sent first.
    name: 'order by Date.now()',
    patches: [
      {
        file: 'lane-engine.ts',
        find: 'const draft = this.draft(intent, hint);',
        replace: 'const draft = { ...this.draft(intent, hint), at: clock.now() };',
      },
      {
        file: 'outbox/append.ts',
        find: 'const row = nextRow(device, draft, state.base?.generation);',
        replace: 'const row = { ...nextRow(device, draft, state.base?.generation), at: draft.at };',
      },
      {
        file: 'outbox/append.ts',
        find: 'rows: [...state.rows, row] }, result: row };',
        replace: 'rows: [...state.rows, row].sort((a, b) => a.at - b.at) }, result: row };',
      },
    ],
  },
  {
    name: 'stale snapshot overwrites newer base',
    seed: 2,
    patches: [{ file: absorb, find: 'if (base && isOlder(request, reply, base))', replace: 'if (false)' }],
  },
  {
    // A profile that was brought back counts on from where it was. Only parents and uuids tell its new rows from the old ones.
    name: 'reuse mid after restore',
    patches: [
      {
        file: decide,
        find: "if (mid === head.lastMid + 1 && parent !== head.headUuid) return 'forked';",
        replace: '',
      },
      { file: decide, find: "if (mid === head.lastMid && uuid !== head.headUuid) return 'forked';", replace: '' },
      { file: absorb, find: 'if (isForeign(before, reply)) {', replace: 'if (false) {' },
    ],
  },
  {
    name: 'skip unknown kind',
    patches: [
      {
        file: decide,
        find: "stopped = { mid, code: 'unknown_kind' };\n        break;",
        replace: 'lastMid = mid; headUuid = uuid; continue;',
      },
    ],
  },
  {
    // Two documents written at the same time have the same `updated_at`, and a page may end between them. That the real feed
    // waits for transactions that are still running, the other half of this bug, is for the backend's tests to show.
    name: 'cursor by updated_at',
    model: 'catalog',
    patches: [
      {
        file: 'testing/feed-server.ts',
        find: 'this.#documents.set(product.id, { seq: ++this.#seq, product });',
        replace: 'this.#documents.set(product.id, { seq: Math.ceil((this.#seq += 0.5)), product });',
      },
      {
        file: 'testing/feed-server.ts',
        find: 'this.#cursorAt(this.#seq)',
        replace: 'this.#cursorAt(Math.ceil(this.#seq))',
      },
    ],
  },
];
