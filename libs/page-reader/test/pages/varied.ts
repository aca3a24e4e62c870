import type { Grid, Look, Par, Piece } from './write-docx.js';

/** What stands on a page, and the page: heads, titles and closings in the ways that agencies write them. */

export interface Expected {
  readonly agency: string;
  readonly parentAgency: string | null;
  readonly number: number | null;
  readonly symbol: string;
  readonly place: string;
  readonly date: string | null;
  readonly kind: string;
  readonly abstract: string;
  readonly capacityLines: readonly string[];
  readonly signerName: string;
  readonly recipients: readonly string[];
  readonly urgency: string | null;
}

export interface Varied {
  readonly name: string;
  readonly pieces: readonly Piece[];
  readonly expected: Expected;
}

export interface Words {
  readonly agencies: readonly (readonly [readonly string[], readonly string[], string, string])[];
  readonly abstracts: readonly string[];
  readonly signers: readonly (readonly [readonly string[], string, string])[];
  readonly recipients: readonly string[];
  readonly body: readonly string[];
}

/** Kind, abbreviation. */
const kinds = [
  ['quyet-dinh', 'QUYẾT ĐỊNH', 'QĐ'],
  ['bao-cao', 'BÁO CÁO', 'BC'],
  ['to-trinh', 'TỜ TRÌNH', 'TTr'],
  ['thong-bao', 'THÔNG BÁO', 'TB'],
  ['ke-hoach', 'KẾ HOẠCH', 'KH'],
  ['cong-van', '', ''],
  ['chi-thi', 'CHỈ THỊ', 'CT'],
  ['giay-moi', 'GIẤY MỜI', 'GM'],
  ['huong-dan', 'HƯỚNG DẪN', 'HD'],
  ['cong-van', '', ''],
] as const;

const stamps = [null, null, null, ['urgent', 'KHẨN'], null, ['express', 'HỎA TỐC']] as const;

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const par = (text: string, look: Look = {}, more: Partial<Par> = {}): Par => ({ runs: [[text, look]], ...more });
const centre = (text: string, look: Look = {}, more: Partial<Par> = {}): Par =>
  par(text, look, { align: 'center', ...more });

