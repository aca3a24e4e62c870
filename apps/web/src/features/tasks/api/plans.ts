import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';
import { upload } from '../../../shared/api/upload';

export type Plan =
  Paths['/api/routing/plans']['get']['responses']['200']['content']['application/json']['plans'][number];
export type NewPlanTask = Paths['/api/routing/plan-tasks']['post']['requestBody']['content']['application/json'];
export type PlanImport = Paths['/api/routing/plan-tasks/import']['post']['requestBody']['content']['application/json'];
export type WorkItem = Schemas['RoutedDocument'];

export const usePlans = () =>
  useQuery({
    queryKey: ['tasks', 'plans'],
    queryFn: async () => (await answerOf(api.GET('/api/routing/plans'))).plans,
  });

/** All work of one plan, done or not, that one may read. */
export const usePlanWork = (plan: Plan | undefined) =>
  useInfiniteQuery({
    queryKey: ['tasks', 'plan', plan?.numberAndSymbol, plan?.date],
    enabled: plan !== undefined,
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/routing/documents', {
          params: {
            query: {
              ...{ mine: false, limit: 100 },
              ...(plan ? { plan: plan.numberAndSymbol, planDate: plan.date } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export function usePlanActs() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['tasks'] });
  return {
    add: useMutation({
      mutationFn: (body: NewPlanTask) => answerOf(api.POST('/api/routing/plan-tasks', { body })),
      onSettled,
    }),
    load: useMutation({
      mutationFn: (body: PlanImport) => answerOf(api.POST('/api/routing/plan-tasks/import', { body })),
      onSettled,
    }),
  };
}

/** One piece of work with its way. The key is that of ways, so that acts on them ask for it again. */
export const useWorkItem = (documentId: string) =>
  useQuery({
    queryKey: ['incoming', documentId, 'way'],
    queryFn: () => answerOf(api.GET('/api/routing/documents/{documentId}', { params: { path: { documentId } } })),
  });

interface Proof {
  taskId: string;
  numberAndSymbol: string | undefined;
  proof: File | null;
}

export function useWorkActs() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['incoming'] });
  const path = (taskId: string) => ({ params: { path: { taskId } } });
  return {
    assign: useMutation({
      mutationFn: ({ taskId, personId }: { taskId: string; personId: string }) =>
        answerOf(api.POST('/api/routing/tasks/{taskId}/assign', { ...path(taskId), body: { personId } })),
      onSettled,
    }),
    prove: useMutation({
      // The file goes up in the same act, so that one problem is said in one place and all of it is repeated together.
      mutationFn: async ({ taskId, numberAndSymbol, proof }: Proof) => {
        const ticket = proof === null ? undefined : (await upload(proof)).ticket;
        const shown = { ...(numberAndSymbol ? { numberAndSymbol } : {}), ...(ticket ? { ticket } : {}) };
        const body = { outcome: { kind: 'proved' as const, ...shown } };
        return answerOf(api.POST('/api/routing/tasks/{taskId}/complete', { ...path(taskId), body }));
      },
      onSettled,
    }),
  };
}
