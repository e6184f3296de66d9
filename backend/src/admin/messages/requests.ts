import type { MessagePage, MessageState } from '../../modules/messages/types';
import { ask } from '../ask';

export type MessagesQuery = { state?: MessageState | undefined; offset: number; limit: number };

export function listMessages({ state, offset, limit }: MessagesQuery, signal: AbortSignal): Promise<MessagePage> {
  const search = new URLSearchParams({ offset: String(offset), limit: String(limit), ...(state && { state }) });
  return ask(`/admin/messages?${search}`, { signal });
}

export const sendAgain = (id: string): Promise<unknown> => ask(`/admin/messages/${id}/send`, { method: 'POST' });

export const remove = (id: string): Promise<unknown> => ask(`/admin/messages/${id}`, { method: 'DELETE' });
