/**
 * Browsers tell where a request comes from, in one header or both; another site may not use the shopper's device cookie.
 * A client that sends neither is no browser and carries no cookie it did not make itself.
 */
export function isSameOrigin(headers: Headers, origin: string): boolean {
  const from = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  return (from === null || from === origin) && (site === null || site === 'same-origin');
}
