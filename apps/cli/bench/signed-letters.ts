import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type DocumentContent, layOutDocument, loadTinos } from '@vanthu/decree30';
import { type EncodedImage, isRefusal, type SignOptions, signPdf } from '@vanthu/pades';
import type { Issued } from '@vanthu/testpki';

export interface Hands {
  readonly person: Issued;
  readonly organisation: Issued;
}

const content: DocumentContent = {
  ...{ kind: 'cong-van', superiorName: null, agencyName: ['Sở Tài chính'], symbol: 'STC-NS', place: 'Tiền Giang' },
  ...{ abstract: 'dự toán ngân sách', addressees: ['Ủy ban nhân dân xã Vĩnh Bình'], urgency: 'normal' },
  paragraphs: Array.from({ length: 12 }, (_, i) => `${i + 1}. Sở Tài chính đề nghị lập dự toán theo mẫu kèm theo.`),
  signers: [{ capacityLines: ['GIÁM ĐỐC'], name: 'Đỗ Văn Ký' }],
  recipients: ['- Như trên;', '- Lưu: VT.'],
};

/**
 * Makes files of one letter, each signed anew: by the person, then with number, date and a seal by the organisation. The picture of
 * the seal brings them to about `bytes`.
 */
export async function letterSigner({ person, organisation }: Hands, bytes: number): Promise<() => Promise<Uint8Array>> {
  const blank = (await layOutDocument(content, await loadTinos(), { createdAt: new Date() })).pdf;
  const sign = async (pdf: Uint8Array, own: Omit<SignOptions, 'at'>, hand: Issued) => {
    const at = new Date();
    const signed = await signPdf(pdf, { ...own, claimedSigningTime: at, at }, hand.keyProvider());
    if (isRefusal(signed)) throw new Error(signed.message);
    return signed.pdf;
  };
  const signOnce = async (png: EncodedImage) => {
    const fill = [
      { field: 'so_van_ban', value: '12' },
      { field: 'ngay_ban_hanh', value: 'ngày 10 tháng 3 năm 2026' },
    ];
    const first = await sign(blank, { fieldName: 'ky_ca_nhan_1', name: 'Đỗ Văn Ký' }, person);
    const appearance = { kind: 'image', png } as const;
    return sign(first, { fieldName: 'ky_co_quan_1', name: 'Sở Tài chính', fill, appearance }, organisation);
  };
  const room = bytes - (await signOnce(dots(1))).length;
  const seal = dots(Math.max(20, Math.floor(Math.sqrt(Math.max(0, room) / 3))));
  return () => signOnce(seal);
}

/** A square that nothing makes smaller. */
const dots = (side: number): EncodedImage => ({
  ...{ kind: 'encoded-image', width: side, height: side, rgb: deflateSync(randomBytes(3 * side * side)) },
  alpha: undefined,
});
