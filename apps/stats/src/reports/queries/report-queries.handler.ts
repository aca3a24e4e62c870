import { Injectable } from '@nestjs/common';
import { type InputOf, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { ReportReader } from '../store/report-reader.js';

const oneMoment = { isolation: 'REPEATABLE READ' } as const;

/** The report of a period, and what was entered for it. */
@Injectable()
export class ReportQueriesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: ReportReader,
  ) {}

  @Handles(stats.GetReformReport)
  report(
    input: InputOf<typeof stats.GetReformReport>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.GetReformReport>> {
    return this.transactions.run((tx) => this.reader.report(tx, input, ctx), oneMoment);
  }

  @Handles(stats.GetReportInputs)
  inputs(
    input: InputOf<typeof stats.GetReportInputs>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.GetReportInputs>> {
    return this.transactions.run((tx) => this.reader.given(tx, input, ctx), oneMoment);
  }
}
