import { expect, it } from 'vitest';
import { MAX_REVIEW, toPlainLine, toPlainText } from 'sync/protocol';
import { PRODUCTS } from '../catalog';
import { REVIEWS } from './reviews';

it('speaks of products that are there, in words the shop would have taken', () => {
  const handles = new Set(PRODUCTS.map(({ handle }) => handle));
  for (const [handle, reviews] of Object.entries(REVIEWS)) {
    expect(handles).toContain(handle);
    for (const [, , title, text] of reviews) {
      expect([toPlainLine(title), toPlainText(text)]).toEqual([title, text]);
      expect(title.length).toBeLessThanOrEqual(MAX_REVIEW.title);
    }
  }
});
