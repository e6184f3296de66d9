import { readPrincipal } from './principal';

const KEY = 'satchel:account';

/** Notes whose address belongs to the database this browser uses, so that the device can say it without the shop. */
export function rememberAccount(email: string | null): void {
  const principal = readPrincipal(document.cookie);
  try {
    if (email === null || principal === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, `${principal} ${email}`);
  } catch {
    // A browser that stores nothing only says less.
  }
}

/** The address of whoever this browser belongs to now; never that of somebody before. */
export function knownAccount(): string | null {
  try {
    return accountIn(localStorage.getItem(KEY), readPrincipal(document.cookie));
  } catch {
    return null;
  }
}

export function accountIn(stored: string | null, principal: string | null): string | null {
  if (stored === null || principal === null || !stored.startsWith(`${principal} `)) return null;
  return stored.slice(principal.length + 1) || null;
}

export const forgetAccount = (): void => localStorage.removeItem(KEY);
