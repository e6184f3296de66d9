import { databaseName } from 'sync';
import { forgetAccount } from './known-account';
import { announcePrincipal } from './principal';
import type { Device } from './device';

/** Whose data is to be deleted, in case the browser is closed in the middle of it. */
const LEAVING = 'satchel:leaving';

/** A tab that is frozen holds its database open until it wakes; the deletion then ends without us. */
const PATIENCE_MS = 2_000;

/** Notes that this person is about to sign out. Before the server is asked: from its answer on nothing of them may stay. */
export function beginLeaving({ principal }: Device): void {
  if (principal !== null) localStorage.setItem(LEAVING, principal);
}

/** The server has ended the session: deletes what the device has of this person. */
export async function finishLeaving(device: Device): Promise<void> {
  announcePrincipal();
  forgetAccount();
  const isForgotten = await Promise.race([
    device.forget().then(
      () => true,
      () => false,
    ),
    new Promise<false>((late) => setTimeout(late, PATIENCE_MS, false)),
  ]);
  if (isForgotten) localStorage.removeItem(LEAVING);
}

/** Finishes a sign-out that was cut short. A person who is still, or again, signed in keeps everything. */
export async function forgetLeft(principal: string | null): Promise<void> {
  const left = localStorage.getItem(LEAVING);
  if (left === null) return;
  if (left !== principal) forgetAccount();
  if (left !== principal && /^[0-9a-f]{64}$/.test(left)) {
    await deleteDatabase(databaseName(left));
  }
  localStorage.removeItem(LEAVING);
}

export const forgetAnonymous = (): Promise<void> => deleteDatabase(databaseName('default'));

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error(`The database ${name} could not be deleted`, { cause: request.error }));
  });
}
