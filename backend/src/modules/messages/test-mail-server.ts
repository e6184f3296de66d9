import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Mail = { from: string; to: string[]; raw: string };

type Answer = 'take' | 'drop' | { code: number; at: 'rcpt' | 'data' };

/** A mail server that does with the next mails what it is told, and takes those after them. */
export async function openMailServer(answers: Answer[] = []) {
  const mails: Mail[] = [];
  const tried: Answer[] = [];
  const refusal = (code: number) => Object.assign(new Error('as it was told'), { responseCode: code });
  let now: Answer = 'take';
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'shop' && password === 'right' ? done(null, { user: 'shop' }) : done(refusal(535)),
    onMailFrom(_address, _session, done) {
      now = answers.shift() ?? 'take';
      tried.push(now);
      done();
    },
    onRcptTo(_address, _session, done) {
      done(typeof now === 'object' && now.at === 'rcpt' ? refusal(now.code) : null);
    },
    onData(stream, { envelope, id }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (typeof now === 'object') return done(refusal(now.code));
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        if (now === 'take') return done();
        // It has the mail, and the answer is lost.
        for (const connection of server.connections) if (connection.id === id) connection.close();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    tried,
    answers,
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}
