import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, crashPoint, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx, violatesUnique } from '@vanthu/persistence';
import { NumberQueue, type SeriesKey } from '@vanthu/register';
import { BatchStore } from '../../batches/batch.store.js';
import { addresseesOf } from '../../domain/compose-content.js';
import { otherManifest } from '../../domain/guards.js';
import type { OutgoingDocument } from '../../domain/outgoing-document.js';
import { SeriesRules } from '../../register/series-rules.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { yearRefusal } from '../../written/written-refusals.js';
import { notAllotted } from './not-allotted.js';
import { NumberDocuments } from './number-documents.js';
import { ReadyToNumber } from './ready-to-number.js';

type Input = InputOf<typeof outgoing.AllotNumber>;
type Reply = Answer<typeof outgoing.AllotNumber>;

/** One clerk's wish in the queue before the series. */
interface Wish {
  readonly input: Input;
  readonly ctx: RequestContext;
  readonly key: SeriesKey;
  /** Civil date of the document: the day of the act. */
  readonly date: string;
  /** The file for which everything has been asked, and what was found against it. */
  readonly asked: { readonly fileSha256: string; readonly refusal: Refusal | null };
  /** Whom "Kính gửi" names: recipients in the register. */
  readonly addressees: readonly string[];
  /** Set by `prepare`, under the lock. */
  document?: OutgoingDocument;
}

/**
 * Number, register line and the command to seal in one transaction (Art. 14, 15, 16; R-OUT-01 to R-OUT-03, R-OUT-06). Those who
 * want a number of the same series on the same day share one transaction.
 */
@Injectable()
export class AllotNumberHandler {
  private readonly queue: NumberQueue<Wish, Reply>;

  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly acting: ActOnDocument,
    private readonly ready: ReadyToNumber,
    private readonly series: SeriesRules,
    private readonly drafts: DraftStore,
    private readonly numbering: NumberDocuments,
    private readonly batches: BatchStore,
  ) {
    this.queue = new NumberQueue<Wish, Reply>({
      transactions,
      prepare: (tx, wish) => this.prepare(tx, wish),
      line: ({ document }) => {
        if (!document) throw new Error('a number for a document that was not prepared');
        return { notation: document.symbol, documentId: document.id };
      },
      write: (tx, members) => this.write(tx, members),
    });
  }

  @Handles(outgoing.AllotNumber)
  async handle(input: Input, ctx: RequestContext): Promise<Reply> {
    const reply = await this.allot(input, ctx);
    if (isRefusal(reply)) await this.batches.orderRefused(input, reply, ctx.now());
    return reply;
  }

  private async allot(input: Input, ctx: RequestContext): Promise<Reply> {
    const found = await this.transactions.run(async (tx) => {
      const document = await this.acting.peek(tx, input.documentId, 'allot-number', ctx);
      return document && { document, text: await this.drafts.text(tx, document) };
    });
    if (!found) return this.notNow(input, ctx);
    const { document, text } = found;
    const date = ctx.today();
    const [key, refusal] = await Promise.all([
      this.series.keyFor(document, date),
      this.ready.refusalFor(document, ctx, input.activationId),
    ]);
    const asked = { fileSha256: document.file.sha256, refusal: refusal ?? yearRefusal(text, date) };
    const addressees = addresseesOf(text.body);
    const reply = await this.ask({ input, ctx, key, date, asked, addressees });
    if (isRefusal(reply)) return reply;
    this.series.remember(key);
    crashPoint('outgoing.after-number-before-seal');
    return reply;
  }

  /** Not this actor's, not at this step, or done before under this command: the guard or the stored reply answers. */
  private notNow(input: Input, ctx: RequestContext): Promise<Reply> {
    return this.commands.run(outgoing.AllotNumber, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'allot-number', ctx);
      return isRefusal(document) ? document : refuser(commonRefusals)('SERVICE.TIMEOUT');
    });
  }

  private async ask(wish: Wish): Promise<Reply> {
    try {
      const reply = await this.queue.ask(wish.key, wish.date, wish);
      return 'allotted' in reply ? notAllotted(reply) : reply;
    } catch (error) {
      if (violatesUnique(error, 'register_entry_number_and_notation')) {
        return outgoing.refuseOutgoing('OUTGOING.NUMBER_TAKEN');
      }
      throw error;
    }
  }

  private async prepare(tx: Tx, wish: Wish): Promise<{ answer: Reply } | undefined> {
    const { input, ctx, asked } = wish;
    const begun = await this.commands.begin(tx, outgoing.AllotNumber, input, ctx);
    if (!begun.fresh) {
      // The same command twice in one group: the second is told after the first has been committed.
      if (begun.answer === null) throw new Error('the same command is in this transaction');
      return { answer: begun.answer };
    }
    const document = await this.acting.load(tx, input.documentId, 'allot-number', ctx);
    if (isRefusal(document)) return { answer: document };
    const other = otherManifest(document, input.manifestHash);
    if (other) return { answer: other };
    if (document.file.sha256 !== asked.fileSha256) return { answer: refuser(commonRefusals)('SERVICE.TIMEOUT') };
    if (asked.refusal) return { answer: asked.refusal };
    const wrong = activationRefusal(document, input);
    if (wrong) return { answer: wrong };
    wish.document = document;
    await this.series.open(tx, wish.key);
    return undefined;
  }

  private async write(tx: Tx, members: readonly { item: Wish; number: number }[]): Promise<Reply[]> {
    const [first] = members;
    if (!first) return [];
    const given = members.map(({ item, number }) => {
      const { document, date, addressees, ctx } = item;
      if (!document) throw new Error('a number for a document that was not prepared');
      const { activationId = null, thenIssue = false } = item.input;
      return { document, number, date, addressees, ctx, activationId, thenIssue };
    });
    const replies = await this.numbering.write(tx, first.item.key, given);
    for (const [index, { item }] of members.entries()) await this.commands.finish(tx, item.ctx, replies[index]);
    crashPoint('outgoing.before-number-commit');
    return replies;
  }
}

/** The seal follows at once where it is digital; on paper there is nothing to open a key for, and nothing to issue yet. */
function activationRefusal(document: OutgoingDocument, { activationId, thenIssue }: Input): Refusal | null {
  if (document.road === 'digital') {
    return activationId === undefined ? outgoing.refuseOutgoing('OUTGOING.ACTIVATION_NEEDED') : null;
  }
  const wanted = activationId !== undefined || thenIssue === true;
  return wanted ? outgoing.refuseOutgoing('OUTGOING.OTHER_ROAD', { road: 'ink', roadVi: 'được ký trên giấy' }) : null;
}
