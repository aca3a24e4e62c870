import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type DocumentContent, type DocumentFonts, LayoutError, layOutDocument, loadTinos } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import type { RequestContext } from '@vanthu/messaging';
import { composeContent, fileNameOf, symbolOf } from '../domain/compose-content.js';
import type { DirectoryAgency, SigningAuthority } from '../domain/directory-answers.js';
import { draftRefusal } from '../domain/draft-rules.js';
import { fold } from '../domain/fold.js';
import { manifestOf } from '../domain/manifest.js';
import type { DraftInput, Manifest, OutgoingDocument, StoredFile } from '../domain/outgoing-document.js';
import { signaturePlan } from '../domain/signature-plan.js';
import { DirectoryQuestions } from './directory-questions.js';

export interface DraftFile {
  readonly file: StoredFile;
  readonly pages: number;
  readonly manifest: Manifest;
}

/** Everything that a version of a draft brings with it. */
export interface PreparedDraft extends DraftFile {
  readonly content: DocumentContent;
  readonly agency: DirectoryAgency;
  readonly signer: SigningAuthority;
  readonly changes: Pick<
    OutgoingDocument,
    'agencyName' | 'agencyCode' | 'unitAbbreviation' | 'symbol' | 'plan' | 'signerTitle' | 'file' | 'pages' | 'manifest'
  >;
}

/** For which version of which document of which unit. */
export interface DraftPlace {
  readonly documentId: string;
  readonly draftNumber: number;
  readonly agencyId: string;
  readonly unitId: string | null;
}

/** Turns what a drafter wrote into the file that will be checked and signed. Writes no rows: only the file is kept. */
@Injectable()
export class LayOutDraft {
  private fonts: Promise<DocumentFonts> | undefined;

  constructor(
    private readonly directory: DirectoryQuestions,
    private readonly files: ContentStore,
  ) {}

  async prepare(input: DraftInput, place: DraftPlace, ctx: RequestContext): Promise<PreparedDraft | Refusal> {
    const wrong = draftRefusal(input);
    if (wrong) return wrong;
    const agency = await this.directory.agency(place.agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const unit = agency.units.find(({ id }) => id === place.unitId) ?? null;
    if (agency.units.length > 0 && unit === null) return outgoing.refuseOutgoing('OUTGOING.NO_LEAD_UNIT');
    const { signerPositionId: positionId, kind, field, capacity } = input;
    const signer = await this.directory.authority({ positionId, agencyId: agency.id, kind, field, capacity }, ctx);
    if (isRefusal(signer)) return signer;

    // A recipient becomes a reader at the issue: only units and people of this agency are reached from inside.
    const stranger = await this.strangerAmong(input.recipients, agency, ctx);
    if (stranger) return stranger;
    const addressed = input.recipients.flatMap((one) => (one.kind === 'agency' ? [one.agencyId] : []));
    const unknown = await this.directory.unknownAgency(addressed, ctx);
    if (unknown) return unknown;

    const unitAbbreviation = unit?.abbreviation ?? null;
    const content = composeContent(input, agency, signer, unitAbbreviation);
    const laidOut = await this.layOut(content, place, { sealMm: agency.sealMm, at: ctx.now() });
    if (isRefusal(laidOut)) return laidOut;
    return {
      ...laidOut,
      content,
      agency,
      signer,
      changes: {
        ...laidOut,
        agencyName: agency.name,
        agencyCode: agency.code,
        unitAbbreviation,
        symbol: symbolOf(kind, agency, unitAbbreviation),
        plan: signaturePlan(agency, { positionId, name: signer.signerName, ...signer }),
        signerTitle: signer.signerTitle,
      },
    };
  }

  private async strangerAmong(
    recipients: DraftInput['recipients'],
    agency: DirectoryAgency,
    ctx: RequestContext,
  ): Promise<Refusal | null> {
    const people = recipients.some(({ kind }) => kind === 'person')
      ? await this.directory.people(agency.id, ctx)
      : new Set<string>();
    if (isRefusal(people)) return people;
    const stranger = recipients.find(
      (one) =>
        (one.kind === 'unit' && !agency.units.some(({ id }) => id === one.unitId)) ||
        (one.kind === 'person' && !people.has(one.personId)),
    );
    return stranger ? outgoing.refuseOutgoing('OUTGOING.UNKNOWN_RECIPIENT', { name: stranger.name }) : null;
  }

  /** The same content at the same instant gives the same bytes; kept before the transaction that speaks of it commits. */
  async layOut(
    content: DocumentContent,
    { documentId, draftNumber }: Pick<DraftPlace, 'documentId' | 'draftNumber'>,
    { sealMm, at }: { sealMm: number; at: Date },
  ): Promise<DraftFile | Refusal> {
    this.fonts ??= loadTinos();
    try {
      const { pdf, pages } = await layOutDocument(content, await this.fonts, {
        createdAt: at,
        sealMm,
        numberDigits: 4,
      });
      const { sha256 } = await this.files.put(pdf);
      const file = { sha256, bytes: pdf.length, name: fileNameOf(content.kind, fold(content.abstract)) };
      return { file, pages, manifest: manifestOf(documentId, draftNumber, [file]) };
    } catch (error) {
      if (!(error instanceof LayoutError)) throw error;
      return outgoing.refuseOutgoing('OUTGOING.UNPRINTABLE', { problems: error.problems.join('; ') });
    }
  }
}
