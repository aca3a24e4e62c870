import type { KindCode, NormativeKindCode, UrgencyCode } from '@vanthu/decree30';
import type { TextLine } from '../lines.js';
import { around, type RectMm } from '../text.js';

/** What was read, how sure, and where it stands. */
export interface ReadField<T> {
  readonly value: T;
  /** 0 to 1. From 0.9 on it stands where and how Annex I has it; below it was recognised by other signs. */
  readonly confidence: number;
  /** From 1. */
  readonly page: number;
  readonly rect: RectMm;
}

type Read<T> = ReadField<T> | null;

/** The fields of a document as it is printed; null: not found. Names are as printed, mostly in capitals. */
export interface DocumentFields {
  /** Tên cơ quan ban hành, box 2. */
  readonly agency: Read<string>;
  /** Cơ quan chủ quản trực tiếp, above it. */
  readonly parentAgency: Read<string>;
  /** Số; null also where room is left for it. */
  readonly number: Read<number>;
  /** Ký hiệu: `QĐ-UBND`, of normative documents without the year. */
  readonly symbol: Read<string>;
  /** The year between them, of normative documents only. */
  readonly numberYear: Read<number>;
  /** `125/QĐ-UBND` as printed, blanks taken out. */
  readonly numberAndSymbol: Read<string>;
  readonly place: Read<string>;
  /** `2025-03-05` */
  readonly date: Read<string>;
  readonly kind: Read<KindCode | NormativeKindCode>;
  /** Trích yếu, of công văn without `V/v`. */
  readonly abstract: Read<string>;
  readonly signer: Read<{ readonly capacityLines: readonly string[]; readonly name: string }>;
  /** Lines of Nơi nhận without dash and end mark, `Lưu: …` included. */
  readonly recipients: Read<readonly string[]>;
  /** Kính gửi. */
  readonly addressees: Read<readonly string[]>;
  readonly urgency: Read<UrgencyCode>;
}

export function readField<T>(value: T, confidence: number, lines: readonly TextLine[]): ReadField<T> {
  const [first] = lines;
  if (!first) throw new RangeError('a field is read from lines');
  const rects = lines.filter((line) => line.page === first.page).map((line) => line.rect);
  return { value, confidence, page: first.page, rect: around(rects) };
}
