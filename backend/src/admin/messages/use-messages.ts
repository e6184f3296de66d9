import { toast } from '@medusajs/ui';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listMessages, remove, sendAgain, type MessagesQuery } from './requests';

const KEY = 'messages';
const LOOK_AGAIN_MS = 15_000;

export function useMessages(query: MessagesQuery) {
  return useQuery({
    queryKey: [KEY, query],
    queryFn: ({ signal }) => listMessages(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

const DEEDS = {
  send: { act: sendAgain, done: 'It goes out with the next delivery' },
  remove: { act: remove, done: 'Deleted' },
} as const;

export function useDeed(deed: keyof typeof DEEDS) {
  const queries = useQueryClient();
  const { act, done } = DEEDS[deed];
  return useMutation({
    mutationFn: (id: string) => act(id),
    onSuccess: () => toast.success(done),
    onError: (error) => toast.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
