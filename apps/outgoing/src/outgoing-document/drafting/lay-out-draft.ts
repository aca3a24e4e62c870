import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type DocumentContent, LayoutError, layOutDocument } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import type { RequestContext } from '@vanthu/messaging';
import { AdvisoryBodies } from '../apart/advisory-bodies.js';
import { issuerOf } from '../apart/issuer-of.js';
import { composeContent, fileNameOf, symbolOf } from '../domain/compose-content.js';
import type { DirectoryAgency } from '../domain/directory-answers.js';
import { draftRefusal } from '../domain/draft-rules.js';
import { fold } from '../domain/fold.js';
import { manifestOf } from '../domain/manifest.js';
import type { AttachedFile, DraftInput, Manifest, OutgoingDocument, StoredFile } from '../domain/outgoing-document.js';
import { signaturePlan } from '../domain/signature-plan.js';
import type { WrittenFile } from '../domain/written-file.js';
import { DirectoryQuestions } from './directory-questions.js';
import { FindSignatories } from './find-signatories.js';
import { Fonts } from './fonts.js';

export interface DraftFile {
  readonly file: StoredFile;
  readonly pages: number;
  readonly fillable: readonly string[];
  readonly manifest: Manifest;
}

type Planned = Pick<
  OutgoingDocument,
  | 'agencyName'
  | 'agencyCode'
  | 'unitAbbreviation'
  | 'symbol'
  | 'plan'
  | 'road'
  | 'headDecidesAlone'
  | 'advisoryBody'
  | 'ink'
  | 'signerTitle'
>;

/** What the directory makes of a draft, before it is a file. */
export interface ComposedDraft {
  readonly content: DocumentContent;
  readonly agency: DirectoryAgency;
  /** On whose authority the planned signer may sign. */
  readonly sourceDocument: string | null;
  readonly planned: Planned;
}

/** Everything that a version of a draft brings with it. */
export interface PreparedDraft extends Omit<ComposedDraft, 'planned'> {
  readonly changes: DraftFile & Planned;
  /** The file that the version was written in elsewhere and keeps. */
  readonly written?: WrittenFile;
}

/** For which version of which document of which unit. */
export interface DraftPlace {
  readonly documentId: string;
  readonly draftNumber: number;
  readonly agencyId: string;
  readonly unitId: string | null;
  readonly attachments: readonly AttachedFile[];
}

/** How a content becomes a file. */
export interface LayoutOrder {
  readonly sealMm: number;
  readonly at: Date;
  readonly road: outgoing.SigningRoad;
}

/** Turns what a drafter wrote into the file that will be checked and signed. Writes no rows: only the file is kept. */
@Injectable()
export class LayOutDraft {
  constructor(
    private readonly directory: DirectoryQuestions,
    private readonly signatories: FindSignatories,
    private readonly bodies: AdvisoryBodies,
    private readonly files: ContentStore,
    private readonly fonts: Fonts,
  ) {}

  async prepare(input: DraftInput, place: DraftPlace, ctx: RequestContext): Promise<PreparedDraft | Refusal> {
    const composed = await this.compose(input, place, ctx);
    if (isRefusal(composed)) return composed;
    const { planned, ...rest } = composed;
    const order = { sealMm: rest.agency.sealMm, at: ctx.now(), road: planned.road };
    const laidOut = await this.layOut(rest.content, place, order);
    return isRefusal(laidOut) ? laidOut : { ...rest, changes: { ...laidOut, ...planned } };
  }

  /** What is checked and asked before anything is laid out. */
  async compose(
    input: DraftInput,
    place: Pick<DraftPlace, 'agencyId' | 'unitId'>,
    ctx: RequestContext,
  ): Promise<ComposedDraft | Refusal> {
    const wrong = draftRefusal(input);
    if (wrong) return wrong;
    const agency = await this.directory.agency(place.agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const unit = agency.units.find(({ id }) => id === place.unitId) ?? null;
    if (agency.units.length > 0 && unit === null) return outgoing.refuseOutgoing('OUTGOING.NO_LEAD_UNIT');
    const body = await this.bodies.issuing(agency.id, input.advisoryBody ?? null);
    if (isRefusal(body)) return body;
    const found = await this.signatories.find(input, agency.id, body, ctx);
    if (isRefusal(found)) return found;

    // A recipient becomes a reader at the issue: only units and people of this agency are reached from inside.
    const stranger = await this.strangerAmong(input.recipients, agency, ctx);
    if (stranger) return stranger;
    const addressed = input.recipients.flatMap((one) => (one.kind === 'agency' ? [one.agencyId] : []));
    const unknown = await this.directory.unknownAgency(addressed, ctx);
    if (unknown) return unknown;

    const { road = 'digital', headDecidesAlone = false } = input;
    const unitAbbreviation = unit?.abbreviation ?? null;
    const signatories = { signers: found.signers, headDecidesAlone };
    const issuer = issuerOf(agency, body);
    const content = composeContent(input, issuer, signatories, unitAbbreviation);
    return {
      content,
      agency,
      sourceDocument: found.sourceDocument,
      planned: {
        agencyName: agency.name,
        agencyCode: agency.code,
        unitAbbreviation,
        symbol: symbolOf(input.kind, issuer, unitAbbreviation),
        plan: signaturePlan(agency, found.signers),
        road,
        headDecidesAlone,
        advisoryBody: body?.seriesCode ?? null,
        ink: null,
        signerTitle: found.signerTitle,
      },
    };
  }

  private async strangerAmong(
    recipients: DraftInput['recipients'],
    agency: DirectoryAgency,
    ctx: RequestContext,
  ): Promise<Refusal | null> {
    const people = recipients.some(({ kind }) => kind === 'person') ? await this.directory.people(agency.id, ctx) : [];
    if (isRefusal(people)) return people;
    const stranger = recipients.find(
      (one) =>
        (one.kind === 'unit' && !agency.units.some(({ id }) => id === one.unitId)) ||
        (one.kind === 'person' && !people.some(({ personId }) => personId === one.personId)),
    );
    return stranger ? outgoing.refuseOutgoing('OUTGOING.UNKNOWN_RECIPIENT', { name: stranger.name }) : null;
  }

  /**
   * The same content at the same instant gives the same bytes; kept before the transaction that speaks of it commits. What is
   * signed on paper has no form: number and date are written by hand.
   */
  async layOut(
    content: DocumentContent,
    { documentId, draftNumber, attachments }: Pick<DraftPlace, 'documentId' | 'draftNumber' | 'attachments'>,
    { sealMm, at, road }: LayoutOrder,
  ): Promise<DraftFile | Refusal> {
    try {
      const { pdf, pages, fields } = await layOutDocument(content, await this.fonts.tinos(), {
        createdAt: at,
        sealMm,
        numberDigits: 4,
        ...(road === 'ink' ? { paper: { number: null, date: null } } : {}),
      });
      const { sha256 } = await this.files.put(pdf);
      const file = { sha256, bytes: pdf.length, name: fileNameOf(content.kind, fold(content.abstract)) };
      const fillable = fields.filter(({ type }) => type === 'text').map(({ name }) => name);
      return { file, pages, fillable, manifest: manifestOf(documentId, draftNumber, { main: file, attachments }) };
    } catch (error) {
      if (!(error instanceof LayoutError)) throw error;
      return outgoing.refuseOutgoing('OUTGOING.UNPRINTABLE', { problems: error.problems.join('; ') });
    }
  }
}
