import { commonRefusals, type Refusal, refuser, signing } from '@vanthu/contracts';
import { ContentDamaged, ContentMissing, type ContentStore } from '@vanthu/files';

const refuse = refuser(commonRefusals);

/** What is to be signed. Trying again would not bring a lost or changed file back: that is an answer, not a fault. */
export async function readInput(files: ContentStore, sha256: string): Promise<Uint8Array | Refusal> {
  try {
    return await files.readBytes(sha256);
  } catch (error) {
    if (error instanceof ContentMissing) return refuse('FILE.LOST');
    if (error instanceof ContentDamaged)
      return signing.refuseSigning('SIGNING.PDF_REFUSED', { why: 'nội dung tệp đang lưu đã bị thay đổi' });
    throw error;
  }
}
