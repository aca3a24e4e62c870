/** In what capacity a person signs. Art. 13; words of Annex I part I, II.7.b. */
export const capacities = [
  { code: 'direct', nameVi: 'Ký trực tiếp' },
  { code: 'TM', nameVi: 'Thay mặt (TM.)' },
  { code: 'TM_KT', nameVi: 'Thay mặt, ký thay (TM., KT.)' },
  { code: 'KT', nameVi: 'Ký thay (KT.)' },
  { code: 'Q', nameVi: 'Quyền (Q.)' },
  { code: 'TL', nameVi: 'Thừa lệnh (TL.)' },
  { code: 'TL_KT', nameVi: 'Thừa lệnh, ký thay (TL., KT.)' },
  { code: 'TUQ', nameVi: 'Thừa ủy quyền (TUQ.)' },
] as const;

export type Capacity = (typeof capacities)[number]['code'];

export interface CapacityLinesInput {
  readonly capacity: Capacity;
  /** `Ủy ban nhân dân`; needed for TM and TM_KT, printed above Q. too when given. */
  readonly collectiveName?: string | null;
  /** Title of the head of the agency: `Chủ tịch`. */
  readonly headTitle: string;
  /** Title of the person who signs: `Phó Chủ tịch`. */
  readonly signerTitle: string;
  /** Title of the head of the unit, for TL_KT: `Chánh Văn phòng`. */
  readonly unitHeadTitle?: string | null;
}

/**
 * The lines of box 7a in capitals: TM. stands before the name of the collective; Q., KT., TL., TUQ. before the title of
 * the head. Art. 13; Annex I part I, II.7.b (R-SIG-01, 02, 04, 07).
 *
 * @throws RangeError when a name that the capacity needs is missing
 */
export function capacityLines(input: CapacityLinesInput): string[] {
  const head = capitals(input.headTitle, 'headTitle');
  const signer = capitals(input.signerTitle, 'signerTitle');
  const collective = () => `TM. ${capitals(input.collectiveName, 'collectiveName')}`;
  switch (input.capacity) {
    case 'direct':
      return [head];
    case 'TM':
      return [collective(), head];
    case 'TM_KT':
      return [collective(), `KT. ${head}`, signer];
    case 'KT':
      return [`KT. ${head}`, signer];
    case 'Q':
      return input.collectiveName ? [collective(), `Q. ${head}`] : [`Q. ${head}`];
    case 'TL':
      return [`TL. ${head}`, signer];
    case 'TL_KT':
      return [`TL. ${head}`, `KT. ${capitals(input.unitHeadTitle, 'unitHeadTitle')}`, signer];
    case 'TUQ':
      return [`TUQ. ${head}`, signer];
    default: {
      const never: never = input.capacity;
      throw new RangeError(`unknown capacity ${String(never)}`);
    }
  }
}

function capitals(text: string | null | undefined, what: string): string {
  const line = text?.normalize('NFC').trim();
  if (!line) throw new RangeError(`${what} is needed for this capacity`);
  return line.toLocaleUpperCase('vi');
}
