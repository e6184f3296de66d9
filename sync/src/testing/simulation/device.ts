import type { Lock } from '../../ports/lock.js';
import { noLock, FakeLock } from '../fake-lock.js';
import type { Database, Stored } from './database.js';
import type { Tab } from './tab.js';

/** Whose database: nobody's yet, or a customer's. */
export type Person = string | null;

export type Profile = { secret: string; session: Person; stored: Array<[Person, Stored]> };

/** A browser: what survives when all its tabs are killed. */
export class Device {
  readonly tabs: Array<Tab | null> = [null, null];
  /** Tabs nobody sees: the worker, and what sends what an anonymous shopper had left when signing in. */
  readonly hidden = new Set<Tab>();
  readonly databases = new Map<Person, Database>();
  readonly lock: Lock;
  /** How far its clock is off. */
  skewMs = 0;
  session: Person = null;
  hasLostCookie = false;
  /** An image of the whole profile, to be brought back. */
  backup: Profile | null = null;
  /** Counts how often what is stored was replaced from outside. */
  incarnation = 0;

  constructor(
    readonly name: string,
    public secret: string,
    options: { hasLocks: boolean; newDatabase: (device: Device, person: Person) => Database },
  ) {
    // One browser lacks Web Locks, so that its tabs get in each other's way.
    this.lock = options.hasLocks ? new FakeLock() : noLock;
    this.#newDatabase = options.newDatabase;
  }

  readonly #newDatabase: (device: Device, person: Person) => Database;

  database(person: Person): Database {
    const database = this.databases.get(person) ?? this.#newDatabase(this, person);
    this.databases.set(person, database);
    return database;
  }

  get current(): Database {
    return this.database(this.session);
  }

  allTabs(): Tab[] {
    return [...this.tabs.flatMap((tab) => tab ?? []), ...this.hidden];
  }

  /** What is stored here was taken away or replaced from outside; what its tabs show may go back. */
  uproot(): void {
    this.incarnation += 1;
    for (const tab of this.allTabs()) tab.isUprooted = true;
  }

  get profile(): Profile {
    const stored = [...this.databases].map(([person, database]): [Person, Stored] => [person, database.stored]);
    return { secret: this.secret, session: this.session, stored };
  }
}
