/** What a picture is called in the file store and in `/img/<key>`: the last segment of its address, `/static/<key>`. */
export function pictureKey(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const segment = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
