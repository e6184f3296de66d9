import * as z from 'zod/mini';
import { isSameOrigin } from '../sync-proxy/is-same-origin';
import { readBody } from '../sync-proxy/read-body';
import { Attempts } from '../session/attempts';

const MAX_BYTES = 32 * 1024;

/** A page sends three or four of them; whole offices share one address. */
const perAddress = new Attempts({ max: 600, windowMs: 60_000 });

type Asked = { request: Request; address: string };

/**
 * Reads what a page reports and hands it on without waiting. Shoppers whose browser asks not to be followed are not, whatever
 * script they run.
 */
export async function takeObservation<Schema extends z.core.$ZodType>(
  { request, address }: Asked,
  { schema, origin, nowMs, maxBytes = MAX_BYTES }: { schema: Schema; origin: string; nowMs: number; maxBytes?: number },
  passOn: (observation: z.output<Schema>) => Promise<void>,
): Promise<Response> {
  if (!isSameOrigin(request.headers, origin))
    return refusal(403, 'other_origin', 'Only pages of the shop report here.');
  if (request.headers.get('sec-gpc') === '1' || request.headers.get('dnt') === '1') return done();
  if (!perAddress.allow(address, nowMs)) return refusal(429, 'too_many', 'Too many reports from this address.');
  const body = await readBody(request, maxBytes);
  if (body.kind !== 'text') return refusal(413, 'too_large', `A report has at most ${maxBytes} bytes.`);
  const parsed = z.safeParse(schema, jsonOf(body.text));
  if (!parsed.success) return refusal(400, 'invalid', problemOf(parsed.error));
  void passOn(parsed.data);
  return done();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf({ issues: [issue] }: z.core.$ZodError): string {
  const field = issue?.path.join('.') || 'body';
  return `${field}: ${issue?.message ?? 'is not usable'}`;
}

const HEADERS = { 'cache-control': 'no-store' };

const done = (): Response => new Response(null, { status: 204, headers: HEADERS });

const refusal = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status, headers: HEADERS });
