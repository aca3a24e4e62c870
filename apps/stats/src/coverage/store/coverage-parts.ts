import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal, type stats } from '@vanthu/contracts';
import { civilDate, kinds, reportingPeriodOn } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { type Counts, figuresOf } from '../domain/figures.js';
import { CoverageStore, countsBy, type Narrow } from './coverage.store.js';
import type { Cut, Own, Period } from './sums-query.js';

export type PartAsked = 'agency' | 'unit' | 'kind' | 'signer' | 'month';

export interface CountedPart {
  readonly key: string;
  readonly name: string;
  readonly agencyId: string | null;
  readonly counts: Counts;
}

/** The figures of a period divided, each part with the name that people know it by. */
@Injectable()
export class CoverageParts {
  constructor(private readonly coverage: CoverageStore) {}

  /** @param within  only documents of this unit, kind or signer, as far as `canDivide` */
  async of(tx: Tx, generation: number, period: Period, part: PartAsked, within: Narrow = {}): Promise<CountedPart[]> {
    const together = part !== 'agency' && part !== 'unit';
    const { cut, half } = halfOf(part, within);
    const sums = await this.coverage.sums(tx, generation, period, cut, { together, ...half });
    const nameOf = await this.naming(tx, generation, period, part, sums);
    const only = period.agencyIds.length === 1 ? (period.agencyIds[0] ?? null) : null;
    const counts = [...countsBy(sums, (sum) => `${sum.agency_id} ${sum.key}`)].map(([both, of]) => {
      const [agencyId = '', key = ''] = both.split(' ');
      const name = nameOf(agencyId, key);
      return { key: part === 'agency' ? agencyId : key, name, agencyId: agencyId || only, counts: of };
    });
    return part === 'month' ? counts.sort((a, b) => (a.key < b.key ? -1 : 1)) : byName(counts);
  }

  /** What people call the parts of these rows. */
  async naming(
    tx: Tx,
    generation: number,
    period: Period,
    part: PartAsked,
    rows: readonly { readonly key: string }[],
  ): Promise<(agencyId: string, key: string) => string> {
    if (part === 'kind') return (_, key) => kindNames.get(key) ?? 'Chưa rõ loại';
    if (part === 'month') return (_, key) => monthName(key);
    if (part === 'signer') {
      const signers = await this.coverage.names(tx, generation, 'signer', keysOf(rows));
      return (_, key) => signers.get(key) ?? '';
    }
    const agencies = await this.coverage.names(tx, generation, 'agency', period.agencyIds);
    const agencyName = (id: string) => agencies.get(id) ?? 'Cơ quan chưa có tên';
    if (part === 'agency') return agencyName;
    const units = await this.coverage.names(tx, generation, 'unit', keysOf(rows));
    // Without a unit: drafted in the agency itself. Units of several agencies stay apart, so do their papers of no unit.
    return (agencyId, key) => (key === '' ? agencyName(agencyId) : (units.get(key) ?? 'Đơn vị chưa có tên'));
  }
}

/** Sums are kept of unit and kind, and of signer and kind. */
export const canDivide = (part: PartAsked, { unitId, kind, signerPersonId }: Narrow): boolean => {
  const given = [unitId, kind, signerPersonId].filter((one) => one !== undefined).length;
  if (given === 0) return true;
  return given === 1 && (kind === undefined ? part === 'kind' : part === 'unit' || part === 'signer');
};

function halfOf(part: PartAsked, { unitId, kind, signerPersonId }: Narrow): { cut: Cut; half?: Pick<Own, 'half'> } {
  if (unitId !== undefined) return { cut: 'unit-kind', half: { half: { at: 1, key: unitId } } };
  if (signerPersonId !== undefined) return { cut: 'signer-kind', half: { half: { at: 1, key: signerPersonId } } };
  if (kind !== undefined && (part === 'unit' || part === 'signer')) {
    return { cut: `${part}-kind`, half: { half: { at: 2, key: kind } } };
  }
  return { cut: part === 'agency' ? 'all' : part };
}

const kindNames: ReadonlyMap<string, string> = new Map(kinds.map(({ code, nameVi }) => [code, nameVi]));
const monthName = (start: string): string => reportingPeriodOn(civilDate(start), 'month').nameVi;

const keysOf = (sums: readonly { key: string }[]): string[] => [
  ...new Set(sums.map(({ key }) => key).filter((key) => key !== '')),
];

const collator = new Intl.Collator('vi', { numeric: true });
const byName = (parts: CountedPart[]): CountedPart[] => parts.sort((a, b) => collator.compare(a.name, b.name));

export type FiguredPart = Omit<CountedPart, 'counts'> & { readonly figures: stats.CoverageFigures };

/** Rates of all parts, or why one of them cannot be right. */
export function figuresOfAll(parts: readonly CountedPart[]): FiguredPart[] | Refusal {
  const figured: FiguredPart[] = [];
  for (const { counts, ...part } of parts) {
    const figures = figuresOf(counts);
    if (isRefusal(figures)) return figures;
    figured.push({ ...part, figures });
  }
  return figured;
}
