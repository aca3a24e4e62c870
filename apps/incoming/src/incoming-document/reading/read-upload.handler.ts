import { Injectable } from '@nestjs/common';
import {
  commonRefusals,
  directory,
  type InputOf,
  incoming,
  isRefusal,
  type OutputOf,
  refuser,
} from '@vanthu/contracts';
import { ContentMissing, ContentStore, FileTickets } from '@vanthu/files';
import { type Answer, Handles, RequestClient, type RequestContext } from '@vanthu/messaging';
import {
  type DocumentFields,
  type DocumentText,
  isReadingRefusal,
  type ReadField,
  readFields,
  readPdfText,
} from '@vanthu/page-reader';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../domain/authorise.js';
import { fold } from '../domain/fold.js';
import { kindNameVi } from '../domain/incoming-kinds.js';
import { answerByOf } from './answer-by.js';
import { meetingOf } from './meeting-of.js';
import { ScanReader } from './scan-reader.js';
import { SenderMemoryStore } from './sender-memory.store.js';

type Output = OutputOf<typeof incoming.ReadUpload>;
type Sender = Pick<Output, 'printedSender' | 'senderAgencyId' | 'senderName'>;

/** Milliseconds: shorter than the request may take; a file that needs longer is typed. */
const readingMs = 1_500;
/** How sure a remembered name is, one that the directory has once, and one that only stands on the page. */
const [remembered, known, printedOnly] = [0.98, 0.95, 0.5] as const;
const askedFor = 0.7;
/** What a recogniser saw is looked at again, however well it stands. */
const recognisedShare = 0.85;
const emptyVi = 'Bản quét không có chữ nào nhận ra được; hãy nhập các trường theo trang in.';

const nothing = {
  ...{ printedSender: null, senderAgencyId: null, senderName: null, numberAndSymbol: null, documentDate: null },
  ...{ kind: null, abstract: null, signerName: null, urgency: null, answerBy: null, meeting: null },
  recognising: false,
} as const;

/** Reads an upload's fields from its text (Annex VI part II, II), in a thread of its own; the file is neither kept nor changed. */
@Injectable()
export class ReadUploadHandler {
  constructor(
    private readonly tickets: FileTickets,
    private readonly content: ContentStore,
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly memory: SenderMemoryStore,
    private readonly scans: ScanReader,
  ) {}

  @Handles(incoming.ReadUpload)
  async handle(
    { ticket }: InputOf<typeof incoming.ReadUpload>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.ReadUpload>> {
    const { actor } = ctx;
    if (actor === null) return notFound();
    const opened = await this.tickets.open(ticket, actor);
    if (isRefusal(opened)) return opened;
    const bytes = await this.content.readBytes(opened.sha256).catch((error: unknown) => {
      if (error instanceof ContentMissing) return null;
      throw error;
    });
    if (bytes === null) return refuser(commonRefusals)('FILE.LOST');
    const text = await readPdfText(bytes, { timeLimitMs: readingMs });
    if (isReadingRefusal(text)) return { ...nothing, problemVi: text.messageVi };
    if (text.pages.some(({ words }) => words.length > 0)) return this.answerOf(text, ctx);
    const scan = this.scans.read(opened.sha256, bytes, text.pages.length);
    if (scan === null) return { ...nothing, recognising: true, problemVi: null };
    if ('problemVi' in scan) return { ...nothing, problemVi: scan.problemVi };
    if (scan.pages.every(({ words }) => words.length === 0)) return { ...nothing, problemVi: emptyVi };
    return lessSure(await this.answerOf(scan, ctx));
  }

  private async answerOf(text: DocumentText, ctx: RequestContext): Promise<Output> {
    const fields = readFields(text);
    const documentDate = sure(fields.date);
    const words = text.pages.flatMap((page) => page.words.map((word) => word.text)).join(' ');
    const answerBy = answerByOf(words, documentDate?.value ?? null);
    const meeting = fields.kind?.value === 'giay-moi' ? meetingOf(words) : null;
    return {
      ...(await this.senderOf(fields, ctx)),
      numberAndSymbol: sure(fields.numberAndSymbol),
      documentDate,
      kind: fields.kind !== null && kindNameVi(fields.kind.value) !== null ? sure(fields.kind) : null,
      abstract: sure(fields.abstract),
      signerName: fields.signer && { value: fields.signer.value.name, confidence: fields.signer.confidence },
      urgency: sure(fields.urgency),
      answerBy: answerBy && { value: answerBy, confidence: askedFor },
      meeting: meeting && { value: meeting, confidence: askedFor },
      recognising: false,
      problemVi: null,
    };
  }

  /** What the clerks made of this name before; else the agency of the directory that it names; else as it is printed. */
  private async senderOf(fields: DocumentFields, ctx: RequestContext): Promise<Sender> {
    const printedSender = fields.agency?.value ?? null;
    if (printedSender === null) return { printedSender, senderAgencyId: null, senderName: null };
    const agencyId = ctx.actor?.agencyId ?? '';
    const before = await this.transactions.run((tx) => this.memory.recall(tx, agencyId, printedSender));
    if (before !== null) return senderAs(printedSender, before.senderAgencyId, before.senderName, remembered);
    const found = await this.requests.ask(directory.FindAgencies, { text: printedSender, limit: 20 }, { for: ctx });
    const agencies = isRefusal(found) ? [] : found.agencies;
    const parent = fold(fields.parentAgency?.value ?? '');
    const exact = agencies.filter(({ name }) => fold(name) === fold(printedSender));
    // "SỞ TÀI CHÍNH" below "ỦY BAN NHÂN DÂN TỈNH …" is the one of that province.
    const under = agencies.filter(
      ({ name }) => parent !== '' && parent.endsWith(fold(name).replace(fold(printedSender), '').trim()),
    );
    const [one, ...more] = exact.length > 0 ? exact : under.length > 0 ? under : agencies;
    return one !== undefined && more.length === 0
      ? senderAs(printedSender, one.id, one.name, known)
      : senderAs(printedSender, null, printedSender, printedOnly);
  }
}

/** Every field that was read from a picture, with less confidence. */
const lessSure = (answer: Output): Output =>
  Object.fromEntries(
    Object.entries(answer).map(([name, field]) => [
      name,
      typeof field === 'object' && field !== null && 'confidence' in field
        ? { ...field, confidence: field.confidence * recognisedShare }
        : field,
    ]),
  ) as Output;

const senderAs = (printedSender: string, id: string | null, name: string, confidence: number): Sender => ({
  printedSender,
  senderAgencyId: id === null ? null : { value: id, confidence },
  senderName: { value: name, confidence },
});

const sure = <T>(field: ReadField<T> | null): { value: T; confidence: number } | null =>
  field === null ? null : { value: field.value, confidence: field.confidence };
