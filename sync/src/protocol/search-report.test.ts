import { describe, expect, it } from 'vitest';
import { isPersonal, toCounted } from './search-report.js';

describe('what is counted of a search', () => {
  it('is how it is written, without case and marks, and one for all ways to write it', () => {
    expect(toCounted('  Crème  BRÛLÉE! ')).toEqual({ text: 'crème brûlée', words: 'creme brulee' });
    expect(toCounted('creme brulee')?.words).toBe('creme brulee');
    expect(toCounted('T-Shirts')).toEqual({ text: 't-shirts', words: 't shirt' });
    expect(toCounted('حقيبة')).toEqual({ text: 'حقيبة', words: 'حقيبه' });
    expect(toCounted('size 38 40 42')).toEqual({ text: 'size 38 40 42', words: 'size 38 40 42' });
  });

  it('is cut between two words', () => {
    const long = toCounted(`${'lantern '.repeat(12)}`);
    expect(long?.text).toBe('lantern lantern lantern lantern lantern lantern lantern');
  });

  it.each(['', ' – … ', '🧦', '@'])('is nothing of %j', (text) => expect(toCounted(text)).toBeNull());

  it('begins with a letter or a digit', () => {
    for (const text of ['=1+1', '-lantern', '+cmd|calc', "'", '\u202Ex']) {
      expect(toCounted(text)?.text ?? 'x').toMatch(/^[\p{L}\p{N}]/u);
    }
  });
});

describe('what may be personal', () => {
  it.each([
    'anna@example.com',
    'my mail is anna＠example.com',
    '+49 170 1234567',
    '(030) 123-4567',
    '٠١٧٠١٢٣٤٥٦٧',
    '4111 1111 1111 1111',
    'DE89 3704 0044 0532 0130 00',
    '24.12.1983',
    'https://example.com/reset?token=1',
    'www.example.com',
    'sk_live_51H8xYzABCDEFGH2',
    'x'.repeat(41),
  ])('%s is not kept', (text) => {
    expect(isPersonal(text)).toBe(true);
    expect(toCounted(text)).toBeNull();
  });

  it.each(['lantern', 'TEE-001-M', 'mug 350 ml', '2000s vinyl', '12 x 18 cm', 'donaudampfschifffahrtsgesellschaft'])(
    '%s is',
    (text) => expect(isPersonal(text)).toBe(false),
  );
});
