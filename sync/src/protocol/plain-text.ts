/**
 * Control characters but the line break, explicit directions (they would turn the rest of the page around), the byte order
 * mark and its invisible kin. Joiners stay: emoji and whole scripts are made with them.
 */
const UNSEEN = /(?!\n)[\p{Cc}\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

/** One that has none of these shows nothing, however long it is. */
const SHOWN = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u;

/** Several lines of plain text, as they are stored. HTML stays the characters it is. */
export function toPlainText(given: string): string {
  const text = given
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '')
    .replace(/ +\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return SHOWN.test(text) ? text : '';
}

/** One line of it. */
export function toPlainLine(given: string): string {
  return toPlainText(given).replace(/\s+/g, ' ');
}

/** Characters as a person counts them, nearly: an emoji of several parts counts each. */
export const lengthOf = (text: string): number => [...text].length;
