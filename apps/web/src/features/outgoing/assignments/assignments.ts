import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type Assignment = Schemas['DraftingAssignment'];

export const useAssignments = (open: boolean) =>
  useQuery({
    queryKey: ['outgoing', 'assignments', open],
    queryFn: () => answerOf(api.GET('/api/outgoing/assignments', { params: { query: { open } } })),
  });

export interface Charge {
  unitId: string;
  matter: string;
  dueOn?: string;
}

export function useAssignDrafting() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ unitId, matter, dueOn }: Charge) =>
      answerOf(api.POST('/api/outgoing/assignments', { body: { unitId, matter, dueOn: dueOn || null } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

type Change =
  | ({ act: 'change'; id: string } & Omit<Charge, 'unitId'>)
  | { act: 'withdraw'; id: string; reason: string };

/** While nobody has begun. */
export function useChangeAssignment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => {
      const params = { path: { assignmentId: change.id } };
      if (change.act === 'withdraw')
        return answerOf(
          api.POST('/api/outgoing/assignments/{assignmentId}/withdraw', { params, body: { reason: change.reason } }),
        );
      const body = { matter: change.matter, dueOn: change.dueOn || null };
      return answerOf(api.PUT('/api/outgoing/assignments/{assignmentId}', { params, body }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

/** The saved draft is the one that the unit was charged with. */
export const takeUpAssignment = (assignmentId: string, documentId: string) =>
  answerOf(
    api.POST('/api/outgoing/assignments/{assignmentId}/draft', {
      params: { path: { assignmentId } },
      body: { documentId },
    }),
  );
