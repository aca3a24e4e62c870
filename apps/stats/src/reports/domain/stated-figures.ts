import { isRefusal, type Refusal, type stats } from '@vanthu/contracts';
import { countVi } from '../../coverage/domain/percent.js';
import type { Values } from './check-inputs.js';
import { groupOf, indicators, isExpected, shares } from './indicators.js';
import { shareVi } from './printed-figures.js';
import type { SystemFigures } from './reform-report.js';

type Stated = stats.StatedFigure;

/** Where an entered value comes from. */
export interface Origin {
  readonly source: string;
  readonly providedBy: string;
}

/** Every figure of the report in a list: whence it comes, and of a percentage what it is computed from. */
export function statedFigures(
  system: SystemFigures,
  values: Values,
  origins: ReadonlyMap<string, Origin>,
): Stated[] | Refusal {
  const { coverage } = system;
  const counted = coverage.issued - coverage.excluded;
  const figures: Stated[] = [];
  const documents = 'Văn bản điện tử và ký số';
  const basisVi = 'Đếm từ sổ và kết quả kiểm tra chữ ký trong hệ thống';
  const counts: [string, number][] = [
    ['Văn bản đi đã phát hành', coverage.issued],
    ['Trong đó: không tính vào tỷ lệ', coverage.excluded],
    ['Văn bản đi được ký số', coverage.signed],
    ['Có cả chữ ký số cá nhân và cơ quan', coverage.both],
    ['Chỉ có chữ ký số cá nhân', coverage.personalOnly],
    ['Chỉ có chữ ký số cơ quan', coverage.organisationOnly],
    ['Chưa ký số', coverage.unsigned],
    ['Văn bản đến đã vào sổ', system.incomingRegistered],
    ['Văn bản đến đã giải quyết xong', system.incomingCompleted],
    ['Trong đó: quá hạn', system.completedLate],
    ['Văn bản đến trả lại nơi gửi', system.incomingReturned],
  ];
  for (const [nameVi, number] of counts) {
    figures.push({ groupVi: documents, nameVi, value: countVi(number), unitVi: 'văn bản', origin: 'system', basisVi });
  }
  const outgoingOutside = numberOf(values, 'documents.outgoing-outside');
  const incomingOutside = numberOf(values, 'documents.incoming-outside');
  const computed: [string, string, number | null, number | null][] = [
    [documents, 'Tỷ lệ văn bản đi được ký số', coverage.signed, counted],
    [documents, 'Tỷ lệ văn bản đi có cả hai chữ ký số', coverage.both, counted],
    [documents, 'Tỷ lệ cơ quan, đơn vị có ký số cá nhân', system.issuersWithPersonal, system.issuers],
    [documents, 'Tỷ lệ văn bản đi trên phần mềm', coverage.issued, plus(coverage.issued, outgoingOutside)],
    [
      documents,
      'Tỷ lệ văn bản đến trên phần mềm',
      system.incomingRegistered,
      plus(system.incomingRegistered, incomingOutside),
    ],
    ...shares.map(({ part, whole, nameVi }): [string, string, number | null, number | null] => [
      groupOf(part)?.nameVi ?? '',
      nameVi,
      numberOf(values, part),
      numberOf(values, whole),
    ]),
  ];
  for (const { code, nameVi, unitVi, kind } of indicators.values()) {
    const value = values.get(code);
    if (value === undefined && !isExpected(code)) continue;
    const origin = origins.get(code);
    figures.push({
      groupVi: groupOf(code)?.nameVi ?? '',
      nameVi,
      value: value === undefined ? null : kind === 'count' ? countVi(Number(value)) : value,
      unitVi,
      origin: 'entered',
      basisVi: origin === undefined ? '' : `${origin.source} (${origin.providedBy})`,
    });
  }
  for (const [groupVi, nameVi, part, whole] of computed) {
    const known = part !== null && whole !== null;
    const value = known ? shareVi(part, whole) : null;
    if (isRefusal(value)) return value;
    const basis = known ? `${countVi(part)}/${countVi(whole)}` : '';
    figures.push({ groupVi, nameVi, value, unitVi: '%', origin: 'computed', basisVi: basis });
  }
  const order = [...new Set(figures.map(({ groupVi }) => groupVi))];
  return figures.sort((a, b) => order.indexOf(a.groupVi) - order.indexOf(b.groupVi));
}

const numberOf = (values: Values, code: string): number | null => (values.has(code) ? Number(values.get(code)) : null);
const plus = (inside: number, outside: number | null): number | null => (outside === null ? null : inside + outside);
