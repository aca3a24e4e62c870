import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal, type stats } from '@vanthu/contracts';
import { civilDate, kinds, reportingPeriodOn } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { type Counts, figuresOf } from '../domain/figures.js';
import { CoverageStore, countsBy, type Period } from './coverage.store.js';

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

  async of(tx: Tx, generation: number, period: Period, part: PartAsked): Promise<CountedPart[]> {
    const sums = await this.coverage.sums(tx, generation, period, part === 'agency' ? 'all' : part);
    const agencies = await this.coverage.names(tx, generation, 'agency', period.agencyIds);
    const agencyName = (id: string) => agencies.get(id) ?? 'Cơ quan chưa có tên';
    const only = period.agencyIds.length === 1 ? (period.agencyIds[0] ?? null) : null;
    switch (part) {
      case 'agency': {
        const counts = countsBy(sums, (sum) => sum.agency_id);
        return byName([...counts].map(([key, of]) => ({ key, name: agencyName(key), agencyId: key, counts: of })));
      }
      case 'unit': {
        const names = await this.coverage.names(tx, generation, 'unit', keysOf(sums));
        // Without a unit: drafted in the agency itself. Units of several agencies stay apart, so do their papers of no unit.
        const counts = countsBy(sums, (sum) => `${sum.agency_id} ${sum.key}`);
        return byName(
          [...counts].map(([both, of]) => {
            const [agencyId = '', key = ''] = both.split(' ');
            const name = key === '' ? agencyName(agencyId) : (names.get(key) ?? 'Đơn vị chưa có tên');
            return { key, name, agencyId, counts: of };
          }),
        );
      }
      case 'signer': {
        const names = await this.coverage.names(tx, generation, 'signer', keysOf(sums));
        const counts = countsBy(sums, (sum) => sum.key);
        return byName(
          [...counts].map(([key, of]) => ({ key, name: names.get(key) ?? '', agencyId: only, counts: of })),
        );
      }
      case 'kind': {
        const counts = countsBy(sums, (sum) => sum.key);
        return byName(
          [...counts].map(([key, of]) => ({
            key,
            name: kindNames.get(key) ?? 'Chưa rõ loại',
            agencyId: only,
            counts: of,
          })),
        );
      }
      case 'month': {
        const counts = [...countsBy(sums, (sum) => sum.key)].sort(([a], [b]) => (a < b ? -1 : 1));
        return counts.map(([key, of]) => ({ key, name: monthName(key), agencyId: only, counts: of }));
      }
      default:
        return part satisfies never;
    }
  }
}

const kindNames: ReadonlyMap<string, string> = new Map(kinds.map(({ code, nameVi }) => [code, nameVi]));
const monthName = (start: string): string => reportingPeriodOn(civilDate(start), 'month').nameVi;

const keysOf = (sums: readonly { key: string }[]): string[] => [
  ...new Set(sums.map(({ key }) => key).filter((key) => key !== '')),
];

const collator = new Intl.Collator('vi');
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
