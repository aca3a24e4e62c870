import { Injectable } from '@nestjs/common';
import {
  type Actor,
  commonRefusals,
  type InputOf,
  isRefusal,
  outgoing,
  type Refusal,
  refuser,
} from '@vanthu/contracts';
import { isKind, type KindCode } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { composeContent, fileNameOf } from '../domain/compose-content.js';
import { fold } from '../domain/fold.js';
import { mayRead, tookPart } from '../domain/readers.js';
import type { Signatory } from '../domain/signature-plan.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { Fonts } from '../drafting/fonts.js';
import { actorOf } from '../store/act-on-document.js';
import { DraftStore } from '../store/draft.store.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { templateBody } from './template-draft.js';
import { wordFile } from './word-file.js';

const refuse = outgoing.refuseOutgoing;

/** "Tải mẫu Word": a DOCX with the heads filled, or a draft as it stands (Annex III). Nothing is kept. */
@Injectable()
export class WriteWordHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: DirectoryQuestions,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly fonts: Fonts,
  ) {}

  @Handles(outgoing.WriteWordTemplate)
  async template(
    input: InputOf<typeof outgoing.WriteWordTemplate>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.WriteWordTemplate>> {
    const { kind } = input;
    if (!isKind(kind)) return refuse('OUTGOING.UNKNOWN_KIND', { kind });
    const body = templateBody(kind);
    if (body === null) return refuse('OUTGOING.NO_WORD_TEMPLATE');
    const actor = actorOf(ctx);
    const agency = await this.directory.agency(actor.agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const signatory = await this.signatory(input.signerPositionId, kind, actor, ctx);
    if (isRefusal(signatory)) return signatory;
    const unit = agency.units.find(({ id }) => id === actor.unitId) ?? null;
    const abstract = input.abstract ?? '(Trích yếu nội dung)';
    const written = {
      kind,
      abstract,
      urgency: 'normal' as const,
      body,
      recipients: [{ kind: 'other' as const, name: '(Nơi nhận)' }],
    };
    const signatories = { signers: [signatory] as const, headDecidesAlone: false };
    const content = composeContent(written, agency, signatories, unit?.abbreviation ?? null);
    return wordFile(content, await this.fonts.tinos(), `mau-${kind}.docx`);
  }

  @Handles(outgoing.WriteWord)
  async draft(
    { documentId }: InputOf<typeof outgoing.WriteWord>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.WriteWord>> {
    const actor = actorOf(ctx);
    const found = await this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor) || !tookPart(document, actor)) return null;
      return { document, text: await this.drafts.text(tx, document) };
    });
    if (!found) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    const { document, text } = found;
    if (text.written) return refuse('OUTGOING.WRITTEN_IN_FILE', { name: text.written.source.name });
    return wordFile(text.content, await this.fonts.tinos(), fileNameOf(document.kind, fold(document.abstract)));
  }

  /** Who will sign, when it is known already; else what is to be written there. */
  private async signatory(
    positionId: string | undefined,
    kind: KindCode,
    { agencyId }: Actor,
    ctx: RequestContext,
  ): Promise<Signatory | Refusal> {
    if (positionId === undefined) {
      const lines = ['Quyền hạn, chức vụ của người ký'];
      return { positionId: '', personId: '', name: 'Họ và tên', capacity: null, lines };
    }
    const answer = await this.directory.authority({ positionId, agencyId, kind, field: null }, ctx);
    if (isRefusal(answer)) return answer;
    const { personId, signerName: name, capacity, lines } = answer;
    return { positionId, personId, name, capacity, lines };
  }
}
