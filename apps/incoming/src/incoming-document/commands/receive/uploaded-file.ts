import { Injectable } from '@nestjs/common';
import { commonRefusals, isRefusal, type Refusal, refuser } from '@vanthu/contracts';
import { ContentMissing, ContentStore, type FileTicket, FileTickets } from '@vanthu/files';
import { refusalOfUpload } from '../../domain/judge-upload.js';

type Whose = { readonly personId: string; readonly agencyId: string };

/** The file behind a ticket, judged; what cannot be a document is refused and not kept (Art. 21). */
@Injectable()
export class UploadedFile {
  constructor(
    private readonly tickets: FileTickets,
    private readonly content: ContentStore,
  ) {}

  /** The bytes with their ticket. Not kept yet. */
  async open(ticket: string, actor: Whose): Promise<{ ticket: FileTicket; bytes: Uint8Array } | Refusal> {
    const opened = await this.tickets.open(ticket, actor);
    if (isRefusal(opened)) return opened;
    const bytes = await this.read(opened.sha256);
    if (isRefusal(bytes)) return bytes;
    return refusalOfUpload(bytes) ?? { ticket: opened, bytes };
  }

  /** Kept before the commit: a content without a row is only room lost, a row without a content would be a document lost. */
  async keep(opened: FileTicket): Promise<FileTicket | Refusal> {
    const kept = await this.content.keep(opened);
    return isRefusal(kept) ? kept : { ...opened, bytes: kept.bytes, mediaType: 'application/pdf' };
  }

  private async read(sha256: string): Promise<Uint8Array | Refusal> {
    try {
      return await this.content.readBytes(sha256);
    } catch (error) {
      if (error instanceof ContentMissing) return refuser(commonRefusals)('FILE.LOST');
      throw error;
    }
  }
}
