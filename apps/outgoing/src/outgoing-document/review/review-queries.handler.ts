import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { differences, told } from '../domain/differences.js';
import { mayRead, tookPart } from '../domain/readers.js';
import { reviewActsOf } from '../domain/review-guards.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { type OpinionAsked, ReviewStore } from './review.store.js';

const notFound = () => refuser(commonRefusals)('REQUEST.NOT_FOUND');

/** What was written and said before the signature: for those who took part; recipients see what was issued. */
@Injectable()
export class ReviewQueriesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly review: ReviewStore,
  ) {}

  @Handles(outgoing.GetReview)
  get(
    { documentId }: InputOf<typeof outgoing.GetReview>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetReview>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor) || !tookPart(document, actor)) return notFound();
      const opinions = await this.review.opinions(tx, documentId);
      return {
        documentId,
        versions: await this.review.versions(tx, document),
        marks: await this.review.marks(tx, document),
        comments: await this.review.comments(tx, documentId),
        opinions: opinions.map((one) => opinionView(one, actor, ctx.today())),
        acts: reviewActsOf(document, actor),
      };
    });
  }

  @Handles(outgoing.CompareVersions)
  compare(
    { documentId, from, to }: InputOf<typeof outgoing.CompareVersions>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CompareVersions>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor) || !tookPart(document, actor)) return notFound();
      const versions = await this.review.versions(tx, document);
      const [before, after] = [from, to].map((number) => versions.find((one) => one.number === number));
      const old = await this.review.lines(tx, documentId, from);
      const fresh = await this.review.lines(tx, documentId, to);
      if (!before || !old) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_VERSION', { number: from });
      if (!after || !fresh) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_VERSION', { number: to });
      const lines = told(differences(old, fresh));
      const count = (state: 'added' | 'removed') => lines.filter((line) => line.state === state).length;
      return { from: before, to: after, lines, added: count('added'), removed: count('removed') };
    });
  }
}

function opinionView(row: OpinionAsked, actor: Actor, today: string): outgoing.Opinion {
  const { stance, answer, answered_by, answered_at } = row;
  const isOpen = answered_at === null;
  return {
    id: row.id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    question: row.question,
    dueOn: row.due_on,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    draftNumber: row.draft_number,
    answer:
      stance === null || answered_at === null
        ? null
        : { stance, text: answer ?? '', by: answered_by ?? '', at: answered_at, isLate: row.is_late ?? false },
    isOverdue: isOpen && today > row.due_on,
    isMine: isOpen && actor.headOf.includes(row.unit_id),
  };
}
