import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { addCounts, figuresOf, noCounts } from '../../coverage/domain/figures.js';
import { CoverageStore, type Period } from '../../coverage/store/coverage.store.js';
import { CoverageParts } from '../../coverage/store/coverage-parts.js';
import type { SystemFigures } from '../domain/reform-report.js';

/** What the read models say of a period, as a report states it. */
@Injectable()
export class SystemFiguresReader {
  constructor(
    private readonly coverage: CoverageStore,
    private readonly parts: CoverageParts,
  ) {}

  async read(tx: Tx, generation: number, period: Period): Promise<SystemFigures | Refusal> {
    const units = await this.parts.of(tx, generation, period, 'unit');
    const figures = figuresOf(units.map(({ counts }) => counts).reduce(addCounts, noCounts));
    if (isRefusal(figures)) return figures;
    const incoming = await this.coverage.incoming(tx, generation, period);
    return {
      coverage: figures,
      incomingRegistered: incoming.get('registered') ?? 0,
      incomingCompleted: incoming.get('completed') ?? 0,
      completedLate: incoming.get('completed-late') ?? 0,
      incomingReturned: incoming.get('returned') ?? 0,
      issuers: units.length,
      issuersWithPersonal: units.filter(({ counts }) => counts.both + counts.personalOnly > 0).length,
    };
  }
}
