import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { RecallsStore } from '../after-issue/recalls.store.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { turnOf } from '../domain/outgoing-state.js';
import { mayRead } from '../domain/readers.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';
import { PaperIssueStore } from './paper-issue.store.js';

/**
 * Bản chính giấy is printed from what a competent person has signed digitally and the agency has numbered and sealed (Art. 18.5;
 * R-ISS-07); of what was signed in ink the paper itself is there already, and what is recalled is printed no more.
 */
@Injectable()
export class PaperMain {
  constructor(private readonly recalls: RecallsStore) {}

  async problemOf(tx: Tx, document: OutgoingDocument): Promise<Refusal | null> {
    if (document.road === 'ink') {
      return outgoing.refuseOutgoing('OUTGOING.OTHER_ROAD', { road: 'ink', roadVi: 'được ký trên giấy' });
    }
    const turn = document.state === 'sealed' ? null : turnOf(document.state, 'issued');
    return turn ?? (await this.recalls.frozen(tx, document.id));
  }
}

@Injectable()
export class GetPaperIssueHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly paper: PaperIssueStore,
    private readonly main: PaperMain,
  ) {}

  @Handles(outgoing.GetPaperIssue)
  handle(
    { documentId }: InputOf<typeof outgoing.GetPaperIssue>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetPaperIssue>> {
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actorOf(ctx))) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      const bothWays = await this.paper.decisionFor(tx, document);
      const recipients = await this.paper.recipientsOf(tx, document, bothWays);
      return { documentId, bothWays, mayPrintMain: (await this.main.problemOf(tx, document)) === null, recipients };
    });
  }
}

/** No paper to a receiver that the systems serve, unless the head has put the kind on the list (R-ISS-04). */
@Injectable()
export class SendPaperHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: OutgoingDocumentStore,
    private readonly paper: PaperIssueStore,
    private readonly main: PaperMain,
    private readonly timeline: TimelineStore,
  ) {}

  @Handles(outgoing.SendPaper)
  handle(input: InputOf<typeof outgoing.SendPaper>, ctx: RequestContext): Promise<Answer<typeof outgoing.SendPaper>> {
    return this.commands.run(outgoing.SendPaper, input, ctx, async (tx) => {
      const { documentId, places } = input;
      const document = await this.documents.forChange(tx, documentId);
      if (!document || !mayRead(document, actorOf(ctx))) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      // Signed in ink, its originals go; signed digitally, what is printed from the issued file.
      const problem = turnOf(document.state, 'issued') ?? (await this.unprintable(tx, document));
      if (isRefusal(problem)) return problem;
      const all = await this.paper.recipientsOf(tx, document, await this.paper.decisionFor(tx, document));
      const wanted = all.filter(({ place }) => places.includes(place));
      if (wanted.length !== new Set(places).size) return outgoing.refuseOutgoing('OUTGOING.NOT_A_RECIPIENT');
      const served = wanted.find(({ mayHavePaper }) => !mayHavePaper);
      if (served) return outgoing.refuseOutgoing('OUTGOING.SERVED_ELECTRONICALLY', { name: served.name });
      const { personId, personName: name } = actorOf(ctx);
      // Said before of some of them: that stands, and is not told twice.
      const first = wanted.filter(({ sentAt }) => sentAt === null);
      if (first.length === 0) return { documentId, sent: 0 };
      await this.paper.send(tx, documentId, first, { name, personId, at: ctx.now() });
      const textVi = `Gửi bản giấy: ${first.map((one) => one.name).join('; ')}`;
      await this.timeline.record(tx, documentId, { act: 'send-paper', textVi }, ctx);
      return { documentId, sent: first.length };
    });
  }

  private async unprintable(tx: Tx, document: OutgoingDocument): Promise<Refusal | null> {
    return document.road === 'ink' ? null : this.main.problemOf(tx, document);
  }
}

@Injectable()
export class BothWaysHandlers {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: CommandRunner,
    private readonly paper: PaperIssueStore,
  ) {}

  @Handles(outgoing.FindBothWays)
  async find(
    _: InputOf<typeof outgoing.FindBothWays>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindBothWays>> {
    return { periods: await this.transactions.run((tx) => this.paper.periods(tx, actorOf(ctx).agencyId)) };
  }

  @Handles(outgoing.SetBothWays)
  set(input: InputOf<typeof outgoing.SetBothWays>, ctx: RequestContext): Promise<Answer<typeof outgoing.SetBothWays>> {
    return this.commands.run(outgoing.SetBothWays, input, ctx, async (tx) => {
      const { agencyId, kind, withdrawn } = input;
      const { agencyId: own, personName: name } = actorOf(ctx);
      if (own !== agencyId) return refuser(commonRefusals)('ACCESS.OTHER_AGENCY');
      await this.paper.set(tx, input, { name, at: ctx.now() });
      return { agencyId, kind, withdrawn };
    });
  }
}
