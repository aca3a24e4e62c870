import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, isRefusal, outgoing, refuser } from '@vanthu/contracts';
import { printNumber } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { identifierOf } from '../after-issue/mending.js';
import { CaseFileStore } from '../case-files/case-file.store.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { principalOf } from '../domain/outgoing-document.js';
import { stateVi } from '../domain/outgoing-state.js';
import { kindNameOf } from '../domain/payloads.js';
import { mayRead } from '../domain/readers.js';
import { Neighbours } from '../drafting/neighbours.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';

const refuse = refuser(commonRefusals);

/** The data of Annex VI part II, I, filled by the system from what it has itself given and counted (R-OUT-15). */
@Injectable()
export class GetFieldsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly caseFiles: CaseFileStore,
    private readonly timeline: TimelineStore,
    private readonly neighbours: Neighbours,
  ) {}

  @Handles(outgoing.GetFields)
  async handle(
    { documentId }: InputOf<typeof outgoing.GetFields>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetFields>> {
    const actor = actorOf(ctx);
    const found = await this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor)) return refuse('REQUEST.NOT_FOUND');
      const { numbering } = document;
      if (!numbering) return outgoing.refuseOutgoing('OUTGOING.NOT_THE_TURN', { stateVi: stateVi[document.state] });
      await this.timeline.recordAccess(tx, documentId, { act: 'read' }, { actor, at: ctx.now() });
      const filings = await this.caseFiles.filingsOf(tx, documentId, document.agencyId);
      return { document, numbering, filings };
    });
    if (isRefusal(found)) return found;
    const { document, numbering, filings } = found;
    const codes = await this.codesOf(document, ctx);
    if (isRefusal(codes)) return codes;
    const { agencyCode: OrganId, agencyName: OrganName, recipients, symbol } = document;
    return {
      FileCode: filings.map(({ notation, year, ordinal }) => ({
        ...{ OrganId, FileCatalog: year, FileNotation: notation, DocOrdinal: ordinal },
      })),
      ...{ TypeName: kindNameOf(document.kind), CodeNumber: printNumber(numbering.number), CodeNotation: symbol },
      ...{ IssuedDate: numbering.documentDate, OrganName, Subject: document.abstract, Language: 'Tiếng Việt' },
      ...{ PageAmount: document.pages, Description: '' },
      SignerInfo: { Position: document.signerTitle, FullName: principalOf(document).name },
      To: recipients.map((one) => ({
        OrganId: one.kind === 'agency' ? (codes.get(one.agencyId) ?? null) : one.kind === 'other' ? null : OrganId,
        OrganName: one.name,
      })),
      ...{ Priority: document.urgency, IssuedAmount: 1, Identifier: identifierOf(document) },
      IssuedAt: document.issuedAt,
    };
  }

  /** The codes of the receivers as the directory knows them: nobody types them. */
  private async codesOf({ recipients }: OutgoingDocument, ctx: RequestContext) {
    const ids = [...new Set(recipients.flatMap((one) => (one.kind === 'agency' ? [one.agencyId] : [])))];
    if (ids.length === 0) return new Map<string, string>();
    const answer = await this.neighbours.ask(directory.FindAgencies, { text: '', ids, limit: 500 }, ctx);
    return isRefusal(answer) ? answer : new Map(answer.agencies.map(({ id, code }) => [id, code]));
  }
}
