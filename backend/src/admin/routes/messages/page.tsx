import { defineRouteConfig } from '@medusajs/admin-sdk';
import { Container, Heading, Select, Table, Text } from '@medusajs/ui';
import { useSearchParams } from 'react-router-dom';
import type { MessageState } from '../../../modules/messages/types';
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

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <Heading level="h1">Messages</Heading>
        <Select size="small" value={filter} onValueChange={(value) => show({ state: value })}>
          <Select.Trigger aria-label="State">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {FILTERS.map(({ value, label }) => (
              <Select.Item key={value} value={value}>
                {label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      {error && <Notice text={`The messages could not be read: ${error.message}`} />}
      {!error && !isPending && count === 0 && <Notice text={EMPTY[filter]} />}
      {messages.length > 0 && (
        <ul className="divide-y">
          {messages.map((message) => (
            <MessageEntry key={message.id} message={message} />
          ))}
        </ul>
      )}
      <Table.Pagination
        count={count}
        pageSize={PAGE}
        pageIndex={page}
        pageCount={Math.max(1, Math.ceil(count / PAGE))}
        canPreviousPage={page > 0}
        canNextPage={(page + 1) * PAGE < count}
        previousPage={() => show({ page: String(page - 1) })}
        nextPage={() => show({ page: String(page + 1) })}
      />
    </Container>
  );
}

function Notice({ text }: { text: string }) {
  return (
    <div className="px-6 py-8">
      <Text size="small" className="text-ui-fg-subtle">
        {text}
      </Text>
    </div>
  );
}

const EMPTY = {
  all: 'Nobody has written yet.',
  kept: 'Nothing is kept here: what shoppers write goes out by mail.',
  waiting: 'Nothing waits to be sent.',
  dead: 'Nothing was given up.',
  sent: 'Nothing was sent in the last 90 days.',
} as const;

export const config = defineRouteConfig({ label: 'Messages' });
