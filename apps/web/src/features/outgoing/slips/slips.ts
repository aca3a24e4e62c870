import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';
import { openFor, type WayAnswers } from '../../../shared/api/handouts';
import { signedAtDesk } from '../api/outgoing-acts';

export type Slip = Schemas['SubmissionSlip'];
export type SlipDraft = Slip['drafts'][number];

/** What the signer has chosen for one draft; `left`: decided another time. */
export type Choice = { decision: 'approved' } | { decision: 'returned'; reason: string } | { decision: 'left' };

export const useSlips = (open: boolean) =>
  useQuery({
    queryKey: ['outgoing', 'slips', open],
    queryFn: () => answerOf(api.GET('/api/outgoing/slips', { params: { query: { open } } })),
  });

export const useSlip = (slipId: string) =>
  useQuery({
    queryKey: ['outgoing', 'slip', slipId],
    queryFn: () => answerOf(api.GET('/api/outgoing/slips/{slipId}', { params: { path: { slipId } } })),
  });

type NewSlip = Paths['/api/outgoing/slips']['post']['requestBody']['content']['application/json'];

export function useSubmitSlip() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (slip: NewSlip) => answerOf(api.POST('/api/outgoing/slips', { body: slip })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

export interface Decided {
  draft: SlipDraft;
  choice: Exclude<Choice, { decision: 'left' }>;
}

/** All that was chosen in one act; the key, wherever it is, is opened for what is approved and for nothing else. */
export function useDecideSlip(slipId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ decided, answers }: { decided: readonly Decided[]; answers: WayAnswers }) => {
      const seen = decided.map(({ draft: { documentId, manifestHash }, choice }) => ({
        documentId,
        manifestHash,
        ...choice,
      }));
      const toSign = seen.filter(({ decision }) => decision === 'approved').map(only);
      const activationId = toSign.length > 0 ? await openFor('personal', answers, toSign) : undefined;
      const body = { decisions: seen, ...(activationId === undefined ? {} : { activationId }) };
      const decision = await answerOf(
        api.POST('/api/outgoing/slips/{slipId}/decisions', { params: { path: { slipId } }, body }),
      );
      if (answers.way === 'desktop' && activationId !== undefined)
        for (const { documentId } of toSign) await signedAtDesk(documentId, activationId);
      return decision;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

const only = ({ documentId, manifestHash }: { documentId: string; manifestHash: string }) => ({
  documentId,
  manifestHash,
});
