import { type Refusal, signing } from '@vanthu/contracts';
import { type EncodedImage, encodePng, PngError } from '@vanthu/pades';
import type { KeyRow } from './key.store.js';

/** Hand signature or seal of the owner, as it is written into PDFs. */
export function encodedImage({ image_png: png }: Pick<KeyRow, 'image_png'>): EncodedImage | Refusal | null {
  if (png === null) return null;
  try {
    return encodePng(png);
  } catch (error) {
    if (!(error instanceof PngError)) throw error;
    return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'hình chữ ký hoặc con dấu không dùng được' });
  }
}
