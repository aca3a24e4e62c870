import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';
import { openActivation } from '../../../shared/api/seal-pin';

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

/** All that was chosen in one act; the key is opened for what is approved and for nothing else. */
export function useDecideSlip(slipId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ decided, pin }: { decided: readonly Decided[]; pin: string | null }) => {
      const seen = decided.map(({ draft: { documentId, manifestHash }, choice }) => ({
        documentId,
        manifestHash,
        ...choice,
      }));
      const toSign = seen.filter(({ decision }) => decision === 'approved');
      const activation = toSign.length > 0 ? await openActivation('personal', pin ?? '', toSign.map(only)) : null;
      const body = { decisions: seen, ...(activation ? { activationId: activation.activationId } : {}) };
      return answerOf(api.POST('/api/outgoing/slips/{slipId}/decisions', { params: { path: { slipId } }, body }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

const only = ({ documentId, manifestHash }: { documentId: string; manifestHash: string }) => ({
  documentId,
  manifestHash,
});
