import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';

export type Flow = Schemas['Flow'];
export type FlowFault = Schemas['FlowFault'];
/** As it is saved and shipped. */
export type FlowDefinition =
  Paths['/api/routing/flows']['post']['requestBody']['content']['application/json']['definition'];

export const useFlows = () => useQuery({ queryKey: ['flows'], queryFn: () => answerOf(api.GET('/api/routing/flows')) });

export const readFlow = async (flowId: string, version: number): Promise<FlowDefinition> =>
  (await answerOf(api.GET('/api/routing/flows/{flowId}', { params: { path: { flowId }, query: { version } } })))
    .definition;

export const checkFlow = async (definition: FlowDefinition): Promise<FlowFault[]> =>
  (await answerOf(api.POST('/api/routing/flows/check', { body: { definition } }))).faults;

export function useFlowActs() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['flows'] });
  return {
    save: useMutation({
      mutationFn: (definition: FlowDefinition) => answerOf(api.POST('/api/routing/flows', { body: { definition } })),
      onSettled,
    }),
    activate: useMutation({
      mutationFn: ({ flowId, version }: { flowId: string; version: number }) =>
        answerOf(api.POST('/api/routing/flows/{flowId}/activate', { params: { path: { flowId } }, body: { version } })),
      onSettled,
    }),
    retire: useMutation({
      mutationFn: (flowId: string) =>
        answerOf(api.POST('/api/routing/flows/{flowId}/retire', { params: { path: { flowId } } })),
      onSettled,
    }),
  };
}
