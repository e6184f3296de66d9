import type { PageQuestion } from './messages';

/** Asks a page and waits for what it says first. Rejects when it says nothing in time. */
export function ask<Answer>(page: Client, question: PageQuestion, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => reject(new Error('the page is silent')), timeoutMs);
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      clearTimeout(timer);
      resolve(data);
    };
    page.postMessage(question, [port2]);
  });
}
