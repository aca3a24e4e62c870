import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, RequestProblem } from '../../../shared/api/client';
import { openFor, type WayAnswers, workOffAtDesk } from '../../../shared/api/handouts';
import type { OutgoingDetail, OutgoingSummary } from './outgoing';

/** What is done to many at once: signed by their signer, or numbered, sealed and issued by the clerk. */
export type BatchAct = 'sign' | 'allot-number';
export interface BatchItem {
  row: OutgoingSummary;
  state: 'waiting' | 'ordered' | 'done' | 'refused';
  /** Why it is not done. */
  reason: string | null;
}

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
  const tell = (id: string, told: Partial<BatchItem>) =>
    setItems((before) => before.map((item) => (item.row.id === id ? { ...item, ...told } : item)));

  /** @throws RequestProblem when the key does not open; what happens to each document is told in `items` */
  const run = async (rows: readonly OutgoingSummary[], answers: WayAnswers, onOpened: () => void): Promise<void> => {
    const seen = rows.map(({ id, manifestHash }) => ({ documentId: id, manifestHash }));
    const activationId = await openFor(act === 'sign' ? 'personal' : 'organisation', answers, seen);
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
    await follow(ordered, answers.way === 'desktop' ? () => workOffAtDesk(activationId) : async () => {});
    setIsRunning(false);
    await queries.invalidateQueries({ queryKey: ['outgoing'] });
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
  return { items, isRunning, run, clear: () => setItems([]) };
}

/** A neighbour that was slow to answer is asked again; an order that was refused has left nothing behind. */
async function orderPatiently(act: BatchAct, row: OutgoingSummary, activationId: string): Promise<void> {
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

async function order(act: BatchAct, row: OutgoingSummary, activationId: string): Promise<unknown> {
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
  if (job && job.state !== 'waiting' && job.state !== 'done') return { state: 'refused', reason: job.reasonVi };
  return null;
}

const reasonOf = (error: unknown): string => (error instanceof RequestProblem ? error.message : String(error));
