import type { Notice } from 'sync/protocol';

type Name = { title: string; variantTitle: string | null };
type Names = { of(variantId: string): Name | undefined };

/** A notice about one thing, which it calls as its page does. The shop writes it in the merchant's own words. */
export function inWordsOf<Told extends Pick<Notice, 'data'>>(names: Names, notice: Told): Told {
  const variantId = notice.data['variantId'] ?? argsOf(notice.data['intent'])['variantId'];
  const name = typeof variantId === 'string' ? names.of(variantId) : undefined;
  if (!name) return notice;
  const title = [name.title, name.variantTitle].filter(Boolean).join(', ');
  return { ...notice, data: { ...notice.data, title } };
}

function argsOf(intent: unknown): Readonly<Record<string, unknown>> {
  const args = isRecord(intent) ? intent['args'] : undefined;
  return isRecord(args) ? args : {};
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
