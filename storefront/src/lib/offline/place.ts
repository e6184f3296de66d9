import { FIRST_MARK } from 'sync/protocol';
import { readPrincipal } from './principal';

/** Set by the server together with the device's secret, see `lib/server/session/device-cookie.ts`. */
const MARKER = /(?:^|;\s*)satchel-known=(default|[0-9a-f]{32})(?:;|$)/;

/** The device's mark; undefined before it has a secret. */
export const readMark = (cookies: string): string | undefined => MARKER.exec(cookies)?.[1];

/** Whether this browser holds a device secret, as far as the page can see. */
export const isIntroduced = (cookies: string): boolean => readMark(cookies) !== undefined;

/** Whose databases a page has opened. */
export type Place = {
  /** Null while nobody has signed in on this browser. */
  principal: string | null;
  /** Names the database of the device itself, and changes with each person who leaves. */
  mark: string;
};

export const readPlace = (cookies: string): Place => ({
  principal: readPrincipal(cookies),
  mark: readMark(cookies) ?? FIRST_MARK,
});

/** What a customer has is theirs whoever was here in between; what the device has is nobody's any more then. */
export const isSamePlace = (one: Place, other: Place): boolean =>
  one.principal === other.principal && (one.principal !== null || one.mark === other.mark);
