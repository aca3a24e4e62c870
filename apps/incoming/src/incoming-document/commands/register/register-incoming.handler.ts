import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal, type Refusal } from '@vanthu/contracts';
import { type CivilDate, yearOf } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { clerkMay } from '../../domain/authorise.js';
import type { IncomingDocument } from '../../domain/incoming-document.js';
import { kindNameVi } from '../../domain/incoming-kinds.js';
import { advise } from '../../domain/reception-policy.js';
import { KnownSender } from '../../neighbours/known-sender.js';
import { DuplicateFinder } from '../../store/duplicate-finder.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';
import { RegisterLineStore } from '../../store/register-line.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { ArrivalSeries } from './arrival-series.js';

type Input = InputOf<typeof incoming.RegisterIncoming>;

/** The clerk accepts the document: next number of the year, line in the register, from now on a duty to handle it (Art. 22). */
@Injectable()
export class RegisterIncomingHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: IncomingDocumentStore,
    private readonly duplicates: DuplicateFinder,
    private readonly series: ArrivalSeries,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
    private readonly senders: KnownSender,
  ) {}

  @Handles(incoming.RegisterIncoming)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof incoming.RegisterIncoming>> {
    const unknownSender = await this.senders.refusalFor(input.fields, ctx);
    return this.commands.run(incoming.RegisterIncoming, input, ctx, async (tx) => {
      const found = await this.documents.forChange(tx, input.documentId);
      if (found?.state === 'arrived' && !isRefusal(clerkMay(found, 'checked', ctx))) {
        return incoming.refuseIncoming('INCOMING.NOT_CHECKED');
      }
      const document = clerkMay(found, 'registered', ctx);
      if (isRefusal(document)) return document;
      if (unknownSender !== null) return unknownSender;
      const refusal = await this.refusalFor(tx, document, input);
      if (refusal !== null) return refusal;

      const on = ctx.today() as CivilDate;
      const number = await this.series.next(tx, document.agencyId, document.id, on);
      if (isRefusal(number)) return number;
      const registered = await this.documents.save(tx, {
        ...document,
        state: 'registered',
        fields: input.fields,
        arrivalNumber: number,
        arrivedOn: on,
        decisionReason: input.reason ?? null,
        changedAt: ctx.now().toISOString(),
      });
      await this.lines.add(tx, registered, yearOf(on), input.reason ?? '');
      await this.timeline.record(tx, registered.id, this.words(number, input.reason), ctx);
      await this.announce(tx, registered, number, ctx);
      return {
        id: registered.id,
        state: registered.state,
        version: registered.version,
        arrivalNumber: number,
        arrivedOn: on,
      };
    });
  }

  /** Everything that can refuse is asked before the number: afterwards only faults remain, and they roll it back. */
  private async refusalFor(tx: Tx, document: IncomingDocument, input: Input): Promise<Refusal | null> {
    const refuse = incoming.refuseIncoming;
    const check = await this.documents.latestCheck(tx, document.id);
    if (check === null) return refuse('INCOMING.NOT_CHECKED');
    // By the sender that goes into the register, which need not be the one that was named at the arrival.
    const { advice, adviceVi } = advise(check.judgement, input.fields.senderAgencyId);
    if (advice === 'return') return refuse('INCOMING.MUST_RETURN', { why: adviceVi });
    if (kindNameVi(input.fields.kind) === null) return refuse('INCOMING.UNKNOWN_KIND', { kind: input.fields.kind });
    const [duplicate] = await this.duplicates.registeredLike(tx, { ...document, fields: input.fields });
    if (input.reason !== undefined) return null;
    if (duplicate !== undefined) {
      const { documentId, arrivalNumber, whyVi } = duplicate;
      return refuse('INCOMING.DUPLICATE', { documentId, arrivalNumber, why: whyVi });
    }
    return advice === 'decide' ? refuse('INCOMING.REASON_REQUIRED', { why: adviceVi }) : null;
  }

  private words(number: number, reason: string | undefined): { act: string; textVi: string } {
    return { act: 'register', textVi: `Vào sổ, số đến ${number}${reason === undefined ? '' : `; lý do: ${reason}`}` };
  }

  private announce(tx: Tx, document: IncomingDocument, arrivalNumber: number, ctx: RequestContext): Promise<unknown> {
    return this.outbox.add(
      tx,
      incoming.IncomingRegistered,
      {
        aggregateId: document.id,
        payload: {
          documentId: document.id,
          agencyId: document.agencyId,
          readers: [...document.readers],
          fields: document.fields,
          arrivalNumber,
          arrivedOn: document.arrivedOn,
          registeredAt: ctx.now().toISOString(),
          outgoingDocumentId: document.outgoingDocumentId,
        },
      },
      ctx,
    );
  }
}
