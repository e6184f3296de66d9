/** Gives outside data as what it should be, unknown keys left out, or throws NOT_IT. */
export type Reader<T> = (value: unknown) => T;

const NOT_IT = new Error('the message does not have the shape it should have');

/**
 * The few shapes that answers of the server are made of. The zod schemas are the truth; a device only carries these, because zod
 * is larger than the rest of the engine. `readers.test.ts` proves that both take and refuse the same.
 */
export const text: Reader<string> = (value) => (typeof value === 'string' ? value : refuse());
export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : refuse());
export const number: Reader<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse();
export const whole: Reader<number> = (value) => (Number.isSafeInteger(value) ? (value as number) : refuse());
export const count: Reader<number> = (value) => (whole(value) >= 0 ? (value as number) : refuse());

export const only =
  <T extends string>(word: T): Reader<T> =>
  (value) =>
    value === word ? word : refuse();

export const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : reader(value);

export const list =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (value) =>
    Array.isArray(value) ? value.map((item) => reader(item)) : refuse();

/** Any keys; the values as they are. */
export const open: Reader<Record<string, unknown>> = (value) => {
  if (!isObject(value)) return refuse();
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__'));
};

type Shape<T> = { [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

/** `optional` names the keys that may be missing. */
export const object =
  <T extends object>(shape: Shape<T>, ...optional: Array<keyof T & string>): Reader<T> =>
  (value) => {
    if (!isObject(value)) return refuse();
    const read: Record<string, unknown> = {};
    for (const [key, reader] of Object.entries<Reader<unknown>>(shape)) {
      const isMissing = !Object.hasOwn(value, key) || value[key] === undefined;
      if (!isMissing) read[key] = reader(value[key]);
      else if (!optional.some((other) => other === key)) refuse();
    }
    return read as T;
  };

/** Null when it is not what it should be. */
export function readMessage<T>(reader: Reader<T>, message: unknown): T | null {
  try {
    return reader(message);
  } catch (error) {
    if (error === NOT_IT) return null;
    throw error;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(): never {
  throw NOT_IT;
}
