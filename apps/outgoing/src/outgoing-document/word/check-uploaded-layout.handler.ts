import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { ContentMissing, ContentStore, FileTickets } from '@vanthu/files';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { checkLayout, isReadingRefusal, type LayoutReport, readDocumentText } from '@vanthu/page-reader';
import { actorOf } from '../store/act-on-document.js';
import { layoutRemarks } from './layout-remarks.js';

/** Real milliseconds, less than those after which the door gives up. */
const readingMs = 15_000;

/** What an uploaded PDF or DOCX says of itself and what is wrong with its layout; the upload is left to be swept. */
@Injectable()
export class CheckUploadedLayoutHandler {
  constructor(
    private readonly tickets: FileTickets,
    private readonly files: ContentStore,
  ) {}

  @Handles(outgoing.CheckUploadedLayout)
  async handle(
    { ticket }: InputOf<typeof outgoing.CheckUploadedLayout>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CheckUploadedLayout>> {
    const opened = await this.tickets.open(ticket, actorOf(ctx));
    if (isRefusal(opened)) return opened;
    const bytes = await this.read(opened.sha256);
    if (isRefusal(bytes)) return bytes;
    const text = await readDocumentText(bytes, { timeLimitMs: readingMs });
    if (isReadingRefusal(text)) {
      return outgoing.refuseOutgoing('OUTGOING.UNREADABLE_FILE', { why: text.messageVi, reason: text.code });
    }
    const report = checkLayout(text);
    return {
      name: opened.name,
      checkedAt: ctx.now().toISOString(),
      source: report.source,
      positions: report.positions,
      pages: text.pages.map(({ number, widthMm, heightMm }) => ({ number, widthMm, heightMm })),
      components: report.components.map(({ name, nameVi, isPresent }) => ({ name, nameVi, isPresent })),
      remarks: layoutRemarks(text, report),
      fields: fieldsOf(report),
    };
  }

  private async read(sha256: string): Promise<Uint8Array | Refusal> {
    try {
      return await this.files.readBytes(sha256);
    } catch (error) {
      if (error instanceof ContentMissing) return refuser(commonRefusals)('FILE.LOST');
      throw error;
    }
  }
}

const fieldsOf = ({ fields }: LayoutReport) => ({
  numberAndSymbol: fields.numberAndSymbol?.value ?? null,
  symbol: fields.symbol?.value ?? null,
  date: fields.date?.value ?? null,
  kind: fields.kind?.value ?? null,
  abstract: fields.abstract?.value ?? null,
  agency: fields.agency?.value ?? null,
  signer: fields.signer ? `${fields.signer.value.capacityLines.join(' / ')} ${fields.signer.value.name}` : null,
  recipients: [...(fields.recipients?.value ?? [])],
});
