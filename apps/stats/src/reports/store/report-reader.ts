import { Injectable } from '@nestjs/common';
import { isRefusal, type OutputOf, outgoing, type Refusal, stats } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import type { RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { AgencyScope } from '../../coverage/store/agency-scope.js';
import { CoverageStore } from '../../coverage/store/coverage.store.js';
import { Generations } from '../../model/generations.js';
import { type GivenInput, valuesOf } from '../domain/change-inputs.js';
import { type DocumentReportKind, documentReport } from '../domain/document-reports.js';
import { indicatorGroups } from '../domain/indicators.js';
import { periodAfter, periodOfCode } from '../domain/period-of-code.js';
import { lackingOf, reformReport } from '../domain/reform-report.js';
import { hashSentence } from '../domain/snapshot.js';
import { statedFigures } from '../domain/stated-figures.js';
import { Owners } from '../files/owners.js';
import { ReportInputsStore } from './report-inputs.store.js';
import { SnapshotsStore } from './snapshots.store.js';
import { SystemFiguresReader } from './system-figures.js';

interface Asked {
  readonly period: string;
  readonly agencyId?: string | undefined;
}

export type Report = OutputOf<typeof stats.GetReformReport>;
export type Inputs = OutputOf<typeof stats.GetReportInputs>;

/** A report and its inputs as they stand, for whoever may see the agency's figures. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
    private readonly system: SystemFiguresReader,
    private readonly inputs: ReportInputsStore,
    private readonly snapshots: SnapshotsStore,
    private readonly owners: Owners,
  ) {}

  /** As the figures stand, or as they stood when the period was closed. */
  async report(
    tx: Tx,
    asked: Asked & { kind: stats.ReportKind; at: 'today' | 'cut-off' },
    ctx: RequestContext,
  ): Promise<Report | Refusal> {
    if (asked.kind !== 'reform') return this.ofDocuments(tx, { ...asked, kind: asked.kind }, ctx);
    if (asked.at === 'today') {
      const read = await this.read(tx, asked, ctx);
      return isRefusal(read) ? read : read.report;
    }
    const place = await this.placeOf(tx, asked, ctx);
    if (isRefusal(place)) return place;
    const closed = await this.snapshots.of(tx, { agencyId: place.agencyId, period: place.period.code });
    if (closed === null) return stats.refuseStats('STATS.NOT_CLOSED', { period: place.period.nameVi });
    const { report } = closed.content;
    return { ...report, blocks: [...report.blocks, hashSentence(closed.sha256, civilDateOf(closed.closedAt))] };
  }

  private async ofDocuments(
    tx: Tx,
    asked: Asked & { kind: DocumentReportKind; at: 'today' | 'cut-off' },
    ctx: RequestContext,
  ): Promise<Report | Refusal> {
    if (asked.at === 'cut-off') return stats.refuseStats('STATS.NO_CUT_OFF');
    const place = await this.placeOf(tx, asked, ctx);
    if (isRefusal(place)) return place;
    const { period, agencyId, agencyName, agencyIds, generation, changedAt } = place;
    const days = { agencyIds, from: period.from, to: period.to };
    const figures = await this.system.ofDocuments(tx, generation, days);
    if (isRefusal(figures)) return figures;
    const caseFiles = asked.kind === 'outputs' ? await this.owners.ask(outgoing.CountCaseFiles, days, ctx) : null;
    if (caseFiles !== null && isRefusal(caseFiles)) return caseFiles;
    const report = documentReport(asked.kind, period, { ...figures, caseFiles });
    if (isRefusal(report)) return report;
    return { period, agencyId, agencyName, ...report, lackingVi: [], asOf: changedAt };
  }

  async read(tx: Tx, asked: Asked, ctx: RequestContext) {
    const place = await this.placeOf(tx, asked, ctx);
    if (isRefusal(place)) return place;
    const { period, agencyId, agencyName, agencyIds, generation, changedAt } = place;
    const given = await this.inputs.latest(tx, { agencyId, period: period.code });
    const values = valuesOf(given);
    const system = await this.system.read(tx, generation, { agencyIds, from: period.from, to: period.to });
    if (isRefusal(system)) return system;
    const report = reformReport(period, periodAfter(period), system, values);
    if (isRefusal(report)) return report;
    const figures = statedFigures(system, values, given);
    if (isRefusal(figures)) return figures;
    const times = [changedAt, ...[...given.values()].map(({ enteredAt }) => enteredAt.toISOString())].sort();
    const asOf = times.at(-1) ?? changedAt;
    return { agencyIds, coverage: system.coverage, report: { period, agencyId, agencyName, ...report, figures, asOf } };
  }

  async given(tx: Tx, asked: Asked, ctx: RequestContext): Promise<Inputs | Refusal> {
    const place = await this.placeOf(tx, asked, ctx);
    if (isRefusal(place)) return place;
    const { period, agencyId, agencyName } = place;
    const given = await this.inputs.latest(tx, { agencyId, period: period.code });
    const groups = indicatorGroups.map(({ code, nameVi, indicators }) => ({
      code,
      nameVi,
      inputs: indicators.map((one) => ({ ...one, ...shown(given.get(one.code)) })),
    }));
    return { period, agencyId, agencyName, groups, lacking: lackingOf(valuesOf(given)).length };
  }

  private async placeOf(tx: Tx, asked: Asked, ctx: RequestContext) {
    const period = periodOfCode(asked.period, ctx.today());
    if (isRefusal(period)) return period;
    const { generation, changedAt } = await this.generations.serving(tx);
    const scope = await this.scope.of(tx, generation, { agencyId: asked.agencyId, descendants: true }, ctx.actor);
    if (isRefusal(scope)) return scope;
    const { rootId, agencyIds } = scope;
    if (rootId === null) return stats.refuseStats('STATS.UNKNOWN_AGENCY');
    const names = await this.coverage.names(tx, generation, 'agency', [rootId]);
    return { period, agencyId: rootId, agencyName: names.get(rootId) ?? '', agencyIds, generation, changedAt };
  }
}

const shown = (given: GivenInput | undefined) => ({
  value: given?.value ?? null,
  source: given?.source ?? null,
  providedBy: given?.providedBy ?? null,
  enteredBy: given?.enteredBy ?? null,
  enteredAt: given?.enteredAt.toISOString() ?? null,
  revision: given?.revision ?? 0,
});
