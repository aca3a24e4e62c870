import { describe, expect, it } from '@jest/globals';
import type { signing } from '@vanthu/contracts';
import { loadTinos } from '@vanthu/decree30';
import { inspectPdf, type Report, type SignatureReport } from '@vanthu/pades';
import { describeVerified, renderReportHtml, renderReportPdf } from '../src/index.js';

const at = '2026-11-23T02:00:00.000Z';
const hostileName = `<script>alert(1)</script>${'x'.repeat(10_000)}`;

const signature = (more: Partial<SignatureReport> = {}): SignatureReport => ({
  field: 'ky_ca_nhan_1',
  revision: { index: 1, length: 20_000 },
  covers: 'revision',
  integrity: 'ok',
  integrityReasons: [],
  subFilter: 'ETSI.CAdES.detached',
  signerCertificate: undefined,
  enrolment: undefined,
  chain: undefined,
  changes: 'none',
  changesExplained: [],
  indication: 'INDETERMINATE',
  subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
  level: 'none',
  certificationLevel: undefined,
  locks: undefined,
  claimedSigningTime: undefined,
  provenTime: undefined,
  timestamp: undefined,
  isPublicService: false,
  reason: undefined,
  remarks: [],
  messageVi: 'Chưa đủ căn cứ: không có chứng thư số của người ký.',
  ...more,
});

function viewOf(signatures: readonly SignatureReport[]): signing.VerificationView {
  const report: Report = {
    ...{ answer: 'chưa đủ căn cứ', messageVi: 'Chưa đủ căn cứ.', signatures, documentTimestamps: [], marks: [] },
    ...{ revisions: [], problem: undefined },
  };
  const places = {
    fields: { ky_ca_nhan_1: { page: 1, rect: [10, 20, 30, 40] as [number, number, number, number] } },
    objects: { 7: { page: 2, rect: [1, 2, 3, 4] as [number, number, number, number] } },
  };
  const verified = { sha256: 'ab'.repeat(32), bytes: 20_000, report, places, isLocked: false, evidence: null };
  return describeVerified(verified, { judgedFor: at, policy: 'cong-vu' });
}

const change = (object: number, text: string, level: 'form' | 'forbidden' | 'lta' = 'forbidden', field?: string) => ({
  ...{ revision: 2, object, rule: 'unexplained', level, text },
  ...(field === undefined ? {} : { field }),
});

describe('a report', () => {
  it('R-VER-01: names what is not in the file instead of leaving it out', () => {
    const [one] = viewOf([signature()]).signatures;
    expect(one?.items.map(({ item }) => item)).toEqual([
      ...['issuer', 'signer', 'managing-unit', 'signing-time', 'integrity'],
      ...['validity-at-signing', 'certificate-validity'],
    ]);
    expect(one?.items[0]?.valueVi).toBe('Không có trong tệp');
    expect(one?.place).toEqual({ page: 1, rect: [10, 20, 30, 40] });
  });

  it('tells grave changes first, each once, with the place that it can point at', () => {
    const [one] = viewOf([
      signature({
        changesExplained: [
          change(3, 'Trang nhận ô chữ ký mới', 'lta'),
          change(5, 'Ký vào ô ky_ca_nhan_1', 'form', 'ky_ca_nhan_1'),
          change(4, 'Nội dung bị thay đổi'),
          change(6, 'Nội dung bị thay đổi'),
          change(7, 'Thêm chú thích'),
        ],
      }),
    ]).signatures;
    expect(one?.changes.map(({ textVi, place }) => [textVi, place?.page])).toEqual([
      ['Thêm chú thích', 2],
      ['Nội dung bị thay đổi', undefined],
      ['Ký vào ô ky_ca_nhan_1', 1],
      ['Trang nhận ô chữ ký mới', undefined],
    ]);
  });

  it('of a file made to be long stays short, and says how much it leaves out', () => {
    const changes = Array.from({ length: 500 }, (_, i) => change(i + 100, `${hostileName} ${i}`.slice(-200)));
    const many = Array.from({ length: 1_000 }, () => signature({ field: hostileName, changesExplained: changes }));
    const view = viewOf(many);
    expect(view.signatures).toHaveLength(60);
    expect(view.moreSignatures).toBe(940);
    expect(view.signatures[0]?.moreChanges).toBe(470);
    expect(JSON.stringify(view).length).toBeLessThan(500_000);
  });

  it('as HTML has no markup of the file in it, and refers to nothing outside', () => {
    const html = renderReportHtml(hostileName, viewOf([signature({ field: hostileName })]), at);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/\b(src|href)=|url\(|https?:/);
    expect(html).toContain('CHƯA ĐỦ CĂN CỨ');
  });

  it('as PDF prints whatever names files bear, over as many pages as it takes', async () => {
    const signatures = Array.from({ length: 6 }, () => signature({ remarks: ['漢字 và 😀', 'x'.repeat(400)] }));
    const pdf = await renderReportPdf(await loadTinos(), hostileName.slice(0, 300), viewOf(signatures), at);
    expect(inspectPdf(pdf)).toMatchObject({ isReadable: true, damaged: false, hasScripts: false });
    expect(inspectPdf(pdf).pages).toBeGreaterThan(1);
  });
});
