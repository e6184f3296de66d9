import { expect, it } from 'vitest';
import { escapeXml } from './xml';

it('nothing ends a tag or an attribute early', () => {
  expect(escapeXml(`</url> & "it's"`)).toBe('&lt;/url&gt; &amp; &quot;it&apos;s&quot;');
});

it('leaves out what XML cannot hold, and keeps every other letter', () => {
  expect(escapeXml('a\u0000b\u000bc\ud800d\uffffe')).toBe('abc\ufffdde');
  expect(escapeXml('حقيبة\t🎒\n')).toBe('حقيبة\t🎒\n');
});
