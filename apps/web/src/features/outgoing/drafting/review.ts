import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type Review = Schemas['OutgoingReview'];
export type Opinion = Schemas['Opinion'];

/** What was written and said before the signature; who only receives the document is not told. */
export const useReview = (documentId: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['outgoing', documentId, 'review'],
    retry: false,
    queryFn: () =>
      answerOf(api.GET('/api/outgoing/documents/{documentId}/review', { params: { path: { documentId } } })),
  });

export const useDifferences = (documentId: string, from: number, to: number) =>
  useQuery({
    queryKey: ['outgoing', documentId, 'differences', from, to],
    queryFn: () =>
      answerOf(
        api.GET('/api/outgoing/documents/{documentId}/versions/{from}/differences/{to}', {
          params: { path: { documentId, from, to } },
        }),
      ),
  });

export type ReviewAct =
  | { act: 'comment'; text: string }
  | { act: 'ask'; unitIds: string[]; question: string; dueOn: string }
  | { act: 'answer'; opinionId: string; stance: Schemas['OpinionStance']; text: string }
  | { act: 'initial'; manifestHash: string };

export function useReviewAct(documentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: ReviewAct): Promise<unknown> => send(documentId, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

function send(documentId: string, input: ReviewAct): Promise<unknown> {
  const params = { params: { path: { documentId } } };
  switch (input.act) {
    case 'comment':
      return answerOf(
        api.POST('/api/outgoing/documents/{documentId}/comments', { ...params, body: { text: input.text } }),
      );
    case 'ask': {
      const { unitIds, question, dueOn } = input;
      return answerOf(
        api.POST('/api/outgoing/documents/{documentId}/opinions', { ...params, body: { unitIds, question, dueOn } }),
      );
    }
    case 'answer': {
      const { opinionId, stance, text } = input;
      return answerOf(
        api.POST('/api/outgoing/documents/{documentId}/opinions/{opinionId}/answer', {
          params: { path: { documentId, opinionId } },
          body: { stance, text },
        }),
      );
    }
    case 'initial': {
      const { manifestHash } = input;
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/initials', { ...params, body: { manifestHash } }));
    }
    default: {
      const never: never = input;
      throw new Error(`unknown act ${JSON.stringify(never)}`);
    }
  }
}
