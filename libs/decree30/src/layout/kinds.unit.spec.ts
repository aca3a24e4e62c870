import { describe, expect, test } from '@jest/globals';
import { bottom, box, boxes, layOut, layOutSample, right, sample } from '../../test/laid-out.js';
import { type Bitmap, render, testWith, words } from '../../test/poppler.js';
import { formOfKind } from '../vocabulary/form-of-kind.js';
import { type KindCode, kindByCode, kinds } from '../vocabulary/kinds.js';
import type { DocumentContent, GeneralContent } from './document-content.js';
import { LayoutError } from './layout-result.js';

const allKinds = kinds.map(({ code }) => code);
const extraction = testWith('pdftotext');
const rendering = testWith('pdftoppm');

describe('every kind of Art. 7', () => {
  test.each(allKinds)('R-FMT-01: everything of %s lies inside the margins of its page', async (kind) => {
    const result = await layOutSample(kind);
    const outside = result.boxes.flatMap(({ name, page, rectMm }) => {
      if (name === 'page-number') return [];
      const slack = name === '8' ? 5 : 0.5;
      const wide = right(rectMm) > 195 + slack;
      const [paperRight, paperBottom] = wide ? [282, 190] : [195, 277];
      const fits =
        rectMm.x >= 30 - slack &&
        right(rectMm) <= paperRight + slack &&
        rectMm.y >= 20 - slack &&
        bottom(rectMm) <= paperBottom + slack;
      return fits ? [] : [`${name} on page ${page}: ${JSON.stringify(rectMm)}`];
    });
    expect(outside).toEqual([]);
  });

  test.each(allKinds)('R-FMT-04: no two boxes of %s overlap, but for the seal', async (kind) => {
    const result = await layOutSample(kind);
    const overlapping = result.boxes.flatMap((one, at) =>
      result.boxes.slice(at + 1).flatMap((other) => {
        if (one.page !== other.page || one.name === '8' || other.name === '8') return [];
        const [a, b] = [one.rectMm, other.rectMm];
        const x = Math.min(right(a), right(b)) - Math.max(a.x, b.x);
        const y = Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
        return x > 0.01 && y > 0.5 ? [`${one.name} × ${other.name}: ${x.toFixed(1)} × ${y.toFixed(1)} mm`] : [];
      }),
    );
    expect(overlapping).toEqual([]);
  });

  extraction('R-DRF-02: each is printed with its name, but công văn, which has none', async () => {
    for (const kind of allKinds) {
      const text = words((await layOutSample(kind)).pdf);
      const name = kindByCode(kind).nameVi.toLocaleUpperCase('vi');
      expect({ kind, named: text.includes(name) }).toEqual({ kind, named: kind !== 'cong-van' });
      expect({ kind, ends: text.match(/\.\/\./g)?.length }).toEqual({ kind, ends: 1 });
      expect({ kind, composed: text === text.normalize('NFC') }).toEqual({ kind, composed: true });
    }
  });

  test('R-DRF-02: templates of Annex III are named, kinds without one are our proposal', () => {
    const ours = allKinds.filter((kind) => formOfKind(kind).template === null);
    expect(ours).toEqual(['hop-dong', 'ban-ghi-nho', 'ban-thoa-thuan', 'thu-cong']);
    expect(new Set(allKinds.map((kind) => formOfKind(kind).template ?? '')).size).toBe(10);
    for (const kind of ours) expect(formOfKind(kind).form).toBe('general');
  });

  rendering('R-FMT-04: what the boxes say is drawn, and where signatures will stand nothing is', async () => {
    for (const kind of allKinds) {
      const result = await layOutSample(kind);
      const pictures = new Map<number, Bitmap>();
      const picture = (page: number) => {
        const shown = pictures.get(page) ?? render(result.pdf, page, 50);
        pictures.set(page, shown);
        return shown;
      };
      for (const name of ['1', '2', '6'] as const)
        expect({ kind, name, drawn: picture(1).ink(box(result, name)) > 0.02 }).toEqual({ kind, name, drawn: true });
      for (const { page, rectMm } of boxes(result, '7c')) {
        const ink = picture(page).ink({ ...rectMm, y: rectMm.y + 1, height: rectMm.height - 2 });
        expect({ kind, ink }).toEqual({ kind, ink: 0 });
      }
    }
  });
});

describe('long names', () => {
  const strained = (kind: KindCode): DocumentContent => ({
    ...sample(kind),
    superiorName: 'Bộ Nông nghiệp và Môi trường',
    agencyName: 'Trung tâm Quy hoạch và Điều tra tài nguyên nước quốc gia khu vực Đồng bằng sông Cửu Long',
    symbol: 'QĐ-TTQHĐTTNNQG',
    place: 'Thành phố Hồ Chí Minh',
    abstract: `Về việc phê duyệt ${'kế hoạch lựa chọn nhà thầu các gói thầu thuộc dự án điều tra tài nguyên nước, '.repeat(kind === 'cong-van' ? 3 : 11)}`,
  });
  const widest = { top: 25, bottom: 25, left: 35, right: 20 };

  test.each(['quyet-dinh', 'bao-cao', 'cong-van', 'bien-ban'] as const)(
    'R-FMT-04: a very long abstract (900 characters, in a công văn 250), a long symbol and a long place leave number and date of %s apart',
    async (kind) => {
      for (const options of [
        {},
        { margins: widest },
        { margins: widest, sizes: '12/13/13', lineSpacing: 1.5 },
      ] as const) {
        const result = await layOut(strained(kind), options);
        const number = box(result, '3');
        if (kind !== 'bien-ban') {
          const date = box(result, '4');
          expect(date.x >= right(number) || date.y >= bottom(number) - 0.5).toBe(true);
          expect(right(date)).toBeLessThanOrEqual(190 + ('margins' in options ? 0.1 : 5.1));
        }
        expect(number.x).toBeGreaterThanOrEqual('margins' in options ? 34 : 29);
        const head = bottom(box(result, kind === 'cong-van' ? '5b' : '5a', kind === 'cong-van' ? 0 : 1));
        expect(box(result, kind === 'cong-van' || kind === 'bao-cao' ? '9a' : '6').y).toBeGreaterThan(head);
      }
    },
  );
});

