import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { addCounts, figuresOf, noCounts } from '../../coverage/domain/figures.js';
import { CoverageStore } from '../../coverage/store/coverage.store.js';
import { CoverageParts, figuresOfAll, type PartAsked } from '../../coverage/store/coverage-parts.js';
import { MeasuresStore } from '../../coverage/store/measures.store.js';
import type { Period } from '../../coverage/store/sums-query.js';
import type { DocumentFigures } from '../domain/document-reports.js';
import type { SystemFigures } from '../domain/reform-report.js';

/** What the read models say of a period, as a report states it. */
@Injectable()
export class SystemFiguresReader {
  constructor(
    private readonly coverage: CoverageStore,
    private readonly measures: MeasuresStore,
    private readonly parts: CoverageParts,
  ) {}

  async read(tx: Tx, generation: number, period: Period): Promise<SystemFigures | Refusal> {
    const units = await this.parts.of(tx, generation, period, 'unit');
    const figures = figuresOf(units.map(({ counts }) => counts).reduce(addCounts, noCounts));
    if (isRefusal(figures)) return figures;
    const incoming = await this.measures.total(tx, generation, period);
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

  /** What a report on documents alone is made of. */
  async ofDocuments(tx: Tx, generation: number, period: Period): Promise<Omit<DocumentFigures, 'caseFiles'> | Refusal> {
    const measures = await this.measures.total(tx, generation, period);
    const divided = async (part: PartAsked) => figuresOfAll(await this.parts.of(tx, generation, period, part));
    const byAgency = await divided('agency');
    if (isRefusal(byAgency)) return byAgency;
    const byUnit = await divided('unit');
    if (isRefusal(byUnit)) return byUnit;
    const byKind = await divided('kind');
    if (isRefusal(byKind)) return byKind;
    const byMonth = await divided('month');
    if (isRefusal(byMonth)) return byMonth;
    const rows = await this.measures.of(tx, generation, period, 'all', false);
    const nameOf = await this.parts.naming(tx, generation, period, 'agency', []);
    const doneByAgency = rows
      .map(({ agency_id: id, counts }) => ({ name: nameOf(id, ''), measures: counts }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
    const sums = await this.coverage.sums(tx, generation, period, 'all', { together: true });
    const coverage = figuresOf(sums.reduce(addCounts, noCounts));
    return isRefusal(coverage) ? coverage : { coverage, measures, doneByAgency, byAgency, byUnit, byKind, byMonth };
  }
}
