import { Injectable } from '@nestjs/common';
import { commonRefusals, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { ContentMissing, ContentStore, FileTickets } from '@vanthu/files';
import type { RequestContext } from '@vanthu/messaging';
import { inspectPdf } from '@vanthu/pades';
import {
  checkLayout,
  type DocumentText,
  findPlaces,
  isReadingRefusal,
  printedText,
  readDocumentText,
} from '@vanthu/page-reader';
import { placesIn } from '../domain/brought-file.js';
import { type OutgoingDocument, personalOf, type StoredFile } from '../domain/outgoing-document.js';
import { hasSecrecyMark } from '../domain/secrecy-mark.js';
import { bare, sealField } from '../domain/signature-plan.js';
import type { SignedElsewhere, WrittenFile } from '../domain/written-file.js';
import { pdfProblem, structureProblem } from '../drafting/uploaded-pdf.js';
import { actorOf } from '../store/act-on-document.js';
import { layoutRemarks } from '../word/layout-remarks.js';
import { fileUnfit } from './file-unfit.js';
import { ReadBroughtFile } from './read-brought-file.js';
import { WordConverter } from './word-converter.js';

/** What a file is read for. */
type ReadFor = Pick<OutgoingDocument, 'kind' | 'plan'> & { readonly sealMm: number };

/** Real milliseconds for the reading alone. */
const readingMs = 30_000;
/** A page of a scan without text cannot be compared, but hundreds of them are no draft. */
const maxPages = 400;

/** Number and date come with the seal: their absence is no fault of a draft. */
const writtenLater = /^(DATE|NUMBER)\.MISSING$/;

/**
 * Takes an uploaded DOCX or PDF as what will be signed: kept as it is, a DOCX printed, read, held against Annex I, and its places
 * found. What others have signed is taken as it is (ADR 31). Refused: what could not be signed, would change or act on opening, or is
 * a secret (R-GEN-04).
 */
@Injectable()
export class ReadWrittenFile {
  constructor(
    private readonly tickets: FileTickets,
    private readonly files: ContentStore,
    private readonly converter: WordConverter,
    private readonly brought: ReadBroughtFile,
  ) {}

  async fromTicket(ticket: string, wanted: ReadFor, ctx: RequestContext): Promise<WrittenFile | Refusal> {
    const opened = await this.tickets.open(ticket, actorOf(ctx));
    if (isRefusal(opened)) return opened;
    const bytes = await this.bytes(opened.sha256);
    if (isRefusal(bytes)) return bytes;
    const isPdf = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1_024, bytes.length)).includes('%PDF-');
    const pdf = isPdf ? bytes : await this.converter.convert(bytes);
    if (isRefusal(pdf)) return pdf;
    const inspection = inspectPdf(pdf);
    const isSigned = inspection.signatureFields.some((field) => field.isSigned);
    const problem = isSigned ? structureProblem(inspection) : pdfProblem(inspection);
    if (problem !== null) return outgoing.refuseOutgoing('OUTGOING.FILE_UNFIT', { why: problem });
    const signed = isSigned
      ? await this.brought.read({ sha256: opened.sha256, bytes: pdf }, inspection, ctx)
      : undefined;
    if (isRefusal(signed)) return signed;
    const text = await this.text(pdf);
    if (isRefusal(text)) return text;
    const lines = printedText(text);
    if ([opened.name, ...lines].some(hasSecrecyMark)) return outgoing.refuseOutgoing('OUTGOING.SECRET');
    const kept = await this.files.keep(opened);
    if (isRefusal(kept)) return kept;
    const source: StoredFile = { sha256: opened.sha256, bytes: bytes.length, name: opened.name };
    const print = isPdf ? source : { ...(await this.files.put(pdf)), bytes: pdf.length };
    return {
      form: isPdf ? 'pdf' : 'docx',
      source,
      print: { sha256: print.sha256, bytes: print.bytes },
      lines,
      ...describe(text, wanted, signed),
      ...(signed ? { signed } : {}),
    };
  }

  /** The same file for other signers: its places are found anew. */
  async again(written: WrittenFile, wanted: ReadFor): Promise<WrittenFile | Refusal> {
    const pdf = await this.bytes(written.print.sha256);
    if (isRefusal(pdf)) return pdf;
    const text = await this.text(pdf);
    return isRefusal(text) ? text : { ...written, ...describe(text, wanted, written.signed) };
  }

  private async text(pdf: Uint8Array): Promise<DocumentText | Refusal> {
    const text = await readDocumentText(pdf, { timeLimitMs: readingMs, maxPages });
    return isReadingRefusal(text) ? fileUnfit(text) : text;
  }

  private async bytes(sha256: string): Promise<Uint8Array | Refusal> {
    try {
      return await this.files.readBytes(sha256);
    } catch (error) {
      if (error instanceof ContentMissing) return refuser(commonRefusals)('FILE.LOST');
      throw error;
    }
  }
}

/** What the pages say and where things go. */
function describe(
  text: DocumentText,
  { kind, plan, sealMm }: ReadFor,
  signed: SignedElsewhere | undefined,
): Pick<WrittenFile, 'pages' | 'places' | 'printed' | 'fields' | 'remarks'> {
  const signers = personalOf({ plan: bare(plan) }).map(({ field, name }) => ({ field, name }));
  const wanted = { signers, seal: { field: sealField, sealMm }, dated: kind !== 'bien-ban' };
  const { places, printed } = findPlaces(text, wanted);
  const report = checkLayout(text);
  const { agency, symbol, abstract, urgency, signer, recipients } = report.fields;
  const read = <T>(field: { readonly value: T; readonly confidence: number } | null) =>
    field && { value: field.value, confidence: field.confidence };
  return {
    pages: text.pages.map(({ number, widthMm, heightMm }) => ({ number, widthMm, heightMm })),
    places: signed ? placesIn(places, signed) : places.map((place) => ({ ...place })),
    printed: { ...printed },
    fields: {
      ...{ agency: read(agency), symbol: read(symbol), abstract: read(abstract), urgency: read(urgency) },
      kind: read<string>(report.fields.kind),
      signer: signer && {
        value: { capacityLines: [...signer.value.capacityLines], name: signer.value.name },
        confidence: signer.confidence,
      },
      recipients: recipients && { value: [...recipients.value], confidence: recipients.confidence },
    },
    remarks: layoutRemarks(text, report).filter(({ code }) => !writtenLater.test(code)),
  };
}
