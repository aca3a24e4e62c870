import { commonRefusals, type Refusal, refuser } from '@vanthu/contracts';
import { inspectPdf } from '@vanthu/pades';

const refuse = refuser(commonRefusals);

/** Why a file is not received, or `null`. Whatever the bytes are, they neither throw nor run. */
export function refusalOfUpload(bytes: Uint8Array): Refusal | null {
  if (bytes.length === 0) return refuse('FILE.EMPTY');
  const found = inspectPdf(bytes);
  if (found.encrypted || found.reasons.includes('PDF.ENCRYPTED')) return refuse('FILE.ENCRYPTED');
  if (found.reasons.includes('PDF.NOT_A_PDF')) return refuse('FILE.NOT_PDF');
  if (!found.isReadable || found.truncated) return refuse('FILE.TRUNCATED');
  const active = [
    ...(found.hasScripts ? ['mã lệnh'] : []),
    ...(found.hasLaunchActions ? ['lệnh mở chương trình hoặc tệp khác'] : []),
    ...(found.hasXfa ? ['biểu mẫu XFA'] : []),
  ];
  return active.length > 0 ? refuse('FILE.ACTIVE_CONTENT', { what: active.join(', ') }) : null;
}
