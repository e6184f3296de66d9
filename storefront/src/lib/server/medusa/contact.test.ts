import { afterEach, expect, it, vi } from 'vitest';
import { createContact } from './contact';

afterEach(() => vi.unstubAllGlobals());

const contact = createContact({ BACKEND_URL: 'http://backend.example', MEDUSA_PUBLISHABLE_KEY: 'pk_test' });
const form = { uuid: '0190b3f4-0000-7000-8000-000000000000', email: 'a@shop.example', message: 'Hello' };

it('says when to come again, as the shop does', async () => {
  const refusal = Response.json({ code: 'too_many' }, { status: 429, headers: { 'retry-after': '42' } });
  vi.stubGlobal('fetch', () => Promise.resolve(refusal));
  expect(await contact.send(form, '192.0.2.7')).toEqual({
    kind: 'refused',
    code: 'too_many',
    field: null,
    retryAfter: '42',
  });
});
