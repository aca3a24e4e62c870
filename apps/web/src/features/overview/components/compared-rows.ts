import type { Schemas } from '../../../shared/api/client';
import type { Figures, Only } from '../api/coverage';

interface Coverage {
  figures: Figures;
  byAgency: { agencyId: string; agencyName: string; figures: Figures }[];
  byUnit: { unitId: string | null; unitName: string; figures: Figures }[];
}

export interface Compared {
  key: string;
  name: string;
  /** By the rate of this period, the highest first; null: nothing had to be signed. */
  rank: number | null;
  only: Only;
  now: Figures;
  earlier: Figures;
}

const none: Schemas['CoverageFigures'] = {
  ...{ issued: 0, excluded: 0, signed: 0, both: 0, personalOnly: 0, organisationOnly: 0, unsigned: 0 },
  ...{ percentBoth: null, percentSigned: null },
};

/** Both periods by agency, or by unit where there is one agency; parts of either stand in the list. */
export function comparedRows(now: Coverage, before: Coverage) {
  const agencies = new Set([...now.byAgency, ...before.byAgency].map(({ agencyId }) => agencyId));
  const divided = agencies.size > 1 ? ('agency' as const) : ('unit' as const);
  const partsOf = (coverage: Coverage) => (divided === 'agency' ? agencyParts(coverage) : unitParts(coverage));
  const parts = new Map<string, Omit<Compared, 'rank'>>();
  for (const { figures, ...part } of partsOf(now)) parts.set(part.key, { ...part, now: figures, earlier: none });
  for (const { figures, ...part } of partsOf(before)) {
    parts.set(part.key, { ...part, now: none, ...parts.get(part.key), earlier: figures });
  }
  const rate = ({ now: { percentBoth } }: { now: Figures }) => (percentBoth === null ? -1 : Number(percentBoth));
  const sorted = [...parts.values()].sort((a, b) => rate(b) - rate(a) || a.name.localeCompare(b.name, 'vi'));
  // Equal rates share the better rank.
  const ranked = sorted.map((part) => ({
    ...part,
    rank: rate(part) < 0 ? null : 1 + sorted.findIndex((one) => rate(one) === rate(part)),
  }));
  return { divided, rows: ranked, total: { only: {}, now: now.figures, earlier: before.figures } };
}

const agencyParts = ({ byAgency }: Coverage) =>
  byAgency.map(({ agencyId, agencyName, figures }) => ({
    ...{ key: agencyId, name: agencyName, figures },
    only: { agencyId, descendants: false as const },
  }));

const unitParts = ({ byUnit }: Coverage) =>
  byUnit.map(({ unitId, unitName, figures }) => ({
    ...{ key: unitId ?? 'none', name: unitName, figures },
    only: { unitId: unitId ?? 'none', ...(unitId ? {} : { descendants: false as const }) },
  }));

/** Percentage points between two rates, `+1,25`; a dash where one of them is not known. In hundredths: rates are exact to these. */
export function pointsBetween(now: string | null, earlier: string | null): string {
  if (now === null || earlier === null) return '–';
  const points = Math.round(Number(now) * 100) - Math.round(Number(earlier) * 100);
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  return `${sign}${(Math.abs(points) / 100).toFixed(2).replace('.', ',')}`;
}
