import { layOutReport, loadTinos, printShortDate } from '@vanthu/decree30';
import { COMMITTEE } from '../district/agencies.js';
import { at, PERIOD, REPORT_DAY } from '../plan/days.js';
import type { World } from '../replay/world.js';
import type { Figures } from './figures.js';

const whole = new Intl.NumberFormat('vi-VN');

/** One page: how much is signed, in the sentence of the statistics, and which documents lack a signature. */
export async function reportPdf(world: World, figures: Figures): Promise<Uint8Array> {
  const { coverage, volumes, lacking } = figures;
  const { pdf } = await layOutReport(
    {
      agencyName: world.district.agencies.get(COMMITTEE)?.name ?? null,
      title: 'Báo cáo tỷ lệ văn bản được ký số',
      subtitle: `Kỳ báo cáo từ ngày ${printShortDate(PERIOD.from)} đến ngày ${printShortDate(PERIOD.to)}`,
      sentences: [
        coverage.sentenceVi,
        `Văn bản đến đã vào sổ: ${whole.format(figures.incoming)}; trả lại nơi gửi: ${whole.format(volumes.incomingReturned)}; đã giải quyết xong: ${whole.format(volumes.incomingCompleted)}, trong đó quá hạn: ${whole.format(volumes.completedLate)}.`,
      ],
      tables: [
        {
          caption: `${whole.format(lacking.length)} văn bản chưa có đủ chữ ký số của cá nhân và cơ quan`,
          table: {
            columns: [
              { heading: 'Số, ký hiệu', width: 16 },
              { heading: 'Ngày phát hành', width: 13, align: 'centre' },
              { heading: 'Trích yếu nội dung', width: 36 },
              { heading: 'Người ký', width: 16 },
              { heading: 'Lý do', width: 25 },
            ],
            rows: lacking.map((one) => [
              one.numberAndSymbol,
              printShortDate(one.issuedOn as Parameters<typeof printShortDate>[0]),
              one.abstract,
              one.signerName,
              one.reasonVi,
            ]),
          },
        },
      ],
    },
    await loadTinos(),
    { createdAt: new Date(at(REPORT_DAY, 9 * 60)) },
  );
  return pdf;
}
