import { databaseName } from 'sync';
import { forgetAccount } from './known-account';
import type { Place } from './place';
import { forgetSearches } from '../search/recent-searches';
import { forgetViewed } from './recently-viewed';
import { announcePrincipal } from './principal';
import type { Device } from './device';

/** Whose data is to be deleted, in case the browser is closed in the middle of it. */
const LEAVING = 'satchel:leaving';

const LEFT = /^([0-9a-f]{64})(?: (default|[0-9a-f]{32}))?$/;

/** A tab that is frozen holds its database open until it wakes; the deletion then ends without us. */
const PATIENCE_MS = 2_000;

/** Notes that this person is about to sign out. Before the server is asked: from its answer on nothing of them may stay. */
export function beginLeaving({ stay: { place } }: Device): void {
  if (place.principal !== null) localStorage.setItem(LEAVING, `${place.principal} ${place.mark}`);
}

/** The server has ended the session: deletes what the device has of this person. */
export async function finishLeaving(device: Device): Promise<void> {
  announcePrincipal();
  forgetAccount();
  forgetViewed();
  forgetSearches();
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
export async function forgetLeft({ principal, mark }: Place): Promise<void> {
  const [, left, leftMark] = LEFT.exec(localStorage.getItem(LEAVING) ?? '') ?? [];
  if (left !== undefined && left !== principal) {
    forgetAccount();
    forgetViewed();
    forgetSearches();
    await deleteDatabase(databaseName(left));
  }
  if (leftMark !== undefined && leftMark !== mark) await forgetAnonymous(leftMark);
  localStorage.removeItem(LEAVING);
}

export const forgetAnonymous = (mark: string): Promise<void> => deleteDatabase(databaseName(mark));

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error(`The database ${name} could not be deleted`, { cause: request.error }));
  });
}
