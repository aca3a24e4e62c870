import { type BodyItem, type DocumentContent, kindByCode } from '@vanthu/decree30';

/** One line of the printed text and what became of it. */
export interface ComparedLine {
  readonly state: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond that many differing lines on a side no pairing is looked for: all old ones are gone, all new ones added. */
const mostCompared = 3_000;

/**
 * What changed from one text to the other: the longest common part stays, the rest is removed or added, in reading order
 * (E. W. Myers' problem, solved by the table; drafts are short).
 */
export function differences(before: readonly string[], after: readonly string[]): ComparedLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const same = (lines: readonly string[]) => lines.map((text): ComparedLine => ({ state: 'same', text }));
  return [
    ...same(before.slice(0, start)),
    ...(Math.max(old.length, fresh.length) > mostCompared ? replaced(old, fresh) : paired(old, fresh)),
    ...same(before.slice(before.length - end)),
  ];
}

/** Of longer texts what stayed the same is told around what changed only: an answer is no book. */
const wholeUpTo = 2_000;
const around = 3;

export function told(lines: readonly ComparedLine[]): ComparedLine[] {
  if (lines.length <= wholeUpTo) return [...lines];
  const isNear = lines.map(() => false);
  lines.forEach(({ state }, index) => {
    if (state !== 'same')
      for (let at = Math.max(0, index - around); at <= Math.min(lines.length - 1, index + around); at += 1)
        isNear[at] = true;
  });
  const out: ComparedLine[] = [];
  let left = 0;
  const close = () => {
    if (left > 0) out.push({ state: 'same', text: `… (${left} dòng không đổi)` });
    left = 0;
  };
  lines.forEach((line, index) => {
    if (!isNear[index]) left += 1;
    else {
      close();
      out.push(line);
    }
  });
  close();
  return out;
}

const replaced = (old: readonly string[], fresh: readonly string[]): ComparedLine[] => [
  ...old.map((text): ComparedLine => ({ state: 'removed', text })),
  ...fresh.map((text): ComparedLine => ({ state: 'added', text })),
];

function paired(old: readonly string[], fresh: readonly string[]): ComparedLine[] {
  const width = fresh.length + 1;
  // How many lines the rests have in common, from the end.
  const common = new Uint16Array((old.length + 1) * width);
  const at = (left: number, right: number): number => common[left * width + right] ?? 0;
  for (let left = old.length - 1; left >= 0; left -= 1)
    for (let right = fresh.length - 1; right >= 0; right -= 1)
      common[left * width + right] =
        old[left] === fresh[right] ? at(left + 1, right + 1) + 1 : Math.max(at(left + 1, right), at(left, right + 1));
  const lines: ComparedLine[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < fresh.length) {
    const [was, is] = [old[left], fresh[right]];
    if (was !== undefined && was === is) {
      lines.push({ state: 'same', text: was });
      left += 1;
      right += 1;
    } else if (was !== undefined && (is === undefined || at(left + 1, right) >= at(left, right + 1))) {
      lines.push({ state: 'removed', text: was });
      left += 1;
    } else if (is !== undefined) {
      lines.push({ state: 'added', text: is });
      right += 1;
    }
  }
  return lines;
}

/** The text as it is printed, a paragraph a line, in reading order. Numbers of divisions are the layout's and are not told. */
export function printedLines(content: DocumentContent): string[] {
  const { agencyName, symbol, place, abstract, signers, recipients } = content;
  return [
    [agencyName].flat().join(' '),
    `Ký hiệu: ${symbol}`,
    `Địa danh: ${place}`,
    kindByCode(content.kind).nameVi,
    abstract,
    ...bodyLines(content),
    ...signers.flatMap((signer) => [...signer.capacityLines, signer.name]),
    'Nơi nhận:',
    ...recipients,
  ].filter((line) => line.trim() !== '');
}

function bodyLines(content: DocumentContent): string[] {
  switch (content.kind) {
    case 'quyet-dinh':
    case 'nghi-quyet':
      return [
        content.authorityLine,
        ...content.legalBases,
        content.proposal ?? '',
        ...content.articles.flatMap(({ title, paragraphs }, index) => [
          `Điều ${index + 1}.${title ? ` ${title}` : ''}`,
          ...paragraphs.flatMap(itemLines),
        ]),
      ];
    case 'cong-van':
      return [...content.addressees.map(addressed), ...content.paragraphs.flatMap(itemLines)];
    case 'cong-dien':
      return [content.sender, ...content.addressees.map(addressed), ...content.body.flatMap(itemLines)];
    case 'giay-moi':
      return [
        ...content.guests,
        content.event,
        content.chair ?? '',
        content.time,
        content.venue,
        ...(content.body ?? []).flatMap(itemLines),
      ];
    case 'giay-gioi-thieu':
      return [content.person, content.personTitle, content.sentTo, content.purpose, content.validUntil];
    case 'giay-nghi-phep':
      return [content.person, content.personTitle, content.duration, content.from, content.to, content.leavePlace];
    case 'bien-ban':
      return [
        ...[content.startedAt, content.venue, ...content.participants, content.chair, content.secretary],
        ...content.body.flatMap(itemLines),
        content.endedAt,
      ];
    default:
      return [
        ...(content.addressees ?? []).map(addressed),
        ...(content.legalBases ?? []),
        ...content.body.flatMap(itemLines),
      ];
  }
}

const addressed = (name: string): string => `Kính gửi: ${name}`;

function itemLines(item: BodyItem): string[] {
  if (typeof item === 'string') return [item];
  if ('columns' in item) {
    const cells = item.rows.map((row) => ('cells' in row ? row.cells : row));
    return [item.columns.map(({ heading }) => heading), ...cells].map((row) => row.join(' | '));
  }
  if ('level' in item) return [item.title ?? '', item.text ?? ''].filter((text) => text !== '');
  return [item.text];
}
