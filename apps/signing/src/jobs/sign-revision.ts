import { Inject, Injectable } from '@nestjs/common';
import { directory, isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { attachmentMark, copyMark, type DocumentFonts, loadTinos, registerMark, textMark } from '@vanthu/decree30';
import { RequestClient, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import {
  completeSignature,
  completeSignatureAtLevel,
  type EmbeddableFont,
  type EncodedImage,
  inspectPdf,
  isRefusal as isPadesRefusal,
  type PreparedSignature,
  type PrepareOptions,
  prepareSignature,
  readFont,
  type SignatureAppearance,
  type SignedPdf,
  type SigningRefusal,
  type SignOptions,
  signPdf,
} from '@vanthu/pades';
import type { Certificate } from '@vanthu/pki';
import type { Activation } from '../activation/activations.js';
import { ValidationServers } from '../config/validation-servers.js';
import type { Enrolments } from '../judging/judge-document.js';
import { CertificateFitness } from '../keys/certificate-fitness.js';
import type { Mark, SigningRequest } from './job.store.js';

/** A long chain and a timestamp with its own; how the CMS will look is not known when the room is made. */
const FOREIGN_CMS_BYTES = 32_768;

/** One file, and what its next increment brings. */
export interface Revision {
  readonly field: string;
  readonly fill: SigningRequest['fill'];
  readonly mark: Mark | null;
  /** Of the signer. */
  readonly name: string;
  /** Where the field is made, in a file that has none for it. */
  readonly place?: SigningRequest['place'];
  /** Number and date as signed fields of their own, made before this one. */
  readonly marks?: SigningRequest['marks'];
}

/**
 * Adds one revision: values of number and date, and the signature, in one increment. Everything is checked before the key is used.
 * In a file that others signed without room for number and date, each figure is a revision of its own before it.
 */
@Injectable()
export class SignRevision {
  /** Read once. */
  private tinos: Promise<DocumentFonts> | undefined;
  private font: EmbeddableFont | undefined;
  private italic: EmbeddableFont | undefined;

  constructor(
    private readonly fitness: CertificateFitness,
    private readonly servers: ValidationServers,
    private readonly client: RequestClient,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  async sign(pdf: Uint8Array, revision: Revision, activation: Activation, at: Date): Promise<Uint8Array | Refusal> {
    let before = pdf;
    for (const mark of revision.marks ?? []) {
      const marked = await this.append(before, await this.figure(mark, revision.name, at), activation, at);
      if (isRefusal(marked)) return marked;
      before = marked;
    }
    return this.append(before, await this.optionsOf(before, revision, activation.image, at), activation, at);
  }

  private async append(
    pdf: Uint8Array,
    prepared: PrepareOptions,
    activation: Activation,
    at: Date,
  ): Promise<Uint8Array | Refusal> {
    const options: SignOptions = { ...prepared, at };
    const outcome = this.servers.isOn
      ? await this.servers.asOf(at, (sources) =>
          signPdf(pdf, { ...options, level: 'B-T', sources }, activation.opened.key),
        )
      : await signPdf(pdf, options, activation.opened.key);
    return this.reached(outcome);
  }

  /** All of the increment but its CMS, with room for the certificates and the timestamp of whoever makes it. */
  async prepare(
    pdf: Uint8Array,
    revision: Revision,
    image: EncodedImage | null,
    at: Date,
  ): Promise<PreparedSignature | Refusal> {
    const options = await this.optionsOf(pdf, revision, image, at);
    const prepared = prepareSignature(pdf, { ...options, contentsBytes: FOREIGN_CMS_BYTES });
    return isPadesRefusal(prepared) ? refusalOf(prepared) : prepared;
  }

  /** Puts a CMS from elsewhere in its place, with a timestamp where servers are configured. */
  async complete(prepared: PreparedSignature, cms: Uint8Array, at: Date): Promise<Uint8Array | Refusal> {
    const outcome = this.servers.isOn
      ? await this.servers.asOf(at, (sources) => completeSignatureAtLevel(prepared, cms, 'B-T', sources))
      : completeSignature(prepared, cms);
    return this.reached(outcome);
  }

  private async optionsOf(
    pdf: Uint8Array,
    revision: Revision,
    image: EncodedImage | null,
    at: Date,
  ): Promise<PrepareOptions> {
    return {
      fieldName: revision.field,
      fill: revision.fill,
      ...(revision.place ? { newField: newField(revision.place) } : {}),
      ...(revision.mark ? await this.textMark(pdf, revision.mark, at) : { appearance: imageOf(image) }),
      name: revision.name,
      claimedSigningTime: at,
    };
  }

  private reached(outcome: SignedPdf | SigningRefusal): Uint8Array | Refusal {
    if (!isPadesRefusal(outcome)) return outcome.pdf;
    if (!outcome.completed) return refusalOf(outcome);
    // A server that is down costs a level, never the signature; the preservation version brings what is missing.
    this.log.warn({ code: outcome.code, level: outcome.completed.level }, 'signed without a timestamp');
    return outcome.completed.pdf;
  }

  /**
   * Whether the key may be used at all for this order; asked once for all its files. Answers whose the certificates are, this
   * one's and those of the signatures before, for who judges the result.
   */
  async mayUse(
    certificate: Certificate | undefined,
    request: SigningRequest,
    at: Date,
    before: readonly string[],
  ): Promise<Enrolments | Refusal> {
    if (!certificate) return signing.refuseSigning('SIGNING.NO_KEY');
    const unfit = this.fitness.problemOf(certificate, at);
    if (unfit) return unfit;
    const certificates = [...new Set([certificate.fingerprintSha256, ...before])];
    const question = { certificates, at: at.toISOString() };
    const answer = await this.client.ask(directory.FindEnrolments, question, { asService: true });
    if (isRefusal(answer)) return answer;
    const own = answer.enrolments.find((one) => one.certificateSha256 === certificate.fingerprintSha256);
    return isEnrolledFor(request.signer, own?.owner)
      ? answer.enrolments
      : signing.refuseSigning('SIGNING.CERTIFICATE_NOT_ENROLLED');
  }

  /** One figure of number or date, as văn thư sets it (Annex I part I, II.3 and II.4). */
  private async figure(mark: NonNullable<Revision['marks']>[number], name: string, at: Date): Promise<PrepareOptions> {
    const { font, italic } = await this.letters();
    const letters = mark.isItalic ? italic : font;
    const appearance = {
      kind: 'text',
      lines: [mark.text],
      fontSize: mark.sizePt,
      align: mark.align,
      font: letters,
    } as const;
    return {
      fieldName: mark.field,
      newField: newField(midway(mark, letters)),
      appearance,
      name,
      claimedSigningTime: at,
    };
  }

  private async letters(): Promise<{ fonts: DocumentFonts; font: EmbeddableFont; italic: EmbeddableFont }> {
    this.tinos ??= loadTinos();
    const fonts = await this.tinos;
    this.font ??= readFont(fonts.regular.bytes);
    this.italic ??= readFont(fonts.italic.bytes);
    return { fonts, font: this.font, italic: this.italic };
  }

  /**
   * Text instead of the image of the seal, with the time of signing, in a field made with the signature at the top right of
   * page 1 (R-ORG-06, R-ORG-07, R-CPY-03).
   */
  private async textMark(
    pdf: Uint8Array,
    mark: Mark,
    at: Date,
  ): Promise<Pick<PrepareOptions, 'appearance' | 'newField'>> {
    const text = wordsOf(mark, at);
    const [left, bottom, right, top] = inspectPdf(pdf).firstPage ?? [0, 0, 0, 0];
    const { fonts, font } = await this.letters();
    const { lines, fontSizePt, align, boxPt } = textMark(
      text,
      { widthPt: right - left, heightPt: top - bottom },
      fonts,
    );
    const [x0, y0, x1, y1] = boxPt;
    return {
      newField: { page: 1, box: [x0 + left, y0 + bottom, x1 + left, y1 + bottom] },
      appearance: { kind: 'text', lines, fontSize: fontSizePt, align, font },
    };
  }
}

/** Millimetres from the top left corner of the page. */
function newField({ page, rect }: NonNullable<SigningRequest['place']>): NonNullable<PrepareOptions['newField']> {
  const points = (mm: number): number => (mm * 72) / 25.4;
  const { x, y, width, height } = rect;
  return { page, place: { x: points(x), y: points(y), width: points(width), height: points(height) } };
}

/** Lines are drawn from the top: the box begins where the letters of one line lie midway, as in a text field of that place. */
function midway(
  { page, rect, sizePt }: NonNullable<Revision['marks']>[number],
  { ascent, descent }: EmbeddableFont,
): NonNullable<SigningRequest['place']> {
  const letterMm = ((ascent - descent) / 1_000) * sizePt * (25.4 / 72);
  const above = Math.max(0, (rect.height - letterMm) / 2);
  return { page, rect: { ...rect, y: rect.y + above, height: rect.height - above } };
}

function wordsOf(mark: Mark, at: Date): string {
  switch (mark.form) {
    case 'attachment':
      return attachmentMark(mark.numberAndSymbol, at);
    case 'certified-copy':
      return copyMark('sao-y', mark.agencyName, at);
    case 'register':
      return registerMark(mark.agencyName, at);
  }
}

/** The status that servers tell counts like that of the lists at hand (Decree 23/2025 Art. 15). */
export function refusalOf({ code }: SigningRefusal): Refusal {
  switch (code) {
    case 'PADES.CERTIFICATE_REVOKED':
      return signing.refuseSigning('SIGNING.CERTIFICATE_REVOKED');
    case 'PADES.CERTIFICATE_EXPIRED':
    case 'PADES.CERTIFICATE_NOT_YET_VALID':
      return signing.refuseSigning('SIGNING.CERTIFICATE_EXPIRED');
    default:
      return signing.refuseSigning('SIGNING.PDF_REFUSED', { why: code });
  }
}

function isEnrolledFor(signer: SigningRequest['signer'], owner: Enrolments[number]['owner'] | undefined): boolean {
  if (owner?.kind === 'person') return signer.kind === 'person' && owner.personId === signer.personId;
  return owner?.kind === 'organisation' && signer.kind === 'organisation' && owner.agencyId === signer.agencyId;
}

const imageOf = (image: EncodedImage | null): SignatureAppearance =>
  image ? { kind: 'image', png: image } : { kind: 'none' };
