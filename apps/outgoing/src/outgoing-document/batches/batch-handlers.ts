import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import {
  civilDateOf,
  printShortDate,
  printTime,
  type RegisterContent,
  signingBatchSheet,
  yearOf,
} from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { mayRead } from '../domain/readers.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { PassingBooks } from '../outputs/passing-books.js';
import { kindAndAbstract } from '../register/register-line.store.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { BatchStore } from './batch.store.js';
import { countsOf, lineOf, outcomeOf } from './batch-sheet.js';

type Sheet = outgoing.BatchSummary & { lines: outgoing.BatchLine[] };
const refuse = refuser(commonRefusals);
const outcomesVi: Readonly<Record<outgoing.BatchOutcome, string>> = {
  waiting: 'Đang chờ',
  done: 'Đã ký',
  refused: 'Bị từ chối',
  failed: 'Không ký được do lỗi',
  'needs-activation': 'Chưa ký',
};

/** Result sheets of batches: for whoever began the batch, and of documents that he may read. */
@Injectable()
export class BatchHandlers {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly batches: BatchStore,
    private readonly documents: OutgoingDocumentStore,
    private readonly directory: DirectoryQuestions,
    private readonly passing: PassingBooks,
  ) {}

  @Handles(outgoing.OpenBatch)
  open(input: InputOf<typeof outgoing.OpenBatch>, ctx: RequestContext): Promise<Answer<typeof outgoing.OpenBatch>> {
    const actor = actorOf(ctx);
    return this.commands.run(outgoing.OpenBatch, input, ctx, async (tx) => {
      const documentIds = [...new Set(input.documentIds)];
      const found = await this.documents.select(tx, 'd.id = ANY($1::uuid[])', [documentIds]);
      if (found.filter((one) => mayRead(one, actor)).length < documentIds.length) return refuse('REQUEST.NOT_FOUND');
      if (input.batchId !== undefined) {
        const batch = await this.batches.of(tx, actor, input.batchId);
        if (batch?.act !== input.act) return refuse('REQUEST.NOT_FOUND');
      }
      const { act, activationId, batchId: id = randomUUID() } = input;
      await this.batches.open(tx, { id, act, activationId, documentIds }, { actor, at: ctx.now() });
      return { batchId: id, documents: documentIds.length };
    });
  }

  @Handles(outgoing.FindBatches)
  find(input: InputOf<typeof outgoing.FindBatches>, ctx: RequestContext): Promise<Answer<typeof outgoing.FindBatches>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const batches = await this.batches.recent(tx, actor, { at: ctx.now(), limit: input.limit });
      const ids = batches.map(({ id }) => id);
      const rows = await this.batches.lines(tx, ids);
      const documents = await this.documentsOf(tx, rows);
      return {
        batches: batches.map(({ id, act, opened_at }) => {
          const mine = rows.filter((row) => row.batch_id === id);
          const told = mine.map((row) => outcomeOf(row, documents.get(row.document_id), ctx.now()));
          return { id, act, openedAt: opened_at, counts: countsOf(told) };
        }),
      };
    });
  }

  @Handles(outgoing.GetBatch)
  async get(
    { batchId }: InputOf<typeof outgoing.GetBatch>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetBatch>> {
    return this.sheet(batchId, ctx);
  }

  @Handles(outgoing.WriteBatch)
  async write(
    { batchId, format }: InputOf<typeof outgoing.WriteBatch>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.WriteBatch>> {
    const sheet = await this.sheet(batchId, ctx);
    if (isRefusal(sheet)) return sheet;
    const agency = await this.directory.agency(actorOf(ctx).agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const day = civilDateOf(new Date(sheet.openedAt));
    const rows = sheet.lines.map((line, index) => ({
      ordinal: String(index + 1),
      kindAndAbstract: kindAndAbstract(line.kind, line.abstract),
      numberAndSymbol: line.numberAndSymbol ?? '',
      outcome: outcomesVi[line.outcome],
      reason: line.reasonVi ?? '',
      endedAt: line.endedAt === null ? '' : momentOf(new Date(line.endedAt)),
    }));
    const book: RegisterContent = {
      ...{ superiorName: agency.superiorName, agencyName: agency.name, year: yearOf(day), from: day, to: day },
      ...{ volume: '01', numbers: null, book: signingBatchSheet, rows },
    };
    return this.passing.pass([book], format, `Ket qua ky theo lo ${day}`, ctx.now());
  }

  private sheet(batchId: string, ctx: RequestContext): Promise<Sheet | Refusal> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const batch = await this.batches.of(tx, actor, batchId);
      if (!batch) return refuse('REQUEST.NOT_FOUND');
      const rows = await this.batches.lines(tx, [batchId]);
      const documents = await this.documentsOf(tx, rows);
      const lines = rows.flatMap((row) => {
        const document = documents.get(row.document_id);
        if (!document || !mayRead(document, actor)) return [];
        return [lineOf(row, document, { act: batch.act, actor, now: ctx.now() })];
      });
      return { id: batch.id, act: batch.act, openedAt: batch.opened_at, counts: countsOf(lines), lines };
    });
  }

  private async documentsOf(tx: Tx, rows: readonly { readonly document_id: string }[]) {
    const ids = [...new Set(rows.map((row) => row.document_id))];
    const found = await this.documents.select(tx, 'd.id = ANY($1::uuid[])', [ids]);
    return new Map(found.map((one) => [one.id, one]));
  }
}

const momentOf = (at: Date): string => `${printTime(at)} ${printShortDate(civilDateOf(at))}`;
