import type { Actor, outgoing } from '@vanthu/contracts';
import { guards } from '../domain/guards.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { kindNameOf } from '../domain/payloads.js';
import type { BatchLineRow } from './batch.store.js';

/** A key is open for ten minutes: what was not ordered by then is not on its way. Milliseconds. */
const ORDERED_WITHIN_MS = 15 * 60_000;

/** What a line says now: of one that was begun and never ordered (the page was closed) nothing comes by itself. */
export function outcomeOf(
  { outcome, reason, begun_at, activation_id }: BatchLineRow,
  document: OutgoingDocument | undefined,
  now: Date,
): Pick<outgoing.BatchLine, 'outcome' | 'reasonVi'> {
  const isOnItsWay = document?.job?.activationId === activation_id;
  const isOver = now.getTime() - begun_at.getTime() > ORDERED_WITHIN_MS;
  return outcome === 'waiting' && !isOnItsWay && isOver
    ? { outcome: 'needs-activation', reasonVi: 'Chưa được gửi đi ký trước khi khóa đóng.' }
    : { outcome, reasonVi: reason };
}

/** The line for a person who may read the document. */
export const lineOf = (
  row: BatchLineRow,
  document: OutgoingDocument,
  { act, actor, now }: { act: outgoing.BatchAct; actor: Actor; now: Date },
): outgoing.BatchLine => {
  const told = outcomeOf(row, document, now);
  const acts = act === 'sign' ? (['sign'] as const) : (['allot-number', 'retry-seal'] as const);
  return {
    documentId: document.id,
    kind: document.kind,
    kindName: kindNameOf(document.kind),
    abstract: document.abstract,
    numberAndSymbol: document.numbering?.numberAndSymbol ?? null,
    manifestHash: document.manifest.hash,
    ...told,
    endedAt: row.ended_at,
    mayTryAgain: told.outcome !== 'done' && acts.some((one) => guards[one](document, actor) === null),
  };
};

export function countsOf(outcomes: readonly Pick<outgoing.BatchLine, 'outcome'>[]): outgoing.BatchSummary['counts'] {
  const of = (outcome: outgoing.BatchOutcome) => outcomes.filter((one) => one.outcome === outcome).length;
  return {
    ...{ waiting: of('waiting'), done: of('done'), refused: of('refused'), failed: of('failed') },
    'needs-activation': of('needs-activation'),
  };
}
