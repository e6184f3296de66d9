export type BodyRead = { kind: 'text'; text: string } | { kind: 'too-large' } | { kind: 'broken' };

/** Reads at most `maxBytes`. The length a client announces is only a hint, so what arrives is counted too. */
export async function readBody(request: Request, maxBytes: number): Promise<BodyRead> {
  if (Number(request.headers.get('content-length')) > maxBytes) return { kind: 'too-large' };
  if (!request.body) return { kind: 'text', text: '' };
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'text', text: text + decoder.decode() };
      bytes += value.byteLength;
      // Left unread, not cancelled: that would cut the connection before the client has heard why.
      if (bytes > maxBytes) return { kind: 'too-large' };
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return { kind: 'broken' };
  }
}
