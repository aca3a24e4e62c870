import { addDays, civilDate } from '@vanthu/decree30';

const kinds = ['quyet-dinh', 'cong-van', 'bao-cao', 'thong-bao', 'to-trinh', 'ke-hoach', 'giay-moi'] as const;
/** Units and signers of each agency. */
const [unitsEach, signersEach] = [10, 5];

export interface Simulating {
  readonly documents: number;
  /** First and last day of issue. */
  readonly from: string;
  readonly to: string;
  readonly generation: number;
  readonly agencies: readonly string[];
}

/** Columns of `covered_document` that a simulated row fills. */
export const simulatedColumns = `generation, document_id, agency_id, unit_id, kind, signer_person_id, issued_on, issued_at,
  number_and_symbol, abstract, signer_name, readers, verdict, bucket`;

/** Text is handed over in pieces of about so many characters. */
const pieceLength = 256 * 1024;

/**
 * Rows in the text format of COPY. Days follow one another from first to last; one document in a hundred lacks the personal
 * signature, one in a thousand bears none.
 */
export function* simulatedRows(simulating: Simulating): Generator<string> {
  const { documents, from, to, generation, agencies } = simulating;
  const first = civilDate(from);
  const span = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  const days = Array.from({ length: span }, (_, n) => addDays(first, n));
  let piece = '';
  for (let n = 0; n < documents; n++) {
    const at = n % agencies.length;
    // Not the same remainder for all: every unit and signer of every agency has documents of every kind and bucket.
    const turn = Math.floor(n / agencies.length);
    const agencyId = agencies[at] as string;
    const day = days[Math.floor((n * span) / documents)] as string;
    const signer = (turn * 3) % signersEach;
    const [person, sealed] = [turn % 100 !== 0, turn % 1000 !== 0];
    const bucket = person ? 'both' : sealed ? 'organisationOnly' : 'unsigned';
    piece += `${generation}\t${documentId(generation, n)}\t${agencyId}\t${unitId(at, turn % unitsEach)}\t${kinds[turn % kinds.length]}\t${signerId(at, signer)}\t${day}\t${day} 03:00:00+00\t${n + 1}/MP-UBND\tVăn bản mô phỏng thứ ${n + 1}\tNgười ký mô phỏng ${signer + 1}\t{clerks:${agencyId}}\t{"person":${person},"organisations":[${sealed ? `"${agencyId}"` : ''}],"shortcomingsVi":[]}\t${bucket}\n`;
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** An id that follows from a number (version 8: RFC 9562 §5.8). */
const idOf = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-8000-a000-${n.toString(16).padStart(12, '0')}`;

/** Not those of an earlier simulation. */
export const documentId = (generation: number, n: number): string => idOf(0x1000 + generation, n);
const unitId = (agency: number, n: number): string => idOf(3, agency * unitsEach + n);
const signerId = (agency: number, n: number): string => idOf(2, agency * signersEach + n);

/** What the units and signers of these agencies are called. */
export function simulatedNames(agencies: readonly string[]) {
  const each = (count: number, idOfOne: typeof unitId, name: string) =>
    agencies.flatMap((_, at) =>
      Array.from({ length: count }, (_, n) => ({ id: idOfOne(at, n), name: `${name} ${n + 1}` })),
    );
  return {
    unit: each(unitsEach, unitId, 'Phòng mô phỏng'),
    signer: each(signersEach, signerId, 'Người ký mô phỏng'),
  };
}
