import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, refuser, stats } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Generations } from '../../model/generations.js';
import { ReportReader } from '../store/report-reader.js';
import { SnapshotsStore } from '../store/snapshots.store.js';

/** Keeps what the figures of a period are when leadership closes it. Once; what moves afterwards is shown against it. */
@Injectable()
export class ClosePeriodHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly generations: Generations,
    private readonly reader: ReportReader,
    private readonly snapshots: SnapshotsStore,
  ) {}

  @Handles(stats.ClosePeriod)
  handle(input: InputOf<typeof stats.ClosePeriod>, ctx: RequestContext): Promise<Answer<typeof stats.ClosePeriod>> {
    return this.commands.run(stats.ClosePeriod, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return refuser(commonRefusals)('ACCESS.NOT_ALLOWED');
      // The listeners wait: nothing moves between the figures that are read and the snapshot that is kept.
      await this.generations.hold(tx);
      const read = await this.reader.read(tx, { period: input.period, agencyId: actor.agencyId }, ctx);
      if (isRefusal(read)) return read;
      const { period, agencyId } = read.report;
      if (ctx.today() <= period.to) {
        const to = period.to.split('-').reverse().join('/');
        return stats.refuseStats('STATS.PERIOD_NOT_OVER', { period: period.nameVi, to });
      }
      const closedAt = ctx.now();
      const sha256 = await this.snapshots.add(
        tx,
        { agencyId, period: period.code },
        {
          from: period.from,
          to: period.to,
          agencyIds: read.agencyIds,
          content: { coverage: read.coverage, report: read.report },
          personId: actor.personId,
          positionId: actor.positionId,
          closedBy: `${actor.personName}, ${actor.positionTitle}`,
          closedAt,
          commandId: ctx.commandId,
        },
      );
      if (sha256 === null) return stats.refuseStats('STATS.ALREADY_CLOSED', { period: period.nameVi });
      return { sha256, closedAt: closedAt.toISOString() };
    });
  }
}
