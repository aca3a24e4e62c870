import { Injectable } from '@nestjs/common';
import { commonRefusals, isRefusal, type Refusal, refuser } from '@vanthu/contracts';
import { ContentMissing, ContentStore, FileTickets } from '@vanthu/files';
import { inspectPdf, type PdfInspection } from '@vanthu/pades';
import type { AttachedFile, StoredFile } from '../domain/outgoing-document.js';

type Uploader = Parameters<FileTickets['open']>[1];

/** An upload that may be signed by the organisation. */
export interface PreparedPdf {
  readonly file: StoredFile & Pick<AttachedFile, 'pages'>;
  readonly inspection: PdfInspection;
  readonly bytes: Uint8Array;
}

/**
 * Takes an uploaded PDF that the organisation will sign with a text mark at the top right of page 1 (R-ORG-06, R-CPY-03). Whatever
 * could make signing fail after the number has been given is refused here (design §5.4), and so are scripts, actions that reach
 * outside, XFA and encryption (design §5.2), and forms: filling them in would not count as a change.
 */
@Injectable()
export class UploadedPdf {
  constructor(
    private readonly tickets: FileTickets,
    private readonly files: ContentStore,
  ) {}

  async prepare(ticket: string, uploader: Uploader): Promise<PreparedPdf | { readonly why: string } | Refusal> {
    const opened = await this.tickets.open(ticket, uploader);
    if (isRefusal(opened)) return opened;
    const bytes = await this.read(opened.sha256);
    if (isRefusal(bytes)) return bytes;
    const inspection = inspectPdf(bytes);
    const why = pdfProblem(inspection);
    if (why !== null) return { why };
    const kept = await this.files.keep(opened);
    if (isRefusal(kept)) return kept;
    const { sha256, name } = opened;
    return { file: { sha256, bytes: bytes.length, name, pages: inspection.pages }, inspection, bytes };
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

/** Why a PDF cannot be signed by anybody here, in words; null: it can. */
export function structureProblem(found: PdfInspection): string | null {
  if (found.encrypted) return 'tệp PDF đặt mật khẩu';
  if (!found.isReadable || found.damaged || found.truncated) return 'tệp không phải PDF hoặc bị hỏng';
  if (found.hasScripts) return 'tệp PDF chứa mã lệnh';
  if (found.hasLaunchActions || found.hasXfa) return 'tệp PDF chứa nội dung động';
  return found.firstPage === undefined ? 'tệp không có trang nào' : null;
}

/** Why a PDF of others cannot be what is signed here first, in words; null: it can. */
export function pdfProblem(found: PdfInspection): string | null {
  const unfit = structureProblem(found);
  if (unfit !== null) return unfit;
  if (found.signatureFields.some(({ isSigned }) => isSigned)) {
    return 'tệp đã có chữ ký số; hãy gửi tệp đó như một văn bản riêng';
  }
  if (found.signatureFields.length + found.textFields.length + found.otherFields > 0)
    return 'tệp còn biểu mẫu để điền; hãy in ra PDF phẳng';
  return null;
}
