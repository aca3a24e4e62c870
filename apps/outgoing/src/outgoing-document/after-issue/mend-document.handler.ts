import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { kindNameOf } from '../domain/payloads.js';
import { mayRead } from '../domain/readers.js';
import { ActOnDocument, actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';
import { LinksStore } from './links.store.js';
import { RecallsStore } from './recalls.store.js';

type Input = InputOf<typeof outgoing.MendDocument>;

const doesVi = { amends: 'Sửa đổi', replaces: 'Thay thế', corrects: 'Đính chính' } as const;

/** Wrong content is mended by a document of equivalent form, wrong form by a công văn (Art. 18.3; R-ISS-05, R-ISS-06). */
@Injectable()
export class MendDocumentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly links: LinksStore,
    private readonly recalls: RecallsStore,
    private readonly timeline: TimelineStore,
  ) {}

  @Handles(outgoing.MendDocument)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.MendDocument>> {
    return this.commands.run(outgoing.MendDocument, input, ctx, async (tx) => {
      const later = await this.acting.load(tx, input.documentId, 'mend', ctx);
      if (isRefusal(later)) return later;
      const earlier = await this.documents.byId(tx, input.earlierId);
      if (
        !earlier ||
        !mayRead(earlier, actorOf(ctx)) ||
        earlier.state !== 'issued' ||
        earlier.agencyId !== later.agencyId
      ) {
        return outgoing.refuseOutgoing('OUTGOING.NOT_ISSUED_HERE');
      }
      const refusal = (await this.recalls.frozen(tx, earlier.id)) ?? wrongForm(input.kind, later, earlier);
      if (refusal) return refusal;
      await this.links.add(tx, later.id, earlier.id, input.kind);
      const textVi = `${doesVi[input.kind]} ${earlier.numbering?.numberAndSymbol}`;
      await this.timeline.record(tx, later.id, { act: 'mend', textVi }, ctx);
      return { documentId: later.id, earlierId: earlier.id, kind: input.kind };
    });
  }
}

/** A decision is amended by a decision; a letter corrects any form. */
function wrongForm(kind: outgoing.LinkKind, later: OutgoingDocument, earlier: OutgoingDocument): Refusal | null {
  const names = { later: kindNameOf(later.kind), earlier: kindNameOf(earlier.kind) };
  if (kind === 'corrects') {
    return later.kind === 'cong-van' ? null : outgoing.refuseOutgoing('OUTGOING.ONLY_LETTER_CORRECTS', names);
  }
  return later.kind === earlier.kind ? null : outgoing.refuseOutgoing('OUTGOING.NOT_EQUIVALENT', names);
}
