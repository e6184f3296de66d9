/** The beginning of a text in one line, cut between words and saying so, up to `letters` long with the dots. */
export function excerpt(text: string, letters: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= letters) return line;
  const start = line.slice(0, letters - 1);
  const end = line[letters - 1] === ' ' ? start.length : start.lastIndexOf(' ');
  // A single word that long is cut where it is, but not through a letter of two halves.
  const kept = end > letters / 2 ? start.slice(0, end) : start.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:.–-]+$/u, '')}…`;
}
