import { SyncError, type Engine } from 'sync';
import { MARK_HEADER } from 'sync/protocol';
import { isSamePlace, readPlace, type Place } from './place';

type Storing = Pick<Engine, 'enqueue' | 'answerNotice' | 'undoMerge' | 'discard'>;

/** A page holds on to the place it has opened, and stops as soon as this browser is in another one. */
export type Stay = {
  place: Place;
  /** Whether the browser is still there. Once it is not, never again. */
  look(): boolean;
  /** Resolves when it is found elsewhere. */
  moved: Promise<void>;
  /**
   * `fetch` that lets nothing out any more then, and tells the server which database it speaks for: it compares that with the
   * cookie, so that nobody can have come or gone between our look and the request.
   */
  sending(send: typeof fetch): typeof fetch;
  /**
   * The engine that stores nothing any more then, because a change belongs to whoever sees what it changes. It never says that it
   * did either: the page is loaded anew before anybody could read it.
   */
  storing<E extends Storing>(engine: E): E;
};

/** The cookies are the truth, everything else only a reason to look: a tab that slept has missed it all. */
export function stayInPlace(readCookies: () => string): Stay {
  const place = readPlace(readCookies());
  let isHere = true;
  let tellMoved: () => void = () => undefined;
  const moved = new Promise<void>((resolve) => (tellMoved = resolve));

  function look(): boolean {
    if (isHere && !isSamePlace(place, readPlace(readCookies()))) {
      isHere = false;
      tellMoved();
    }
    return isHere;
  }

  const refuse = () => new SyncError('closed', 'somebody else uses this browser now; nothing was stored or sent');

  const here =
    <Args extends unknown[]>(act: (...args: Args) => Promise<void>) =>
    async (...args: Args) => {
      if (!look()) return new Promise<never>(() => undefined);
      await act(...args);
    };

  return {
    place,
    look,
    moved,
    sending: (send) => async (input, init) => {
      if (!look()) throw refuse();
      const headers = new Headers(init?.headers);
      headers.set(MARK_HEADER, place.mark);
      const response = await send(input, { ...init, headers });
      if (response.status === 403) look();
      return response;
    },
    storing: (engine) => ({
      ...engine,
      enqueue: here(engine.enqueue),
      answerNotice: here(engine.answerNotice),
      undoMerge: here(engine.undoMerge),
      discard: here(engine.discard),
    }),
  };
}
