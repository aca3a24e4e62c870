import type { signing } from '@vanthu/contracts';
import type { ChainReport, SignatureReport } from '@vanthu/pades';
import { dayVi, instantVi } from './times.js';

const unknown = 'Không có trong tệp';

/** R-VER-01: the data items that checking software shows at least (Thông tư 15/2025/TT-BKHCN, functions of checking, item 4). */
export function sevenItems(signature: SignatureReport): signing.VerificationItem[] {
  const certificate = signature.signerCertificate;
  const item = (name: signing.VerificationItem['item'], labelVi: string, valueVi: string | undefined) => ({
    item: name,
    labelVi,
    valueVi: valueVi ?? unknown,
  });
  return [
    item('issuer', 'Tổ chức cấp chứng thư số', certificate && nameOf(certificate.issuer)),
    item('signer', 'Người ký', certificate && (certificate.commonName ?? certificate.subject)),
    item('managing-unit', 'Đơn vị quản lý chứng thư số', certificate && (certificate.organization ?? unknown)),
    item('signing-time', 'Thời điểm ký', signingTime(signature)),
    item('integrity', 'Tính toàn vẹn', integrityOf(signature)),
    item('validity-at-signing', 'Hiệu lực của chữ ký tại thời điểm ký', validityOf(signature)),
    item(
      'certificate-validity',
      'Thời hạn của chứng thư số',
      certificate && `Từ ${dayVi(certificate.notBefore)} đến ${dayVi(certificate.notAfter)}`,
    ),
  ];
}

/** The common name of a distinguished name as it is printed, else the whole. */
const nameOf = (distinguished: string): string =>
  /(?:^|,\s*)CN=((?:\\.|[^,\\])+)/i.exec(distinguished)?.[1]?.replace(/\\(.)/g, '$1') ?? distinguished;

function signingTime({ claimedSigningTime, provenTime }: SignatureReport): string | undefined {
  if (provenTime) return `${instantVi(provenTime)} (dấu thời gian)`;
  return claimedSigningTime && `${instantVi(claimedSigningTime)} (người ký khai, chưa có dấu thời gian)`;
}

function integrityOf({ integrity, changes }: SignatureReport): string {
  if (integrity === 'bad') return 'Không toàn vẹn, hoặc không kiểm được';
  if (changes === 'forbidden') return 'Nội dung đã ký còn nguyên, nhưng sau đó bị thêm hoặc sửa trái phép';
  if (changes === 'none') return 'Toàn vẹn: không thay đổi từ khi ký';
  return 'Toàn vẹn: sau khi ký chỉ có thay đổi được phép';
}

const revocationWords = {
  good: 'chưa bị thu hồi',
  revoked: 'đã bị thu hồi',
  unknown: 'chưa hỏi được tình trạng thu hồi',
} as const satisfies Record<ChainReport['revocation'], string>;

const validityOf = ({ chain, messageVi }: SignatureReport): string =>
  chain ? `${chainWords(chain)}; ${revocationWords[chain.revocation]}` : messageVi;

function chainWords({ indication, at, timeSource }: ChainReport): string {
  // Without a time that is proven, the certificate is judged for the day that was asked for, and says so.
  const when =
    timeSource === 'proven'
      ? 'lúc ký'
      : `vào ngày kiểm tra ${dayVi(at)} (thời điểm ký chưa có dấu thời gian chứng minh)`;
  if (indication === 'PASSED') return `Chứng thư số có hiệu lực ${when}, chuỗi dựng được tới gốc tin cậy`;
  return 'Chưa xác nhận được chứng thư số có hiệu lực lúc ký';
}
