/** The key of an uploaded picture is the last part of its address; a picture from elsewhere has none. */
export function imageKeyOf(address: string | null): string | null {
  const key = address?.match(/\/static\/([^/?#]+)(?:[?#].*)?$/)?.[1];
  return key ? decoded(key) : null;
}

/** A % that encodes nothing is a % of the file's name. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
