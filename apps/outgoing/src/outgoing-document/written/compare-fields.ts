import type { outgoing } from '@vanthu/contracts';
import { type DocumentContent, isKind, kindByCode, type UrgencyCode, urgencyByCode } from '@vanthu/decree30';
import type { WrittenFile } from '../domain/written-file.js';

/** Below that the reader recognised it by weak signs: a person looks, nothing is refused. */
const sure = 0.75;
/** What a draft has room for. */
const longest = { abstract: 500, recipient: 200 } as const;

type Compared = outgoing.FileComparison;

/** What the file says against what would be printed from the draft, in the order of the page. */
export function compareFields(content: DocumentContent, { fields, printed }: WrittenFile): Compared[] {
  const { agency, symbol, kind, abstract, signer, recipients, urgency } = fields;
  const [principal] = content.signers.slice(-1);
  const isAbstractKept = (abstract?.value.length ?? 0) <= longest.abstract;
  const areRecipientsKept = recipients?.value.every((line) => line.length <= longest.recipient) ?? false;
  return [
    row('agency', 'Tên cơ quan ban hành', [content.agencyName].flat().join(' '), agency, { binds: true }),
    blank('number', 'Số (để trống đến khi cấp số)', printed.number),
    row('symbol', 'Ký hiệu', content.symbol, symbol, { binds: true }),
    blank('date', 'Ngày, tháng (để trống đến khi cấp số)', dayOf(printed)),
    row('kind', 'Tên loại', nameOfKind(content.kind), kind && { ...kind, value: nameOfKind(kind.value) }, {
      ...{ binds: true, mayTake: isKind(kind?.value ?? '') },
    }),
    row('abstract', 'Trích yếu nội dung', content.abstract, abstract, { mayTake: isAbstractKept }),
    row('signer', 'Quyền hạn, chức vụ, họ tên người ký', principal ? signerOf(principal) : null, signerRead(signer), {
      ...{ binds: true, mayTake: true },
    }),
    row(
      'recipients',
      'Nơi nhận',
      listOf(content.recipients),
      recipients && { ...recipients, value: listOf(recipients.value) },
      {
        mayTake: areRecipientsKept,
      },
    ),
    // A page without a stamp says that it is not urgent.
    row(
      'urgency',
      'Mức độ khẩn',
      urgencyName(content.urgency ?? 'normal'),
      {
        ...{ value: urgencyName(urgency?.value ?? 'normal'), confidence: urgency?.confidence ?? 1 },
      },
      { mayTake: true },
    ),
  ];
}

/** What would be printed wrongly if it were signed so. */
export const bindingDifferences = (compared: readonly Compared[]): Compared[] =>
  compared.filter(({ isSame, binds }) => binds && !isSame);

export const differenceVi = ({ nameVi, draft, file }: Compared): string =>
  draft === null ? `${nameVi}: tệp in sẵn “${file}”` : `${nameVi}: tệp ghi “${file}”, văn bản là “${draft}”`;

interface Read {
  readonly value: string;
  readonly confidence: number;
}

function row(
  field: outgoing.ComparedField,
  nameVi: string,
  draft: string | null,
  file: Read | null,
  { binds = false, mayTake = false }: { readonly binds?: boolean; readonly mayTake?: boolean },
): Compared {
  const isSame = file !== null && draft !== null && sameWords(draft, file.value);
  const isRead = file !== null && file.confidence >= sure;
  return {
    ...{ field, nameVi, draft, file: file?.value ?? null, isSame },
    binds: binds && isRead && !isSame,
    mayTake: mayTake && file !== null && !isSame,
  };
}

/** Room that must be empty. */
const blank = (field: outgoing.ComparedField, nameVi: string, file: string | null): Compared => ({
  ...{ field, nameVi, draft: null, file, isSame: file === null, binds: file !== null, mayTake: false },
});

function dayOf({ day, month, year }: WrittenFile['printed']): string | null {
  // The year may stand there: it is held against the date when the number is given.
  const isYearWhole = year === null || year.length === 4;
  if (day === null && month === null && isYearWhole) return null;
  return `ngày ${day ?? '…'} tháng ${month ?? '…'} năm ${year ?? '…'}`;
}

const nameOfKind = (code: string): string => (isKind(code) ? kindByCode(code).nameVi : code);
const urgencyName = (code: UrgencyCode): string => urgencyByCode(code).nameVi;
const signerOf = (one: { readonly capacityLines: readonly string[]; readonly name: string }): string =>
  `${one.capacityLines.join(' / ')} - ${one.name}`;
const signerRead = (read: WrittenFile['fields']['signer']): Read | null =>
  read && { ...read, value: signerOf(read.value) };
const listOf = (lines: readonly string[]): string => lines.map(plainRecipient).join('; ');

/** A line of Nơi nhận without dash and end mark. */
export const plainRecipient = (line: string): string =>
  line
    .normalize('NFC')
    .trim()
    .replace(/^[-–+*•]\s*/u, '')
    .replace(/[;.,]+$/u, '')
    .trim();

/** Whether two texts are the same words, however they are composed (NFC, NFD, `Uỷ` and `Ủy`), cased and spaced. */
export const sameWords = (one: string, other: string): boolean => keyOf(one) === keyOf(other);

/** The tone of a syllable behind its letters: where it is set differs from keyboard to keyboard. */
const keyOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLocaleLowerCase('vi')
    .split(/[\s\u00a0]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(tones, '') + (word.match(tones) ?? []).join(''))
    .join(' ');
/** Huyền, sắc, ngã, hỏi, nặng as combining marks. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;
