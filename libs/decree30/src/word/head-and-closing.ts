import { AlignmentType, Paragraph, type Table } from 'docx';
import type { DocumentContent } from '../layout/document-content.js';
import { motto, nationalName } from '../layout/head.js';
import { annexI, type Style, toMm } from '../layout/style.js';
import { capitals, type Measure, wordsOf } from '../layout/text.js';
import { kindByCode } from '../vocabulary/kinds.js';
import { urgencyByCode } from '../vocabulary/urgency.js';
import { centred, columns, ruled, run, tight } from './paragraphs.js';

const headColumns = [65, 100] as const;
const closingColumns = [80, 85] as const;
const share = (annexI.underAgency[0] + annexI.underAgency[1]) / 2;
/** Room for a number of four digits, and between the words of a date. */
const room = '\u00a0'.repeat(8);

/** Boxes 1 and 2, also on top of a document that is issued with this one. */
function namesOf(style: Style, measure: Measure, content: DocumentContent): readonly [Paragraph[], Paragraph[]] {
  const { sizes } = style;
  const lines = (name: string | readonly string[] | null, face: 'regular' | 'bold', width: number) =>
    [name ?? []]
      .flat()
      .flatMap((line) => measure.balanced(wordsOf(capitals(line), face), sizes.agency, (width * 72) / 25.4));
  const own = lines(content.agencyName, 'bold', headColumns[0] - 2);
  const widest = toMm(Math.max(...own.map((line) => line.width)));
  const text = (line: (typeof own)[number]) => line.words.map((word) => word.text).join(' ');
  const left = [
    ...lines(content.superiorName, 'regular', headColumns[0] - 2).map((line) =>
      centred(text(line), 'regular', sizes.agency),
    ),
    ...own.map((line) => centred(text(line), 'bold', sizes.agency)),
    ruled(headColumns[0], widest * share),
  ];
  const mottoMm = toMm(measure.width(motto, 'bold', sizes.tieuNgu));
  const right = [
    centred(nationalName, 'bold', sizes.quocHieu),
    centred(motto, 'bold', sizes.tieuNgu),
    ruled(headColumns[1], mottoMm),
  ];
  return [left, right];
}

export const annexHeadOf = (style: Style, measure: Measure, content: DocumentContent): Table =>
  columns(headColumns, [namesOf(style, measure, content)]);

/** Boxes 1 to 5b as a table of two columns. */
export function headOf(style: Style, measure: Measure, content: DocumentContent): Table {
  const { sizes } = style;
  const dated = content.kind !== 'bien-ban';
  const date = `${content.place}, ngày${room.slice(0, 6)}tháng${room.slice(0, 6)}năm${room}`;
  const number = [
    centred(`Số:${room}/${content.symbol}`, 'regular', sizes.number, { spacing: { ...tight, before: 60 } }),
  ];
  const below = content.kind === 'cong-van' ? abstractOfLetter(style, measure, content.abstract) : [];
  return columns(headColumns, [
    namesOf(style, measure, content),
    [[...number, ...below], dated ? [centred(date, 'italic', sizes.date, { spacing: { ...tight, before: 60 } })] : []],
  ]);
}

function abstractOfLetter(style: Style, measure: Measure, abstract: string): Paragraph[] {
  const size = style.sizes.letterAbstract;
  const words = wordsOf(`V/v ${abstract}`, 'regular');
  const broken = measure.balanced(words, size, ((headColumns[0] - 4) * 72) / 25.4);
  return broken.map((line, index) =>
    centred(line.words.map((word) => word.text).join(' '), 'regular', size, {
      spacing: { ...tight, before: index === 0 ? 120 : 0 },
    }),
  );
}

const withoutAbstract = new Set(['giay-gioi-thieu', 'giay-nghi-phep']);

/** Boxes 10b and 5a. */
export function titleOf(style: Style, measure: Measure, content: DocumentContent): Paragraph[] {
  const { sizes } = style;
  const { stamp } = urgencyByCode(content.urgency);
  const stamped = stamp
    ? [
        new Paragraph({
          spacing: { ...tight, before: 120 },
          children: [
            run(`\u00a0${stamp.text}\u00a0`, 'bold', sizes.stamp, {
              color: 'FF0000',
              border: { style: 'single', size: 8, color: 'FF0000', space: 1 },
            }),
          ],
        }),
      ]
    : [];
  if (content.kind === 'cong-van') return stamped;
  const widthMm = toMm(style.right - style.left);
  const name = centred(capitals(kindByCode(content.kind).nameVi), 'bold', sizes.kind, {
    spacing: { ...tight, before: 240 },
  });
  if (withoutAbstract.has(content.kind)) return [...stamped, name];
  const lines = measure.balanced(wordsOf(content.abstract, 'bold'), sizes.abstract, style.right - style.left - 57);
  const widest = toMm(Math.max(...lines.map((line) => line.width)));
  return [
    ...stamped,
    name,
    ...lines.map((line) => centred(line.words.map((word) => word.text).join(' '), 'bold', sizes.abstract)),
    ruled(widthMm, widest * share),
  ];
}

/** Boxes 7 and 9b: Nơi nhận on the left, level with the last signer on the right; earlier signers in rows above. */
export function closingOf(style: Style, content: DocumentContent): Table {
  const { sizes } = style;
  const signature = Array.from({ length: 5 }, () => centred('', 'regular', sizes.capacity));
  const block = (signer: DocumentContent['signers'][number]) => [
    ...signer.capacityLines.map((line) => centred(capitals(line), 'bold', sizes.capacity)),
    ...signature,
    ...(signer.otherTitle ? [centred(signer.otherTitle, 'bold', sizes.capacity)] : []),
    centred(signer.name, 'bold', sizes.capacity),
  ];
  const left = (text: string, size: number, face: 'regular' | 'boldItalic') =>
    new Paragraph({ alignment: AlignmentType.LEFT, spacing: tight, children: [run(text, face, size)] });
  const list = [
    left('Nơi nhận:', sizes.recipientsLabel, 'boldItalic'),
    ...content.recipients.map((line) => left(line, sizes.recipients, 'regular')),
  ];
  const [first, ...rest] = content.signers;
  const second = rest[0];
  if (second === undefined) return columns(closingColumns, [[list, block(first)]]);
  const rows: [Paragraph[], Paragraph[]][] = [[block(first), block(second)]];
  for (let index = 1; index < rest.length; index += 2) {
    const [one, other] = [rest[index], rest[index + 1]];
    if (one && other) rows.push([block(one), block(other)]);
    else if (one) rows.push([list, block(one)]);
  }
  return columns(closingColumns, content.signers.length % 2 === 1 ? rows : [...rows, [list, []]]);
}
