import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { isKind, LayoutError, layOutDocument } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { isReadingRefusal, readDocumentText } from '@vanthu/page-reader';
import { AdvisoryBodies } from '../apart/advisory-bodies.js';
import { headOf, type IssuingBody, issuerOf } from '../apart/issuer-of.js';
import { composeContent } from '../domain/compose-content.js';
import { draftRefusal } from '../domain/draft-rules.js';
import type { Signatory } from '../domain/signature-plan.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { Fonts } from '../drafting/fonts.js';
import { actorOf } from '../store/act-on-document.js';
import { remarksOf } from './remarks.js';
import { completed, unwrittenSigner } from './unwritten.js';

type Input = InputOf<typeof outgoing.PreviewDraft>;

interface Signer {
  readonly signatory: Signatory;
  /** No person who may sign it was found: words stand in the place. */
  readonly isMissing: boolean;
  /** Why the one who was chosen may not. */
  readonly refused: { readonly code: string; readonly messageVi: string } | null;
}

/** Real milliseconds for reading back what was just laid out: some pages. */
const readingMs = 10_000;

/**
 * The page beside the typing: the engine that lays out what is signed lays out what there is so far, with words in the place of
 * what is missing. Writes no rows and keeps no file.
 */
@Injectable()
export class PreviewDraftHandler {
  constructor(
    private readonly directory: DirectoryQuestions,
    private readonly fonts: Fonts,
    private readonly bodies: AdvisoryBodies,
  ) {}

  @Handles(outgoing.PreviewDraft)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.PreviewDraft>> {
    const { kind } = input;
    if (!isKind(kind)) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_KIND', { kind });
    const { draft, missing } = completed({ ...input, kind });
    const wrong = draftRefusal(draft);
    if (wrong) return wrong;
    const { agencyId, unitId } = actorOf(ctx);
    const agency = await this.directory.agency(agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const body = await this.bodies.issuing(agencyId, input.advisoryBody ?? null);
    if (isRefusal(body)) return body;
    const signer = body ? await this.head(body, agencyId, ctx) : await this.signer(input, agencyId, ctx);
    const unit = agency.units.find(({ id }) => id === unitId) ?? null;
    const signatories = { signers: [signer.signatory] as const, headDecidesAlone: input.headDecidesAlone };
    const content = composeContent(draft, issuerOf(agency, body), signatories, unit?.abbreviation ?? null);
    const pdf = await this.laidOut(content, { sealMm: agency.sealMm, road: input.road, at: ctx.now() });
    if (isRefusal(pdf)) return pdf;
    const text = await readDocumentText(pdf, { timeLimitMs: readingMs });
    if (isReadingRefusal(text)) throw new Error(`our own page could not be read: ${text.code}`);
    return {
      base64: Buffer.from(pdf).toString('base64'),
      pages: text.pages.map(({ number, widthMm, heightMm }) => ({ number, widthMm, heightMm })),
      remarks: remarksOf({
        ...{ text, form: input.body.form, abstract: input.abstract, signer: signer.refused },
        missing: signer.isMissing ? [...missing, unwrittenSigner] : missing,
      }),
    };
  }

  private async laidOut(
    content: Parameters<typeof layOutDocument>[0],
    { sealMm, road, at }: { sealMm: number; road: outgoing.SigningRoad; at: Date },
  ): Promise<Uint8Array | Refusal> {
    try {
      const paper = road === 'ink' ? { number: null, date: null } : null;
      const fonts = await this.fonts.tinos();
      return (await layOutDocument(content, fonts, { createdAt: at, sealMm, numberDigits: 4, paper })).pdf;
    } catch (error) {
      if (!(error instanceof LayoutError)) throw error;
      return outgoing.refuseOutgoing('OUTGOING.UNPRINTABLE', { problems: error.problems.join('; ') });
    }
  }

  /** Who heads the advisory body signs for it; nobody chooses. */
  private async head(body: IssuingBody, agencyId: string, ctx: RequestContext): Promise<Signer> {
    const people = await this.directory.people(agencyId, ctx);
    const signatory = isRefusal(people) ? null : headOf(body, people);
    if (signatory) return { signatory, isMissing: false, refused: null };
    const { code, message } = isRefusal(people) ? people : outgoing.refuseOutgoing('OUTGOING.NO_BODY_HEAD');
    const nobody = { positionId: '', personId: '', name: unwrittenSigner.words, capacity: null };
    const lines = [body.head.title.toLocaleUpperCase('vi')];
    return { signatory: { ...nobody, lines }, isMissing: true, refused: { code, messageVi: message } };
  }

  /** The lines of the day that the directory gives; whoever may not sign is remarked upon, and the page goes on. */
  private async signer(
    { signerPositionId: positionId, kind, field, headDecidesAlone }: Input,
    agencyId: string,
    ctx: RequestContext,
  ): Promise<Signer> {
    const lines = ['QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ'];
    const nobody = { positionId: '', personId: '', name: unwrittenSigner.words, capacity: null, lines };
    if (positionId === null) return { signatory: nobody, isMissing: true, refused: null };
    const answer = await this.directory.authority({ positionId, agencyId, kind, field, headDecidesAlone }, ctx);
    if (isRefusal(answer))
      return { signatory: nobody, isMissing: true, refused: { code: answer.code, messageVi: answer.message } };
    const { personId, signerName: name, capacity } = answer;
    return {
      signatory: { positionId, personId, name, capacity, lines: answer.lines },
      isMissing: false,
      refused: null,
    };
  }
}
