import { Button, Prompt, Text } from '@medusajs/ui';
import type { Message } from '../../modules/messages/types';
import { MessageStateBadge } from './message-state';
import { useDeed } from './use-messages';

/** What somebody wrote, and whom to answer. All of it is plain text. */
export function MessageEntry({ message }: { message: Message }) {
  const { id, subject, text, replyTo, language, state, createdAt } = message;
  const send = useDeed('send');
  const remove = useDeed('remove');
  const canSend = state === 'dead' || state === 'kept';
  return (
    <li className="flex flex-col gap-2 px-6 py-4">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <Text size="small" weight="plus" dir="auto" className="break-words">
            {subject || 'No subject'}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted break-words">
            <bdi>{replyTo.name}</bdi>{' '}
            <a
              href={`mailto:${encodeURIComponent(replyTo.address)}`}
              className="text-ui-fg-interactive hover:underline"
            >
              {replyTo.address}
            </a>
            {[new Date(createdAt).toLocaleString(), language].filter(Boolean).map((part) => ` · ${part}`)}
          </Text>
        </div>
        <MessageStateBadge message={message} />
      </div>
      <Text size="small" dir="auto" lang={language ?? undefined} className="whitespace-pre-wrap break-words">
        {text}
      </Text>
      <div className="flex gap-2">
        {canSend && (
          <Button size="small" variant="secondary" disabled={send.isPending} onClick={() => send.mutate(id)}>
            Send now
          </Button>
        )}
        <Prompt>
          <Prompt.Trigger asChild>
            <Button size="small" variant="transparent" disabled={remove.isPending}>
              Delete
            </Button>
          </Prompt.Trigger>
          <Prompt.Content>
            <Prompt.Header>
              <Prompt.Title>Delete this message?</Prompt.Title>
              <Prompt.Description>Nobody can bring it back.</Prompt.Description>
            </Prompt.Header>
            <Prompt.Footer>
              <Prompt.Cancel>Keep it</Prompt.Cancel>
              <Prompt.Action onClick={() => remove.mutate(id)}>Delete</Prompt.Action>
            </Prompt.Footer>
          </Prompt.Content>
        </Prompt>
      </div>
    </li>
  );
}
