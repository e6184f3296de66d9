import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMailServer } from '../../src/modules/messages/test-mail-server.ts';
import { contact } from '../sync/device.ts';
import { signInAdmin } from '../admin-api.ts';
import { openHarness, type Harness } from '../sync/harness.ts';
import { saying } from './shop.ts';

let harness: Harness;
let mail: Awaited<ReturnType<typeof openMailServer>>;
let url: string;
beforeAll(async () => {
  harness = await openHarness();
  mail = await openMailServer();
  const env = { MEDUSA_WORKER_MODE: 'shared', MAIL_FROM: 'shop@example.com', CONTACT_EMAIL: 'hello@example.com' };
  url = (await harness.startServer({ ...env, SMTP_URL: mail.url })).url;
});
afterAll(async () => {
  await harness?.close();
  await mail?.close();
});

const SOON = { timeout: 30_000, interval: 200 };
/** The time until the next attempt goes by. */
const pass = () => harness.sql.query(`update message set next_at = now() where state = 'waiting' and attempts > 0`);
const stateOf = async (text: string) => {
  const [message] = await saying(harness, text);
  return message && { state: message.state, attempts: message.attempts, lastError: message.lastError };
};

it('a message arrives once by mail, although the mail server had no time at first', async () => {
  mail.tried.length = 0;
  mail.answers.push({ code: 451, at: 'rcpt' }, { code: 452, at: 'data' });
  await harness.device({ url }).forms().sync(contact('Greylisted'));
  await expect
    .poll(() => stateOf('Greylisted'), SOON)
    .toMatchObject({ state: 'waiting', attempts: 1, lastError: 'EENVELOPE 451' });
  await pass();
  await expect
    .poll(() => stateOf('Greylisted'), SOON)
    .toMatchObject({ state: 'waiting', attempts: 2, lastError: 'EMESSAGE 452' });
  const [waiting] = await saying(harness, 'Greylisted');
  expect(Date.parse(waiting!.nextAt) - Date.now()).toBeGreaterThan(60_000);
  await pass();
  await expect.poll(() => stateOf('Greylisted'), SOON).toEqual({ state: 'sent', attempts: 3, lastError: null });
  expect(mail.tried).toHaveLength(3);
  expect(mail.mails).toMatchObject([
    { to: ['hello@example.com'], raw: expect.stringContaining('Reply-To: sam@example.com') },
  ]);
});

it('one that is refused for good waits for the merchant, who sends it again', async () => {
  mail.answers.push({ code: 550, at: 'rcpt' });
  await harness.device({ url }).forms().sync(contact('Refused'));
  await expect.poll(() => stateOf('Refused'), SOON).toEqual({ state: 'dead', attempts: 1, lastError: 'EENVELOPE 550' });
  const [message] = await saying(harness, 'Refused');
  const admin = await signInAdmin(url, harness.stack.admin);
  const response = await admin.post(`/messages/${message!.id}/send`);
  expect(response).toMatchObject({ state: 'waiting' });
  await expect.poll(() => stateOf('Refused'), SOON).toMatchObject({ state: 'sent' });
});
