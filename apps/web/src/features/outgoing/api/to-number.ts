import { useQueries } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import type { OutgoingSummary } from './outgoing';

export type NumberingCheck = Awaited<ReturnType<typeof checkOf>>;

const checkOf = (documentId: string) =>
  answerOf(api.GET('/api/outgoing/documents/{documentId}/numbering', { params: { path: { documentId } } }));

/** What stands in the way of each, by its id; those asked about are few, as a morning's pile is. */
export function useNumberingChecks(rows: readonly OutgoingSummary[]): ReadonlyMap<string, NumberingCheck> {
  const asked = useQueries({
    queries: rows.map(({ id, state, jobState }) => ({
      queryKey: ['outgoing', id, 'numbering', state, jobState],
      queryFn: () => checkOf(id),
    })),
  });
  return new Map(asked.flatMap(({ data }) => (data ? [[data.documentId, data] as const] : [])));
}

export type WaitingState = Extract<Schemas['OutgoingState'], 'signed' | 'numbered' | 'sealed'>;
