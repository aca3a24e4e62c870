import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, RequestProblem, type Schemas } from '../../../shared/api/client';
import { openFor, type WayAnswers, workOffAtDesk } from '../../../shared/api/handouts';
import type { OutgoingDetail, OutgoingSummary } from './outgoing';

/** What is done to many at once: signed by their signer, or numbered, sealed and issued by the clerk. */
export type BatchAct = Schemas['SigningBatchAct'];
export type BatchSheet = Schemas['SigningBatchSheet'];
export type BatchRow = Pick<OutgoingSummary, 'id' | 'kind' | 'kindName' | 'abstract' | 'manifestHash'>;
export interface BatchItem {
  row: BatchRow;
  /** `out`: handed out to be signed elsewhere, within a day. */
  state: Schemas['SigningBatchOutcome'] | 'ordered' | 'out';
  /** Why it is not done. */
  reason: string | null;
}

/** What is not done and not on its way may be taken up again. */
export const isOpen = ({ state }: BatchItem): boolean => !['done', 'ordered', 'out'].includes(state);

const BATCHES = ['outgoing', 'batches'];

/** One's own of the last thirty days. */
export const useRecentBatches = (isWanted: boolean) =>
  useQuery({
    queryKey: BATCHES,
    enabled: isWanted,
    queryFn: async () => (await answerOf(api.GET('/api/outgoing/signing-batches', { params: { query: {} } }))).batches,
  });

export const fetchBatch = (batchId: string): Promise<BatchSheet> =>
  answerOf(api.GET('/api/outgoing/signing-batches/{batchId}', { params: { path: { batchId } } }));

export const batchFile = (batchId: string, format: 'pdf' | 'xlsx'): string =>
  `/api/outgoing/signing-batches/${batchId}/file?format=${format}`;

/** Milliseconds between two looks at documents whose signature is on its way. */
const lookEveryMs = 700;
const MOST_ATTEMPTS = 4;
const pause = () => new Promise((resolve) => setTimeout(resolve, lookEveryMs));
const path = (documentId: string) => ({ params: { path: { documentId } } });
const detailOf = (id: string) => answerOf(api.GET('/api/outgoing/documents/{documentId}', path(id)));

/** One opened key, one order per document, an outcome per document. What is not done can be taken up again. */
export function useBatch(act: BatchAct) {
  const queries = useQueryClient();
  const [items, setItems] = useState<readonly BatchItem[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  /** Its sheet at the server, where it can be found again. */
  const [batchId, setBatchId] = useState<string>();
  const tell = (id: string, told: Partial<BatchItem>) =>
    setItems((before) => before.map((item) => (item.row.id === id ? { ...item, ...told } : item)));

  /**
   * @param isWanted  asked once the key is open: who has turned away meanwhile has nothing signed
   * @throws RequestProblem when the key does not open; what happens to each document is told in `items`
   */
  const run = async (
    rows: readonly BatchRow[],
    answers: WayAnswers,
    isWanted: () => boolean,
    onOpened: () => void,
  ): Promise<void> => {
    const seen = rows.map(({ id, manifestHash }) => ({ documentId: id, manifestHash }));
    const activationId = await openFor(act === 'sign' ? 'personal' : 'organisation', answers, seen);
    if (!isWanted()) return;
    const documentIds = rows.map(({ id }) => id);
    const sheet = { act, activationId, documentIds, ...(batchId === undefined ? {} : { batchId }) };
    setBatchId((await answerOf(api.POST('/api/outgoing/signing-batches', { body: sheet }))).batchId);
    setItems((before) => [
      ...before.filter(({ row }) => !rows.some(({ id }) => id === row.id)),
      ...rows.map((row): BatchItem => ({ row, state: 'waiting', reason: null })),
    ]);
    setIsRunning(true);
    onOpened();
    const ordered: string[] = [];
    for (const row of rows) {
      try {
        await orderPatiently(act, row, activationId);
        ordered.push(row.id);
        tell(row.id, { state: 'ordered' });
      } catch (error) {
        tell(row.id, { state: 'refused', reason: reasonOf(error) });
      }
    }
    // Somebody else has it for a day: nobody looks on for so long.
    if (answers.way === 'file' || answers.way === 'cms') for (const id of ordered) tell(id, { state: 'out' });
    else await follow(ordered, answers.way === 'desktop' ? () => workOffAtDesk(activationId) : async () => {});
    setIsRunning(false);
    await queries.invalidateQueries({ queryKey: ['outgoing'] });
  };

  /** A sheet of before. */
  const show = (sheet: BatchSheet) => {
    setBatchId(sheet.id);
    setItems(
      sheet.lines.map(({ documentId, outcome, reasonVi, mayTryAgain, ...row }): BatchItem => {
        // What waits and cannot be ordered again is on its way.
        const state = outcome === 'waiting' && !mayTryAgain ? 'ordered' : outcome;
        return { row: { ...row, id: documentId }, state, reason: reasonVi };
      }),
    );
  };
  const clear = () => {
    setItems([]);
    setBatchId(undefined);
  };

  /** Until each has come out one way or the other: an order is not yet a signature. */
  const follow = async (ids: readonly string[], goOn: () => Promise<unknown>): Promise<void> => {
    let open = ids;
    while (open.length > 0) {
      await pause();
      await goOn().catch(() => {});
      const looked = await Promise.all(open.map((id) => detailOf(id).catch(() => null)));
      open = looked.flatMap((detail, i) => {
        const outcome = detail && outcomeOf(act, detail);
        if (outcome) tell(detail.id, outcome);
        return outcome ? [] : [open[i] as string];
      });
    }
  };
  return { act, items, isRunning, batchId, run, show, clear };
}

export type Batch = ReturnType<typeof useBatch>;

/** A neighbour that was slow to answer is asked again; an order that was refused has left nothing behind. */
async function orderPatiently(act: BatchAct, row: BatchRow, activationId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await order(act, row, activationId);
      return;
    } catch (error) {
      const again = error instanceof RequestProblem && error.refusal.retryable && attempt < MOST_ATTEMPTS;
      if (!again) throw error;
      await pause();
    }
  }
}

async function order(act: BatchAct, row: BatchRow, activationId: string): Promise<unknown> {
  const { manifestHash } = row;
  if (act === 'sign') {
    const body = { manifestHash, activationId };
    return answerOf(api.POST('/api/outgoing/documents/{documentId}/sign', { ...path(row.id), body }));
  }
  // Taken up again: the number stands already, the seal has still to come.
  if ((await detailOf(row.id)).state === 'numbered') {
    return answerOf(
      api.POST('/api/outgoing/documents/{documentId}/retry-job', { ...path(row.id), body: { activationId } }),
    );
  }
  const body = { manifestHash, activationId, thenIssue: true };
  return answerOf(api.POST('/api/outgoing/documents/{documentId}/allot-number', { ...path(row.id), body }));
}

function outcomeOf(act: BatchAct, detail: OutgoingDetail): Partial<BatchItem> | null {
  const { job } = detail;
  if (act === 'allot-number' ? detail.state === 'issued' : job?.state === 'done') {
    return { state: 'done', reason: null };
  }
  if (job && job.state !== 'waiting' && job.state !== 'done') return { state: job.state, reason: job.reasonVi };
  return null;
}

const reasonOf = (error: unknown): string => (error instanceof RequestProblem ? error.message : String(error));
