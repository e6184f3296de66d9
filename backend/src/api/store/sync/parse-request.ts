import {
  attachRequestSchema,
  isDeeperThan,
  MAX_DEPTH,
  SUPPORTED_PROTOCOLS,
  syncRequestSchema,
  type AttachRequest,
  type SyncRequest,
} from 'sync/protocol';
import { SyncRefusal } from './refusal';

export type Parsed<T> = { kind: 'request'; request: T } | { kind: 'refused'; refusal: SyncRefusal };

type Schema<T> = {
  safeParse(body: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
};
type Issue = { code?: string | undefined; path: readonly PropertyKey[]; keys?: readonly string[] | undefined };

export const parseSyncRequest = (body: unknown): Parsed<SyncRequest> => parse(syncRequestSchema, body);

export const parseAttachRequest = (body: unknown): Parsed<AttachRequest> => parse(attachRequestSchema, body);

/** The version comes first: of a message in another version nothing else can be judged. */
function parse<T>(schema: Schema<T>, body: unknown): Parsed<T> {
  const proto = typeof body === 'object' && body !== null && 'proto' in body ? body.proto : undefined;
  if (typeof proto === 'number' && !SUPPORTED_PROTOCOLS.includes(proto)) {
    const message = `protocol ${proto} is not spoken here; update the app`;
    const supported = [...SUPPORTED_PROTOCOLS];
    return {
      kind: 'refused',
      refusal: new SyncRefusal('unsupported_protocol', message, { field: 'proto', supported }),
    };
  }
  if (isDeeperThan(body, MAX_DEPTH)) {
    const message = `the body has more than ${MAX_DEPTH} levels of objects and lists`;
    return { kind: 'refused', refusal: new SyncRefusal('invalid_request', message, { field: 'body' }) };
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return { kind: 'request', request: parsed.data };
  const issue = parsed.error.issues[0];
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys?.[0] : undefined;
  const field = unknownKey ?? issue?.path.join('.');
  const problem = unknownKey === undefined ? 'is missing or not usable' : 'is not part of the protocol';
  return {
    kind: 'refused',
    refusal: new SyncRefusal('invalid_request', `${field || 'the body'} ${problem}`, { field: field || 'body' }),
  };
}
