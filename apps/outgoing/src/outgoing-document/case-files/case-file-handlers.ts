import { Injectable } from '@nestjs/common';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { actorOf } from '../store/act-on-document.js';
import { CaseFileStore } from './case-file.store.js';

@Injectable()
export class FindCaseFilesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly caseFiles: CaseFileStore,
  ) {}

  @Handles(outgoing.FindCaseFiles)
  async handle(
    { year }: InputOf<typeof outgoing.FindCaseFiles>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindCaseFiles>> {
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    const { agencyId } = actorOf(ctx);
    return { caseFiles: await this.transactions.run((tx) => this.caseFiles.withDocuments(tx, agencyId, period)) };
  }
}

/** For the report on the outputs of Annex VI part V. */
@Injectable()
export class CountCaseFilesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly caseFiles: CaseFileStore,
  ) {}

  @Handles(outgoing.CountCaseFiles)
  handle({
    agencyIds,
    from,
    to,
  }: InputOf<typeof outgoing.CountCaseFiles>): Promise<Answer<typeof outgoing.CountCaseFiles>> {
    return this.transactions.run((tx) => this.caseFiles.count(tx, agencyIds, { from, to }));
  }
}

/** Title and retention, as the list of case files needs them (Art. 29.2). */
@Injectable()
export class DescribeCaseFileHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly caseFiles: CaseFileStore,
  ) {}

  @Handles(outgoing.DescribeCaseFile)
  handle(
    input: InputOf<typeof outgoing.DescribeCaseFile>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.DescribeCaseFile>> {
    return this.commands.run(outgoing.DescribeCaseFile, input, ctx, async (tx) => {
      const { agencyId, personName: name } = actorOf(ctx);
      const isThere = await this.caseFiles.describe(tx, { agencyId, ...input }, { name, at: ctx.now() });
      return isThere
        ? { notation: input.notation }
        : outgoing.refuseOutgoing('OUTGOING.UNKNOWN_CASE_FILE', { notation: input.notation });
    });
  }
}
