import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type CivilDate, checkCopy, copySymbol, numberAndSymbol, yearOf } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { allotNumber, enterRegister, openSeries, type SeriesKey } from '@vanthu/register';
import { DirectoryQuestions, type PersonInPosition } from '../drafting/directory-questions.js';
import { copySeries } from '../register/kept-apart.js';
import { actorOf } from '../store/act-on-document.js';
import { CopiesStore, type DocumentCopy } from './copies.store.js';

type Input = InputOf<typeof outgoing.RegisterCopy>;
const refuse = outgoing.refuseOutgoing;

/** Number and line of a copy on paper, in the permitted direction and signed by whom the head has charged (Art. 25, 27). */
@Injectable()
export class RegisterCopyHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly directory: DirectoryQuestions,
    private readonly copies: CopiesStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.RegisterCopy)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.RegisterCopy>> {
    const { agencyId } = actorOf(ctx);
    const [agency, people] = await Promise.all([
      this.directory.agency(agencyId, ctx),
      this.directory.people(agencyId, ctx),
    ]);
    return this.commands.run(outgoing.RegisterCopy, input, ctx, async (tx) => {
      if (isRefusal(agency)) return agency;
      if (isRefusal(people)) return people;
      const rule = checkCopy(input);
      if (rule?.code === 'COPY.SOURCE') return refuse('OUTGOING.COPY_SOURCE', { why: rule.messageVi });
      if (rule) return refuse('OUTGOING.COPY_DIRECTION', { why: rule.messageVi });
      if (input.to === 'electronic') return refuse('OUTGOING.COPY_ELECTRONIC');
      const signer = people.find(({ positionId }) => positionId === input.signerPositionId);
      const charged = await this.copies.signersOn(tx, agencyId, ctx.today());
      if (!signer || !charged.has(input.signerPositionId)) return refuse('OUTGOING.NOT_A_COPY_SIGNER');
      const symbol = copySymbol(input.form, agency.abbreviation);
      return this.register(tx, input, { agencyId, symbol, signer }, ctx);
    });
  }

  private async register(
    tx: Tx,
    input: Input,
    { agencyId, symbol, signer }: { agencyId: string; symbol: string; signer: PersonInPosition },
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.RegisterCopy>> {
    const today = ctx.today();
    const year = yearOf(today as CivilDate);
    const key: SeriesKey = { agencyId, year, direction: 'outgoing', code: copySeries };
    await openSeries(tx, key);
    const given = await allotNumber(tx, key, today);
    if (!given.allotted) {
      return given.reason === 'date-behind'
        ? refuse('OUTGOING.DATE_BEHIND', { lastDate: given.lastDate })
        : refuse('OUTGOING.SERIES_CLOSED');
    }
    const { number } = given;
    const id = uuidV5(ctx.commandId, 'copy');
    await enterRegister(tx, key, [{ number, notation: symbol, documentId: id, documentDate: today }]);
    const { form, numberAndSymbol: copied, documentDate, issuer, kindAndAbstract, copies, recipients } = input;
    const copyNumber = numberAndSymbol(number, symbol);
    const copy: DocumentCopy = {
      ...{ id, copyNumber, copiedOn: today, form, numberAndSymbol: copied, documentDate, issuer, kindAndAbstract },
      ...{ signerName: signer.fullName, signerTitle: signer.title, copies, recipients },
    };
    const { personId: by } = actorOf(ctx);
    const { signerPositionId } = input;
    await this.copies.add(tx, copy, { agencyId, year, seriesCode: copySeries, number, signerPositionId, by });
    await this.outbox.add(tx, outgoing.CopyRegistered, { aggregateId: id, payload: { ...copy, agencyId } }, ctx);
    return { id, copyNumber, copiedOn: today };
  }
}
