import { createTransport } from 'nodemailer';
import type { Delivery, Message } from './types';

export type MailerOptions = {
  /** `smtp://` or `smtps://`, with name and password where the server wants them. */
  smtpUrl: string;
  from: string;
  /** Where the merchant reads what is meant for the shop. */
  shopAddress: string;
};

export type Mailer = { send(message: Message): Promise<Delivery>; close(): void };

const CONNECT_MS = 15_000;
const ANSWER_MS = 60_000;

/**
 * Plain text alone. Sending again after a lost answer may bring a mail twice: nothing in SMTP prevents that, so each has a
 * Message-ID that stays the same, by which mailboxes know it.
 */
export function createMailer({ smtpUrl, from, shopAddress }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    // What a shopper wrote is text, never the name of a file or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.replace(/^.*@/, '').replace(/>.*$/, '').trim();
  return {
    async send({ id, recipient, subject, text, replyTo, language }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          from,
          to: recipient === 'shop' ? shopAddress : { name: '', address: recipient },
          replyTo,
          subject: subject || 'A message from the shop',
          text: `${text}\n\n-- \n${[replyTo.name, replyTo.address, language].filter(Boolean).join(' · ')}\n`,
        });
        return { kind: 'sent' };
      } catch (error) {
        return toFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What a wrong password or a refused connection says is over when the merchant has mended it, so it is tried again. */
function toFailure(error: unknown): Delivery {
  const { responseCode, code } = Object(error) as { responseCode?: unknown; code?: unknown };
  const reason = [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
  const isFinal = typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH';
  return { kind: isFinal ? 'refused' : 'failed', reason };
}
