import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * What the content security policy has to say about the script in `app.html`; Kit adds only those it makes itself.
 * @returns {`sha256-${string}`}
 */
export function hashOfInlineScript(html = readFileSync('src/app.html', 'utf8')) {
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)];
  const code = scripts[0]?.[1];
  if (scripts.length !== 1 || code === undefined) throw new Error('app.html must hold exactly one inline script');
  return `sha256-${createHash('sha256').update(code).digest('base64')}`;
}
