import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Generations } from '../../model/generations.js';
import { differencesOf } from '../domain/snapshot.js';
import { ReportReader } from '../store/report-reader.js';
import { SnapshotsStore } from '../store/snapshots.store.js';

const shown = 200;
const bucketsVi: Readonly<Record<string, string>> = {
  both: 'Cả hai chữ ký',
  personalOnly: 'Chỉ ký cá nhân',
  organisationOnly: 'Chỉ ký cơ quan',
  unsigned: 'Chưa ký số',
  excluded: 'Không tính',
};

/** "At cut-off" and "today" side by side. */
@Injectable()
export class GetSnapshotHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly reader: ReportReader,
    private readonly snapshots: SnapshotsStore,
  ) {}

  @Handles(stats.GetSnapshot)
  handle(input: InputOf<typeof stats.GetSnapshot>, ctx: RequestContext): Promise<Answer<typeof stats.GetSnapshot>> {
    return this.transactions.run(
      async (tx) => {
        const read = await this.reader.read(tx, input, ctx);
        if (isRefusal(read)) return read;
        const { period, agencyId } = read.report;
        const place = { agencyId, period: period.code };
        const closed = await this.snapshots.of(tx, place);
        const { generation } = await this.generations.serving(tx);
        const moved = closed === null ? [] : await this.snapshots.corrections(tx, generation, place, shown);
        return {
          period,
          agencyId,
          ended: ctx.today() > period.to,
          snapshot: closed && {
            sha256: closed.sha256,
            closedAt: closed.closedAt.toISOString(),
            closedBy: closed.closedBy,
            figures: closed.content.coverage,
          },
          today: read.coverage,
          differences: closed === null ? [] : differencesOf(closed.content.report.figures, read.report.figures),
          corrections: moved.map((one) => ({
            documentId: one.document_id,
            numberAndSymbol: one.number_and_symbol ?? '',
            issuedOn: one.issued_on ?? period.to,
            fromVi: one.from_bucket === null ? 'Chưa có trong số liệu' : (bucketsVi[one.from_bucket] ?? ''),
            toVi: bucketsVi[one.to_bucket] ?? '',
            reasonVi: one.reason,
            happenedAt: one.happened_at.toISOString(),
          })),
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}
