import type { outgoing } from '@vanthu/contracts';
import { copyForms, isNormativeKind, kinds, normativeKinds } from '@vanthu/decree30';

interface Issuing {
  readonly abbreviation: string;
  readonly units: readonly { readonly abbreviation: string }[];
}

/** As the register compares two symbols. */
const same = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC');

/**
 * Why these letters would give two series one symbol; null when they cannot. A number and symbol exists once in the year
 * (R-OUT-05), and all series begin with 01, so that a shared symbol would collide at the first document.
 *
 * The agency writes `KIND-AGENCY` and `AGENCY-UNIT`, a series apart `KIND-ISSUER`, `ISSUER-UNIT` and `ISSUER`; normative series
 * write the year before it (Annex I II.3) and meet only one another.
 */
export function issuerProblem(
  wanted: outgoing.ApartSeries,
  others: readonly outgoing.ApartSeries[],
  agency: Issuing,
): string | null {
  const { issuer } = wanted;
  if (!/^[\p{L}\p{N}.-]+$/u.test(issuer) || /^-|-$/.test(issuer)) return 'chỉ gồm chữ, số, dấu chấm và gạch nối';
  const rest = others.filter(({ seriesCode }) => seriesCode !== wanted.seriesCode);
  if (wanted.what === 'normative') {
    const twin = rest.find((one) => same(one.issuer, issuer) && abbreviationOf(one) === abbreviationOf(wanted));
    return twin ? `“${twin.name}” đang dùng cùng ký hiệu` : null;
  }
  if (same(issuer, agency.abbreviation)) return 'đó là chữ viết tắt tên cơ quan';
  // "QĐ-VP" of a body called "QĐ" could be a decision of "VP".
  const kind = [...kinds, ...copyForms].find(
    ({ abbreviation }) => abbreviation && same(issuer.split('-')[0] ?? '', abbreviation),
  );
  if (kind) return `“${kind.abbreviation}” là chữ viết tắt của loại ${kind.nameVi.toLocaleLowerCase('vi')}`;
  const unit = agency.units.find((one) => same(issuer, `${agency.abbreviation}-${one.abbreviation}`));
  if (unit) return 'công văn của cơ quan do đơn vị soạn thảo mang ký hiệu này';
  const isBody = wanted.what === 'advisory';
  if (isBody && same(issuer.slice(0, agency.abbreviation.length + 1), `${agency.abbreviation}-`)) {
    return 'công văn của cơ quan mang ký hiệu bắt đầu như vậy';
  }
  const twin = rest.find((one) => one.what !== 'normative' && overlap(one.issuer, issuer));
  return twin ? `“${twin.name}” đang dùng ký hiệu “${twin.issuer}”` : null;
}

/** The same letters, or one the other with something behind: `ISSUER-UNIT` of the one could be the other. */
const overlap = (a: string, b: string): boolean =>
  same(a, b) ||
  a.normalize('NFC').startsWith(`${b.normalize('NFC')}-`) ||
  b.normalize('NFC').startsWith(`${a.normalize('NFC')}-`);

const abbreviationOf = ({ kind }: outgoing.ApartSeries): string | undefined =>
  kind !== null && isNormativeKind(kind) ? normativeKinds.find(({ code }) => code === kind)?.abbreviation : undefined;
