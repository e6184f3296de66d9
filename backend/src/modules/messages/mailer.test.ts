import { afterEach, describe, expect, it } from 'vitest';
import { createMailer } from './mailer';
import { openMailServer } from './test-mail-server';
import type { Message } from './types';

const closing: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(answers: Parameters<typeof openMailServer>[0] = [], urlOf = (url: string) => url) {
  const server = await openMailServer(answers);
  const mailer = createMailer({
    smtpUrl: urlOf(server.url),
    from: 'Satchel <shop@example.com>',
    shopAddress: 'hello@example.com',
  });
  closing.push(() => mailer.close(), server.close);
  return { ...server, mailer };
}

const message = (over: Partial<Message> = {}): Message => ({
  id: 'msg_1',
  event: 'contact',
  recipient: 'shop',
  channel: 'email',
  subject: 'Kettle',
  text: 'Is it back?',
  replyTo: { name: 'Sam', address: 'sam@example.com' },
  language: 'en',
  state: 'waiting',
  attempts: 1,
  lastError: null,
  createdAt: '2026-11-28T12:00:00.000Z',
  nextAt: '2026-11-28T12:00:00.000Z',
  ...over,
});

const fromQuotedPrintable = (text: string) =>
  decodeURIComponent(text.replace(/=\r\n/g, '').replace(/=([\dA-F]{2})/g, '%$1'));

describe('a mail', () => {
  it('goes to the shop, and the answer to it to who wrote', async () => {
    const { mailer, mails } = await open();
    expect(await mailer.send(message())).toEqual({ kind: 'sent' });
    expect(mails).toMatchObject([{ from: 'shop@example.com', to: ['hello@example.com'] }]);
    const [head = '', body] = mails[0]!.raw.split('\r\n\r\n');
    expect(head).toMatch(/^From: Satchel <shop@example\.com>$/m);
    expect(head).toMatch(/^Reply-To: Sam <sam@example\.com>$/m);
    expect(head).toMatch(/^Subject: Kettle$/m);
    expect(head).toMatch(/^Message-ID: <msg_1@example\.com>$/m);
    expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
    expect(body).toContain('Is it back?');
  });

  it('has no more heads and recipients than it should, whatever was written', async () => {
    const { mailer, mails } = await open();
    const evil = 'x\r\nBcc: eve@example.com\r\n\r\n<html>';
    const sent = await mailer.send(
      message({
        subject: evil,
        text: `.\r\n${evil}`,
        replyTo: { name: `"${evil}" <eve@example.com>`, address: 'sam@example.com' },
      }),
    );
    expect(sent).toEqual({ kind: 'sent' });
    expect(mails).toHaveLength(1);
    expect(mails[0]!.to).toEqual(['hello@example.com']);
    const [head = ''] = mails[0]!.raw.split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head.match(/^Reply-To:/gim)).toHaveLength(1);
    expect(head).toMatch(/<sam@example\.com>/);
  });

  it('says any script', async () => {
    const { mailer, mails } = await open();
    await mailer.send(
      message({ subject: 'سؤال ☕', text: 'مرحبا 👩‍👩‍👧', replyTo: { name: 'Jürgen', address: 'j@bücher.example' } }),
    );
    const [head = '', body = ''] = mails[0]!.raw.split('\r\n\r\n');
    expect(head).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(fromQuotedPrintable(body)).toContain('مرحبا 👩‍👩‍👧');
  });
});

describe('trouble', () => {
  it.each([
    [{ code: 451, at: 'rcpt' }, 'failed', 'EENVELOPE 451'],
    [{ code: 452, at: 'data' }, 'failed', 'EMESSAGE 452'],
    [{ code: 550, at: 'rcpt' }, 'refused', 'EENVELOPE 550'],
    [{ code: 554, at: 'data' }, 'refused', 'EMESSAGE 554'],
  ] as const)('%j is %s', async (answer, kind, reason) => {
    const { mailer, mails } = await open([answer]);
    expect(await mailer.send(message())).toEqual({ kind, reason });
    expect(mails).toEqual([]);
    expect(await mailer.send(message())).toEqual({ kind: 'sent' });
  });

  it('an answer that is lost makes the mail come again, under the same Message-ID', async () => {
    const { mailer, mails } = await open(['drop']);
    expect(await mailer.send(message())).toMatchObject({ kind: 'failed' });
    expect(await mailer.send(message())).toEqual({ kind: 'sent' });
    expect(mails.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]?.trim())).toEqual(
      Array(2).fill('<msg_1@example.com>'),
    );
  });

  it('nobody listens, or the password is wrong: the merchant can mend that', async () => {
    const { mailer, close } = await open();
    await close();
    closing.pop();
    expect(await mailer.send(message())).toMatchObject({ kind: 'failed' });
    const wrong = await open([], (url) => url.replace('//', '//shop:wrong@'));
    expect(await wrong.mailer.send(message())).toEqual({ kind: 'failed', reason: 'EAUTH 535' });
    const right = await open([], (url) => url.replace('//', '//shop:right@'));
    expect(await right.mailer.send(message())).toEqual({ kind: 'sent' });
  });
});
