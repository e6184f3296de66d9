import { expect, it } from 'vitest';
import { lengthOf, toPlainLine, toPlainText } from './plain-text.js';

it.each([
  ['HTML as it is', '<b>Good</b> &amp; <script>alert(1)</script>', '<b>Good</b> &amp; <script>alert(1)</script>'],
  ['emoji of several parts', '👩‍👩‍👧 🏳️‍🌈 👍🏽', '👩‍👩‍👧 🏳️‍🌈 👍🏽'],
  ['joiners of Persian', 'می‌خواهم', 'می‌خواهم'],
  ['paragraphs', '  One.\r\n\r\n\r\n\r\nTwo.\rThree.\u2028Four.  \n', 'One.\n\nTwo.\nThree.\nFour.'],
  ['no control characters', 'a\u0000b\u0007c\u001b[31md\u007fe\u0090f\ttab', 'abc[31mdef tab'],
  ['no explicit directions', 'safe \u202egnp.exe\u202c \u2066x\u2069', 'safe gnp.exe x'],
  ['no byte order mark and no empty width', '\ufeffa\u200bb', 'ab'],
  ['one form of a letter', 'Zu\u0308rich', 'Zürich'],
  ['no half of a character', 'a\ud83dz', 'a\ufffdz'],
  ['nothing that only seems to be something', ' \u200d\u200c\n\u200e \u3164\ufe0f ', ''],
])('keeps %s', (_name, given, expected) => {
  expect(toPlainText(given)).toBe(expected);
});

it('makes one line of several', () => {
  expect(toPlainLine(' A\n\n title \u00a0 of\tlines ')).toBe('A title of lines');
});

it('counts an emoji once', () => {
  expect(lengthOf('👍x')).toBe(2);
});
