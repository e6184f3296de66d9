import { isDeeperThan, MAX_DEPTH, SUPPORTED_PROTOCOLS, syncRequestSchema, type SyncRequest } from 'sync/protocol';
import { SyncRefusal } from './refusal';

export type ParsedRequest = { kind: 'request'; request: SyncRequest } | { kind: 'refused'; refusal: SyncRefusal };

/** The version comes first: of a message in another version nothing else can be judged. */
export function parseSyncRequest(body: unknown): ParsedRequest {
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
  const parsed = syncRequestSchema.safeParse(body);
  if (parsed.success) return { kind: 'request', request: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  const problem = issue?.code === 'unrecognized_keys' ? 'is not part of the protocol' : 'is missing or not usable';
  return {
    kind: 'refused',
    refusal: new SyncRefusal('invalid_request', `${field || 'the body'} ${problem}`, { field: field || 'body' }),
  };
}
