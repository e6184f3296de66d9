/**
 * Browsers tell where a request comes from; another site may not use the shopper's device cookie. `Sec-Fetch-Site` decides
 * where there is one: no page can forge it, and it is right as well when the shop is opened under another name than its
 * configured one, such as 127.0.0.1 for localhost. Older browsers, and those on plain http, say `Origin` only. A client that
 * sends neither is no browser and carries no cookie it did not make itself.
 */
export function isSameOrigin(headers: Headers, origin: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const from = headers.get('origin');
  return from === null || from === origin;
}
