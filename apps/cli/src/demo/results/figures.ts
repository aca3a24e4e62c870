import type { OutputOf, stats } from '@vanthu/contracts';
import { COMMITTEE } from '../district/agencies.js';
import type { Seat } from '../district/district.js';
import { at, PERIOD, REPORT_DAY } from '../plan/days.js';
import { until } from '../replay/until.js';
import type { World } from '../replay/world.js';
import { askAll } from './ask-all.js';
import type { AgencyRegisters } from './registers.js';

export type Coverage = OutputOf<typeof stats.GetCoverage>;
type Volumes = OutputOf<typeof stats.GetVolumes>;
export type Lacking = OutputOf<typeof stats.FindCoverageDocuments>['items'][number];

/** What the services answer of the period. */
export interface Figures {
  /** Lines of the registers that are not void. */
  readonly outgoing: number;
  readonly incoming: number;
  readonly coverage: Coverage;
  readonly volumes: Volumes;
  /** Documents without both signatures. */
  readonly lacking: readonly Lacking[];
}

/**
 * Asks the registers and the statistics, each by those who may read them. Statistics follow by events: they are waited for
 * until they have heard of every line.
 */
export async function askFigures(world: World, registers: readonly AgencyRegisters[]): Promise<Figures> {
  const when = { at: at(REPORT_DAY, 8 * 60 + 30) };
  const leader = world.district.seatsOf(COMMITTEE, 'leadership')[0] as Seat;
  const desk = await world.office.desk(leader, when);
  const outgoing = registers.reduce(
    (sum, one) => sum + one.outgoing.filter((line) => line.documentId !== null).length,
    0,
  );
  const incoming = registers.reduce((sum, one) => sum + one.incoming.length, 0);
  const period = `from=${PERIOD.from}&to=${PERIOD.to}&agencyId=${world.district.agencyId(COMMITTEE)}&descendants=true`;
  const { coverage, volumes } = await until('the statistics to have heard of every register line', async () => {
    const [coverage, volumes] = await Promise.all([
      desk.get<Coverage>('results', `/api/stats/coverage?${period}`, when),
      desk.get<Volumes>('results', `/api/stats/volumes?${period}`, when),
    ]);
    const complete = coverage.figures.issued === outgoing && volumes.incomingRegistered === incoming;
    return complete ? { coverage, volumes } : undefined;
  });
  const lacking = await askAll<Lacking>(desk, `/api/stats/coverage/documents?${period}&bucket=lacking&limit=200`, when);
  return { outgoing, incoming, coverage, volumes, lacking };
}
