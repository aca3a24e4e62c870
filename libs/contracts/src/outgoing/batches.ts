import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Sha256, Uuid } from '../core/vocabulary.js';

/** Signing in batches (ký theo lô): what became of each document, for whoever began the batch, until it is old. */

const batchId = Uuid;
const path = '/outgoing/signing-batches/{batchId}';

/** `sign`: by its signer; `allot-number`: numbered, sealed and issued by the clerk. */
export const BatchAct = z.enum(['sign', 'allot-number']).meta({ id: 'SigningBatchAct' });
export type BatchAct = z.infer<typeof BatchAct>;

/**
 * `waiting`: ordered or about to be; `done`; `refused`: for what is wrong with it; `failed`: of a fault, may be tried again;
 * `needs-activation`: the key closed before its turn.
 */
export const BatchOutcome = z
  .enum(['waiting', 'done', 'refused', 'failed', 'needs-activation'])
  .meta({ id: 'SigningBatchOutcome' });
export type BatchOutcome = z.infer<typeof BatchOutcome>;

const BatchSummary = z
  .object({
    id: Uuid,
    act: BatchAct,
    openedAt: Instant,
    counts: z.record(BatchOutcome, z.number().int()),
  })
  .meta({ id: 'SigningBatch' });
export type BatchSummary = z.infer<typeof BatchSummary>;

const BatchLine = z
  .object({
    documentId: Uuid,
    kind: z.string(),
    kindName: z.string(),
    abstract: z.string(),
    numberAndSymbol: z.string().nullable(),
    /** As it stands now: what is tried again is what is before the eyes. */
    manifestHash: Sha256,
    outcome: BatchOutcome,
    reasonVi: z.string().nullable(),
    endedAt: Instant.nullable(),
    /** The asking person may try it again now. */
    mayTryAgain: z.boolean(),
  })
  .meta({ id: 'SigningBatchLine' });
export type BatchLine = z.infer<typeof BatchLine>;

/** Begins a sheet, or goes on with one: the rest of its documents with another opened key. */
export const OpenBatch = command({
  service: 'outgoing',
  name: 'open-batch',
  right: 'signing.activate',
  http: { method: 'POST', path: '/outgoing/signing-batches', summary: 'Mở phiếu kết quả của một lần ký theo lô' },
  input: z.object({
    act: BatchAct,
    /** Under which its documents are ordered. */
    activationId: Uuid,
    documentIds: z.array(Uuid).min(1).max(1000),
    /** The sheet that is gone on with. */
    batchId: Uuid.optional(),
  }),
  output: z.object({ batchId: Uuid, documents: z.number().int() }),
});

/** One's own of the last thirty days, the latest first. */
export const FindBatches = query({
  service: 'outgoing',
  name: 'find-batches',
  right: 'signing.activate',
  http: { method: 'GET', path: '/outgoing/signing-batches', summary: 'Các lần ký gần đây' },
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ batches: z.array(BatchSummary) }),
});

export const GetBatch = query({
  service: 'outgoing',
  name: 'get-batch',
  right: 'signing.activate',
  http: { method: 'GET', path, summary: 'Phiếu kết quả của một lần ký theo lô' },
  input: z.object({ batchId }),
  output: BatchSummary.extend({ lines: z.array(BatchLine) }).meta({ id: 'SigningBatchSheet' }),
});

/** The sheet as a file that passes through the door. */
export const WriteBatch = query({
  service: 'outgoing',
  name: 'write-batch',
  right: 'signing.activate',
  services: ['gateway'],
  input: z.object({ batchId, format: z.enum(['pdf', 'xlsx']) }),
  output: z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});
