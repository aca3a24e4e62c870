import { Inject, Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { civilDateOf, layOutEnvelopes, markPrintout, printShortDate, printTime, urgencyByCode } from '@vanthu/decree30';
import { ContentStore, PassingFiles } from '@vanthu/files';
import { type Answer, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { identifierOf } from '../after-issue/mending.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { turnOf } from '../domain/outgoing-state.js';
import { mayRead } from '../domain/readers.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { Fonts } from '../drafting/fonts.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';
import { PaperIssueStore } from './paper-issue.store.js';
import { PaperMain } from './paper-issue-handlers.js';

const maxBytes = 200_000_000;
const notFound = (): Refusal => refuser(commonRefusals)('REQUEST.NOT_FOUND');

/** What leaves the system on paper says where it comes from; each print is recorded (R-SYS-02, R-SYS-03, R-ISS-07). */
@Injectable()
export class PrintHandlers {
  private readonly passing: PassingFiles;

  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly paper: PaperIssueStore,
    private readonly main: PaperMain,
    private readonly timeline: TimelineStore,
    private readonly directory: DirectoryQuestions,
    private readonly content: ContentStore,
    private readonly fonts: Fonts,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(outgoing.PrintDocument)
  async print(
    { documentId, purpose }: InputOf<typeof outgoing.PrintDocument>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.PrintDocument>> {
    const actor = actorOf(ctx);
    const document = await this.transactions.run(async (tx) => {
      const found = await this.documents.byId(tx, documentId);
      if (!found || !mayRead(found, actor)) return notFound();
      if (purpose === 'main') {
        if (!actor.roles.includes('clerk')) return refuser(commonRefusals)('ACCESS.NOT_ALLOWED');
        const problem = await this.main.problemOf(tx, found);
        if (problem) return problem;
      }
      const what = { act: 'print' as const, fileSha256: found.file.sha256 };
      await this.timeline.recordAccess(tx, documentId, what, { actor, at: ctx.now() });
      return found;
    });
    if (isRefusal(document)) return document;
    const original = await this.content.readBytes(document.file.sha256);
    const mark = markOf(document, purpose, { name: actor.personName, title: actor.positionTitle, at: ctx.now() });
    const pdf = await markPrintout(original, mark, { fonts: await this.fonts.tinos(), at: ctx.now() });
    return this.pass(pdf, `In ${document.file.name}`);
  }

  @Handles(outgoing.WriteLabels)
  async labels(
    { documentId }: InputOf<typeof outgoing.WriteLabels>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.WriteLabels>> {
    const { agencyId } = actorOf(ctx);
    const found = await this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actorOf(ctx))) return notFound();
      const turn = turnOf(document.state, 'issued');
      if (turn) return turn;
      const recipients = await this.paper.recipientsOf(tx, document, await this.paper.decisionFor(tx, document));
      const receivers = recipients.filter(({ mayHavePaper }) => mayHavePaper).map(({ name }) => name);
      return receivers.length === 0 ? outgoing.refuseOutgoing('OUTGOING.NO_PAPER') : { document, receivers };
    });
    if (isRefusal(found)) return found;
    const agency = await this.directory.agency(agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const { document, receivers } = found;
    const { superiorName, name: agencyName, place } = agency;
    const numberAndSymbol = document.numbering?.numberAndSymbol ?? '';
    const content = {
      superiorName,
      agencyName,
      place,
      numberAndSymbol,
      urgency: urgencyByCode(document.urgency).stamp?.text ?? null,
      receivers,
    };
    const { pdf } = await layOutEnvelopes(content, await this.fonts.tinos(), { createdAt: ctx.now() });
    return this.pass(pdf, `Nhan bi ${numberAndSymbol.replaceAll('/', '-')}.pdf`);
  }

  private async pass(pdf: Uint8Array, name: string): Promise<Answer<typeof outgoing.WriteLabels>> {
    const file = await this.passing.take(once(pdf), { maxBytes });
    if (isRefusal(file)) return file;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: 'application/pdf' };
  }
}

/** System, owner, reference code, time, person (Annex VI III.6.k; Decree 137/2024). */
function markOf(
  document: OutgoingDocument,
  purpose: 'main' | 'reading',
  by: { name: string; title: string; at: Date },
): string[] {
  const what = purpose === 'main' ? 'Bản chính giấy in từ văn bản điện tử' : 'Bản in để đọc';
  const code = document.numbering ? identifierOf(document) : document.id;
  const when = `${printTime(by.at)} ${printShortDate(civilDateOf(by.at))}`;
  return [
    `${what}. Hệ thống VanThu của ${document.agencyName}. Mã tra cứu: ${code}`,
    `In lúc ${when}. Người in: ${by.name}, ${by.title}`,
  ];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
