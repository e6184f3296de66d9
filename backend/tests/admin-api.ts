export type AdminApi = {
  get: Call;
  post: Call;
  delete: Call;
  /** Uploads a file as the admin does; returns its address. */
  upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string>;
};

type Call = <T>(path: string, body?: unknown) => Promise<T>;

/** The merchant's hands: what a test changes in the shop goes through the admin API, as in life. */
export async function signInAdmin(url: string, credentials: { email: string; password: string }): Promise<AdminApi> {
  const { token } = await send<{ token: string }>(`${url}/auth/user/emailpass`, 'POST', {}, credentials);
  const headers = { authorization: `Bearer ${token}` };
  return {
    get: (path) => send(`${url}/admin${path}`, 'GET', headers),
    post: (path, body) => send(`${url}/admin${path}`, 'POST', headers, body ?? {}),
    delete: (path) => send(`${url}/admin${path}`, 'DELETE', headers),
    async upload(name, content) {
      const body = new FormData();
      body.append('files', new Blob([content], { type: 'text/plain' }), name);
      const response = await fetch(`${url}/admin/uploads`, { method: 'POST', headers, body });
      const { files } = (await response.json()) as { files: Array<{ url: string }> };
      const address = files[0]?.url;
      if (address === undefined) throw new Error(`${name} was not uploaded`);
      return address;
    },
  };
}

async function send<T>(url: string, method: string, headers: Record<string, string>, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
