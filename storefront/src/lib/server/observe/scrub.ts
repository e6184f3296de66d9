/**
 * Takes out of a text what may name a person or open what is theirs: e-mail addresses, what follows the question mark of an address,
 * and long strings that look like a secret. What is left is for a monitor outside of the shop.
 */
export function scrub(text: string): string {
  return text
    .replace(/[^\s@"'<>()]+@[^\s@"'<>()]+\.[^\s@"'<>()]+/g, '[e-mail]')
    .replace(/(https?:\/\/[^\s?#"']*|\/[\w\-./%]*)[?#][^\s"')]*/g, '$1')
    .replace(/\b[\w-]{28,}\b/g, '[secret]');
}
