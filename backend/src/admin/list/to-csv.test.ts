import { expect, it } from 'vitest';
import { toCsv } from './to-csv';

it('quotes what has to be', () => {
  expect(
    toCsv([
      ['Search', 'Searches'],
      ['moss, green', 3],
      ['the "best"', -1],
      ['two\nlines', 0.5],
      ['', 0],
    ]),
  ).toBe('Search,Searches\r\n"moss, green",3\r\n"the ""best""",-1\r\n"two\nlines",0.5\r\n,0\r\n');
});

it.each(['=1+1', '+49', '-2', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet carry out %j', (text) => {
  expect(toCsv([[text]])).toBe(`"'${text}"\r\n`);
});
