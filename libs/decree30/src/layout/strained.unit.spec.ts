import { beforeAll, describe, expect, test } from '@jest/globals';
import { samplesByKind } from '../../test/kind-samples.js';
import { bottom, right } from '../../test/laid-out.js';
import { createdAt } from '../../test/samples.js';
import type { DocumentContent, Signer } from './document-content.js';
import { type DocumentFonts, loadTinos } from './fonts.js';
import { layOutDocument } from './lay-out-document.js';
import type { LayoutOptions, LayoutResult } from './layout-result.js';

/** Documents of all kinds with long and short parts thrown together; the seed is part of each title. */

let fonts: DocumentFonts;
beforeAll(async () => {
  fonts = await loadTinos();
});

const sentence =
  'Về việc phê duyệt kế hoạch lựa chọn nhà thầu các gói thầu thuộc dự án điều tra, đánh giá tài nguyên nước dưới đất vùng ven biển giai đoạn 2025 - 2030';
const further: Signer = {
  capacityLines: [
    'TM. ỦY BAN NHÂN DÂN',
    'KT. CHỦ TỊCH',
    'PHÓ CHỦ TỊCH PHỤ TRÁCH KHỐI NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN',
  ],
  otherTitle: 'Phó Trưởng Ban Chỉ đạo chuyển đổi số',
  name: 'Nguyễn Trần Phương Nghiêm',
};
const margins = [
  { top: 20, bottom: 20, left: 30, right: 15 },
  { top: 25, bottom: 25, left: 35, right: 20 },
] as const;

function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  next();
  return {
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    upTo: (most: number) => Math.floor(next() * (most + 1)),
    sometimes: () => next() < 0.4,
  };
}

function strained(seed: number): { content: DocumentContent; options: LayoutOptions } {
  const { pick, upTo, sometimes } = dice(seed);
  const content = pick([...samplesByKind.values()]);
  const items = () =>
    Array.from({ length: upTo(14) }, () => pick(['Một dòng.', sentence, `${sentence}; ${sentence}.`]));
  const recipients = Array.from({ length: upTo(45) }, (_, at) => `- Ủy ban nhân dân xã số ${at + 1}, tỉnh Tiền Giang;`);
  const changed = {
    ...content,
    ...(sometimes() && { abstract: `${sentence} `.repeat(1 + upTo(5)) }),
    ...(sometimes() && { superiorName: 'Bộ Nông nghiệp và Môi trường' }),
    ...(sometimes() && {
      agencyName: 'Trung tâm Quy hoạch và Điều tra tài nguyên nước quốc gia khu vực Đồng bằng sông Cửu Long',
    }),
    ...(sometimes() && { place: 'Thành phố Hồ Chí Minh' }),
    ...(sometimes() && { symbol: 'QĐ-TTQHĐTTNNQG' }),
    ...(sometimes() && { signers: [...content.signers, further] }),
    ...(sometimes() && { recipients: [...recipients, '- Lưu: VT.'] }),
    ...(sometimes() && { footer: [`Địa chỉ: ${sentence}`] }),
    ...('body' in content && sometimes() && { body: [...(content.body ?? []), ...items()] }),
    ...('paragraphs' in content && sometimes() && { paragraphs: [...content.paragraphs, ...items()] }),
    urgency: pick(['normal', 'urgent', 'very-urgent', 'express'] as const),
  } as DocumentContent;
  const options: LayoutOptions = {
    ...{ createdAt, sizes: pick(['12/13/13', '13/14/14'] as const), lineSpacing: pick([1, 1.1, 1.5]) },
    ...{ sealMm: pick([33, 36, 40]), margins: pick(margins) },
  };
  return { content: changed, options };
}

/** What is wrong with a page, in words. */
function faults({ boxes }: LayoutResult, at: (typeof margins)[number]): string[] {
  const lying = new Set(boxes.filter(({ rectMm }) => right(rectMm) > 200).map(({ page }) => page));
  const outside = boxes.flatMap(({ name, page, rectMm }) => {
    if (name === 'page-number') return [];
    const slack = name === '8' ? 5 : 0.5;
    const [width, height] = lying.has(page) ? [297, 210] : [210, 297];
    const fits =
      rectMm.x >= at.left - slack &&
      right(rectMm) <= width - at.right + slack &&
      rectMm.y >= at.top - slack &&
      bottom(rectMm) <= height - at.bottom + slack;
    return fits ? [] : [`${name} on page ${page} outside: ${JSON.stringify(rectMm)}`];
  });
  const overlapping = boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      const pair = [one.name, other.name];
      // The seal covers a third of the signature (R-ORG-04), and nothing that is printed.
      if (one.page !== other.page || (pair.includes('8') && pair.includes('7c'))) return [];
      const x = Math.min(right(one.rectMm), right(other.rectMm)) - Math.max(one.rectMm.x, other.rectMm.x);
      const y = Math.min(bottom(one.rectMm), bottom(other.rectMm)) - Math.max(one.rectMm.y, other.rectMm.y);
      return x > 0.01 && y > 0.55
        ? [`${pair.join(' × ')} on page ${one.page}: ${x.toFixed(1)} × ${y.toFixed(1)} mm`]
        : [];
    }),
  );
  const page = boxes.find(({ name }) => name === '7a')?.page;
  const alone = boxes.some((one) => one.name === '6' && one.page === page) ? [] : [`signature alone on page ${page}`];
  return [...outside, ...overlapping, ...alone];
}

describe('documents of long and short parts', () => {
  test.each(Array.from({ length: 60 }, (_, at) => at + 1))(
    'R-FMT-04: seed %d: inside the margins, nothing over anything, no signature alone',
    async (seed) => {
      const { content, options } = strained(seed);
      const result = await layOutDocument(content, fonts, options);
      expect(faults(result, options.margins as (typeof margins)[number])).toEqual([]);
    },
  );
});