describe('minutes', () => {
  test('R-FMT-04: no place and date in the head, so no field for the date; the number is there', async () => {
    const result = await layOutSample('bien-ban');
    expect(result.fields.map(({ name }) => name)).toEqual([
      'so_van_ban',
      'ky_ca_nhan_1',
      'ky_ca_nhan_2',
      'ky_co_quan_1',
    ]);
    expect(boxes(result, '4')).toEqual([]);
  });

  test('R-SIG-11: the secretary signs on the left, the chair level with him on the right, the seal beside the chair', async () => {
    const result = await layOutSample('bien-ban');
    const [secretary, chair] = [box(result, '7c', 0), box(result, '7c', 1)];
    expect(right(secretary)).toBeLessThan(chair.x);
    expect(secretary.y).toBeCloseTo(chair.y, 2);
    expect(right(box(result, '8'))).toBeCloseTo(chair.x + chair.width / 3, 2);
    const field = (name: string) => result.fields.find((one) => one.name === name)?.rectMm;
    expect(field('ky_ca_nhan_1')).toEqual(secretary);
    expect(field('ky_ca_nhan_2')).toEqual(chair);
  });

  test('R-SIG-11: signatures beside each other are level though one title has more lines', async () => {
    const result = await layOutSample('hop-dong');
    expect(box(result, '7a', 0).height).not.toBeCloseTo(box(result, '7a', 1).height, 0);
    expect(box(result, '7c', 0).y).toBeCloseTo(box(result, '7c', 1).y, 2);
  });

  test('one signer alone is refused with a sentence', async () => {
    const minutes = sample('bien-ban');
    const alone = { ...minutes, signers: [minutes.signers[0]] } as unknown as DocumentContent;
    const refused = await layOut(alone).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LayoutError);
    expect((refused as LayoutError).problems).toEqual(['Biên bản cần thư ký và chủ tọa ký.']);
  });
});

describe('the words of the templates', () => {
  const texts: [KindCode, string[]][] = [
    ['nghi-quyet', ['QUYẾT NGHỊ:', 'Điều 1. Mục tiêu', 'Xét Tờ trình số 45/TTr-UBND']],
    ['to-trinh', ['Kính gửi: - Ủy ban nhân dân tỉnh Đồng Tháp;', '1. Sự cần thiết', '- Như trên;']],
    ['cong-dien', ['CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN CHÂU MINH điện:', 'HỎA TỐC']],
    [
      'giay-moi',
      ['trân trọng kính mời:', 'Tới dự: Hội nghị', 'Chủ trì: Bà', 'Thời gian: 08 giờ 00', 'Địa điểm: Hội trường'],
    ],
    ['giay-gioi-thieu', ['trân trọng giới thiệu:', 'Được cử đến:', 'có giá trị đến hết ngày 31 tháng 3 năm 2023./.']],
    [
      'bien-ban',
      [
        'Thời gian bắt đầu: 08 giờ 00',
        'Thư ký (người ghi biên bản):',
        'kết thúc vào 11 giờ 30',
        '- Lưu: VT, NV, Hồ sơ.',
      ],
    ],
    ['giay-nghi-phep', ['kể từ ngày 13 tháng 02 năm 2023 đến hết ngày 17 tháng 02 năm 2023', 'Xác nhận của cơ quan']],
  ];
  for (const [kind, expected] of texts) {
    extraction(`R-FMT-04: ${kind} reads as its template`, async () => {
      const text = words((await layOutSample(kind)).pdf);
      expect(expected.filter((line) => !text.includes(line))).toEqual([]);
    });
  }

  extraction('R-FMT-04: giấy giới thiệu and giấy nghỉ phép print no abstract', async () => {
    for (const kind of ['giay-gioi-thieu', 'giay-nghi-phep'] as const) {
      const content = sample(kind);
      expect(words((await layOut(content)).pdf)).not.toContain(content.abstract);
    }
  });

  test('R-FMT-06: a tờ trình without addressee is refused, a báo cáo is not', async () => {
    const submission = sample('to-trinh') as GeneralContent;
    await expect(layOut({ ...submission, addressees: [] })).rejects.toThrow(LayoutError);
    const report = await layOut({ ...(sample('bao-cao') as GeneralContent), addressees: [] });
    expect(boxes(report, '9a')).toEqual([]);
  });
});
