import { defineRouteConfig } from '@medusajs/admin-sdk';
import { Envelope } from '@medusajs/icons';
import { useSearchParams } from 'react-router-dom';
import type { MessageState } from '../../../modules/messages/types';
import { FilterSelect } from '../../list/filter-select';
import { ListFrame } from '../../list/list-frame';
import { MessageEntry } from '../../messages/message-entry';
import { useMessages } from '../../messages/use-messages';

const PAGE = 20;

/** The address says what is shown: state and page. */
const FILTERS = [
  { value: 'all', label: 'All' },
  { value: 'kept', label: 'Kept here' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'dead', label: 'Given up' },
  { value: 'sent', label: 'Sent' },
] as const;

/** What shoppers wrote, and whether it has reached the merchant's mail. Without a mail server this is the mailbox. */
export default function MessagesPage() {
  const [search, setSearch] = useSearchParams();
  const filter = FILTERS.find(({ value }) => value === search.get('state'))?.value ?? 'all';
  const page = Math.max(0, Number(search.get('page')) || 0);
  const state: MessageState | undefined = filter === 'all' ? undefined : filter;
  const { data, error, isPending } = useMessages({ state, offset: page * PAGE, limit: PAGE });
  const messages = data?.messages ?? [];
  const count = data?.count ?? 0;
  const show = (changes: Record<string, string>) => setSearch({ ...Object.fromEntries(search), page: '0', ...changes });
  const empty = !isPending && count === 0 ? EMPTY[filter] : undefined;

  return (
    <ListFrame
      title="Messages"
      actions={
        <FilterSelect label="State" options={FILTERS} value={filter} onChoose={(value) => show({ state: value })} />
      }
      notice={error ? `The messages could not be read: ${error.message}` : empty}
      count={count}
      page={page}
      pageSize={PAGE}
      onPage={(next) => show({ page: String(next) })}
    >
      {messages.length > 0 && (
        <ul className="divide-y">
          {messages.map((message) => (
            <MessageEntry key={message.id} message={message} />
          ))}
        </ul>
      )}
    </ListFrame>
  );
}

const EMPTY = {
  all: 'Nobody has written yet.',
  kept: 'Nothing is kept here: what shoppers write goes out by mail.',
  waiting: 'Nothing waits to be sent.',
  dead: 'Nothing was given up.',
  sent: 'Nothing was sent in the last 90 days.',
} as const;

export const config = defineRouteConfig({ label: 'Messages', icon: Envelope });
