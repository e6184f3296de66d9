/** The admin is served by the backend, and its session is a cookie. */
export async function ask<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, { credentials: 'include', ...init });
  if (response.ok) return response.json();
  const { message } = await response.json().catch(() => ({ message: undefined }));
  throw new Error(typeof message === 'string' ? message : `The server answered ${response.status}.`);
}
