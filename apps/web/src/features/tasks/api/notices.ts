import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type NoticeKind = Schemas['NoticeKind'];
export type NoticeMode = Schemas['NoticeMode'];

/** What the signed-in person was told, newest first; asked again when something changes that one may read. */
export const useNotices = (asked: boolean) =>
  useQuery({
    queryKey: ['tasks', 'notices'],
    enabled: asked,
    queryFn: () => answerOf(api.GET('/api/routing/notices', { params: { query: { limit: 50 } } })),
  });

export const useNoticeModes = (asked: boolean) =>
  useQuery({
    queryKey: ['tasks', 'notice-modes'],
    enabled: asked,
    queryFn: () => answerOf(api.GET('/api/routing/notice-preferences')),
  });

export function useNoticeActs() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['tasks'] });
  return {
    read: useMutation({
      mutationFn: (ids?: string[]) => answerOf(api.POST('/api/routing/notices/read', { body: ids ? { ids } : {} })),
      onSettled,
    }),
    setModes: useMutation({
      mutationFn: (modes: Partial<Record<NoticeKind, NoticeMode>>) =>
        answerOf(api.PUT('/api/routing/notice-preferences', { body: { modes } })),
      onSettled,
    }),
  };
}
