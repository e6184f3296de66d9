/** An error as the API words it: `code`, `type` and a link to its page. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body(): { message: string; code: string; type: string; link: string } {
    const type =
      this.status === 401 || this.status === 403 ? 'auth' : this.status >= 500 ? 'internal' : 'invalid_request';
    return {
      message: this.message,
      code: this.code,
      type,
      link: `https://docs.meilisearch.com/errors#${this.code}`,
    };
  }
}

export const badRequest = (code: string, message: string): Problem => new Problem(400, code, message);

/** What an object of the API may hold; anything else is refused by name, as the real server does. */
export function assertFields(body: unknown, known: readonly string[], where = ''): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('bad_request', `Invalid value type${where}: expected an object, but found ${describe(body)}`);
  }
  const unknown = Object.keys(body).find((field) => !known.includes(field));
  if (unknown !== undefined) {
    const list = known.map((field) => `\`${field}\``).join(', ');
    throw badRequest('bad_request', `Unknown field \`${unknown}\`${where}: expected one of ${list}`);
  }
  return body as Record<string, unknown>;
}

const describe = (value: unknown): string =>
  Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
