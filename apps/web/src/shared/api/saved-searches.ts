import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';

export type SavedSearch = Schemas['SavedSearch'];

const key = (list: SavedSearch['list']) => ['directory', 'saved-searches', list];

export const useSavedSearches = (list: SavedSearch['list'], asked: boolean) =>
  useQuery({
    queryKey: key(list),
    enabled: asked,
    queryFn: async () =>
      (await answerOf(api.GET('/api/directory/saved-searches', { params: { query: { list } } }))).searches,
  });

export function useSaveSearch(list: SavedSearch['list']) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (search: { name: string; query: string }) =>
      answerOf(api.POST('/api/directory/saved-searches', { params: {}, body: { list, ...search } })),
    onSuccess: () => client.invalidateQueries({ queryKey: key(list) }),
  });
}

export function useRemoveSearch(list: SavedSearch['list']) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (searchId: string) =>
      answerOf(api.POST('/api/directory/saved-searches/{searchId}/remove', { params: { path: { searchId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: key(list) }),
  });
}