export function varied(index: number, seed: number, words: Words): Varied {
  const roll = random(seed * 1_000 + index);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const [kind, title, abbreviation] = kinds[index % kinds.length] as (typeof kinds)[number];
  const [parent, own, agencyShort, place] = pick(words.agencies);
  const abstract = pick(words.abstracts);
  const [capacityLines, name, rank] = pick(words.signers);
  const stamp = stamps[index % stamps.length] ?? null;
  const small = roll(2) === 0;
  const size = small ? { nation: 12, motto: 13, agency: 12 } : { nation: 13, motto: 14, agency: 13 };
  const number = roll(4) === 0 ? null : 1 + roll(3_000);
  const [day, month, year] = [1 + roll(28), 1 + roll(12), 2021 + roll(5)];
  const isDated = number !== null;
  const symbol = kind === 'cong-van' ? `${agencyShort}-VP` : `${abbreviation}-${agencyShort}`;
  const two = (one: number) => String(one).padStart(2, '0');
  const printedNumber =
    number === null ? pick(['        ', '…… ', '       ']) : number < 10 ? two(number) : String(number);
  const numberLine = `Số:${pick([' ', ' ', '  '])}${printedNumber}/${symbol}`;
  const printedDate = isDated
    ? `ngày ${two(day)} tháng ${month < 3 ? two(month) : month} năm ${year}`
    : pick([`ngày      tháng     năm ${year}`, `ngày …… tháng …… năm ${year}`]);
  const placeLine = `${place}, ${printedDate}`;
  const letterLine = `V/v ${abstract}`;
  const parentLook = { size: size.agency, bold: roll(6) === 0 };
  const head = roll(3) === 0 ? tabbed() : tabled();
  const decomposed = roll(5) === 0;

  function tabled(): Piece[] {
    const left = [
      ...parent.map((line) => centre(line, { ...parentLook, bold: false })),
      ...own.map((line, at) =>
        centre(line, { size: size.agency, bold: true, underline: at === own.length - 1 && roll(2) === 0 }),
      ),
    ];
    const right = [
      centre('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: size.nation, bold: true }),
      centre('Độc lập - Tự do - Hạnh phúc', { size: size.motto, bold: true, underline: roll(2) === 0 }),
    ];
    const below = kind === 'cong-van' ? [centre(letterLine, { size: 12 }, { before: 6 })] : [];
    const rows: Grid['rows'] = [
      [left, right],
      [
        [centre(numberLine, { size: 13 }, { before: 4 }), ...below],
        [centre(placeLine, { size: 13, italic: true }, { before: 4 })],
      ],
    ];
    return [{ widthsMm: [66, 98], rows }];
  }

  function tabbed(): Piece[] {
    const tabs = [33, 114];
    const lines = [...parent.map((line) => [line, false] as const), ...own.map((line) => [line, true] as const)];
    const nation = [
      ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size.nation],
      ['Độc lập - Tự do - Hạnh phúc', size.motto],
    ] as const;
    const count = Math.max(lines.length, 2);
    const rows = Array.from({ length: count }, (_, at): Par => {
      const [left, right] = [lines[at], nation[at]];
      return {
        tabs,
        runs: [
          [`\t${left?.[0] ?? ''}`, { size: size.agency, bold: left?.[1] ?? false }],
          [`\t${right?.[0] ?? ''}`, { size: right?.[1] ?? 13, bold: true }],
        ],
      };
    });
    const both: Par = {
      tabs,
      before: 4,
      runs: [
        [`\t${numberLine}`, { size: 13 }],
        [`\t${placeLine}`, { size: 13, italic: true }],
      ],
    };
    const below: Piece[] =
      kind === 'cong-van'
        ? [{ widthsMm: [66, 98], rows: [[[centre(letterLine, { size: 12 }, { before: 6 })], []]] }]
        : [];
    return [...rows, both, ...below];
  }

  const stamped: Piece[] = stamp
    ? [
        {
          widthsMm: [40, 120],
          rows: [[[centre(stamp[1], { bold: true, size: 13, color: 'FF0000' }, { box: true })], []]],
        },
      ]
    : [];
  const named: Piece[] =
    kind === 'cong-van'
      ? []
      : [
          centre(title, { bold: true, size: 14 }, { before: 12 }),
          centre(abstract, { bold: true, size: roll(2) === 0 ? 13 : 14 }),
          centre(roll(2) === 0 ? '_______________' : '', { size: 10 }),
        ];
  const addressed: Piece[] =
    kind === 'cong-van' || kind === 'to-trinh'
      ? [centre('Kính gửi: Sở Nội vụ tỉnh Đồng Tháp.', { size: 14 }, { before: 12 })]
      : [];
  const authority: Piece[] =
    kind === 'quyet-dinh'
      ? [
          centre(`${capacityLines.at(-1) ?? ''} ${own.join(' ')}`, { bold: true, size: 14 }, { before: 12 }),
          par(
            'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
            { italic: true, size: 14 },
            { indentMm: 12.7, align: 'both', before: 6 },
          ),
          centre('QUYẾT ĐỊNH:', { bold: true, size: 14 }, { before: 12 }),
        ]
      : [];
  const length = 2 + roll(8);
  const body = Array.from({ length }, () =>
    par(pick(words.body), { size: 14 }, { indentMm: 12.7, align: 'both', before: 6 }),
  );
  const recipients = [
    ...(kind === 'cong-van' ? ['Như trên'] : []),
    ...Array.from(
      { length: 1 + roll(4) },
      (_, at) => words.recipients[(index + at) % words.recipients.length] as string,
    ),
    `Lưu: VT, ${pick(['VP', 'NV', 'TCKH'])}`,
  ];
  const signed = roll(3) === 0 ? [centre('(Đã ký)', { italic: true, size: 13 })] : [];
  const blank = Array.from({ length: 3 }, () => centre('', { size: 14 }));
  const closing: Grid = {
    widthsMm: [80, 84],
    rows: [
      [
        [
          par('Nơi nhận:', { bold: true, italic: true, size: 12 }),
          ...recipients.map((line, at) => par(`- ${line}${at === recipients.length - 1 ? '.' : ';'}`, { size: 11 })),
        ],
        [
          ...capacityLines.map((line) => centre(line, { bold: true, size: 14 })),
          ...blank,
          ...signed,
          ...blank.slice(1),
          centre(`${rank}${name}`, { bold: true, size: 14 }),
        ],
      ],
    ],
  };
  const written = [...head, ...stamped, ...named, ...addressed, ...authority, ...body, par('', { size: 6 }), closing];
  return {
    name: `${String(index + 1).padStart(2, '0')}-${kind}`,
    pieces: decomposed ? written.map(asNfd) : written,
    expected: {
      ...{ agency: own.join(' '), parentAgency: parent.length > 0 ? parent.join(' ') : null, number, symbol, place },
      date: isDated ? `${year}-${two(month)}-${two(day)}` : null,
      ...{ kind, abstract, capacityLines, signerName: name, recipients, urgency: stamp?.[0] ?? null },
    },
  };
}

function asNfd(piece: Piece): Piece {
  const text = ({ runs, ...rest }: Par): Par => ({
    ...rest,
    runs: runs.map(([words, look]) => [words.normalize('NFD'), look]),
  });
  return 'rows' in piece ? { ...piece, rows: piece.rows.map((row) => row.map((cell) => cell.map(text))) } : text(piece);
}
