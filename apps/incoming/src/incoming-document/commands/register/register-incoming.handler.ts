import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal, type Refusal } from '@vanthu/contracts';
import { type CivilDate, civilDate, type WorkingCalendar, yearOf } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, TimelineStore } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { CalendarStore } from '../../calendar/calendar.store.js';
import { clerkMay } from '../../domain/authorise.js';
import { isLetter, letterDueOn, letterNoteVi, refusalOfLetter } from '../../domain/citizen-letter.js';
import { type IncomingDocument, receivedOn } from '../../domain/incoming-document.js';
import { kindChangeVi, kindNameVi } from '../../domain/incoming-kinds.js';
import { adviseOnPaper } from '../../domain/paper-check.js';
import { adviseOn } from '../../domain/reception-policy.js';
import { submissionDue } from '../../domain/submission-due.js';
import { KnownSender } from '../../neighbours/known-sender.js';
import { PaperStore } from '../../paper/paper.store.js';
import { StampStore } from '../../paper/stamp.store.js';
import { SenderMemoryStore } from '../../reading/sender-memory.store.js';
import { DuplicateFinder } from '../../store/duplicate-finder.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';
import { RegisterLineStore } from '../../store/register-line.store.js';
import { unreadVi } from '../../watched-folder/read-arrival.js';
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
    private readonly paper: PaperStore,
    private readonly stamps: StampStore,
    private readonly memory: SenderMemoryStore,
    private readonly calendars: CalendarStore,
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

      const { paperLine } = input;
      if (paperLine !== undefined && paperLine.arrivedOn > ctx.today()) {
        return incoming.refuseIncoming('INCOMING.LINE_IN_FUTURE');
      }
      const on = (paperLine?.arrivedOn ?? ctx.today()) as CivilDate;
      const shut = await this.lines.closedOn(tx, document.agencyId, on);
      if (shut !== null) return shut;
      const calendar = await this.calendars.of(tx, document.agencyId);
      const number = await this.series.next(tx, document, on, paperLine?.number);
      if (isRefusal(number)) return number;
      const registered = await this.documents.save(tx, {
        ...document,
        state: 'registered',
        fields: input.fields,
        arrivalNumber: number,
        arrivedOn: on,
        // Of the urgency that the register has; the day of reception still counts when it was registered later (Art. 23.1).
        dueOn: submissionDue(
          civilDate(document.arrivedOn < on ? document.arrivedOn : on),
          input.fields.urgency,
          calendar,
        ),
        decisionReason: input.reason ?? null,
        changedAt: ctx.now().toISOString(),
      });
      await this.lines.add(tx, registered, yearOf(on), noteOf(input, receivedOn(registered), calendar));
      if (registered.source === 'paper') await this.stamps.owe(tx, registered.id, registered.changedAt);
      await this.timeline.record(tx, registered.id, this.words(number, document, input), ctx);
      await this.rememberSender(tx, document, input);
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
    const isPaper = document.source === 'paper';
    if (input.paperLine !== undefined && !isPaper) return refuse('INCOMING.LINE_NOT_PAPER');
    // The file was judged by the policy of the other kind: it is judged again first.
    if (!isPaper && isLetter(input.fields) !== isLetter(document.fields)) {
      return refusalOfLetter(input.fields, document.source) ?? refuse('INCOMING.KIND_CHANGES_POLICY');
    }
    const advised = await this.adviceOn(tx, document, input);
    if (advised === null) return refuse('INCOMING.NOT_CHECKED');
    const { advice, adviceVi, judgement } = advised;
    if (advice === 'return') return refuse('INCOMING.MUST_RETURN', { why: adviceVi });
    const letter = refusalOfLetter(input.fields, document.source, judgement);
    if (letter !== null) return letter;
    if (kindNameVi(input.fields.kind) === null) return refuse('INCOMING.UNKNOWN_KIND', { kind: input.fields.kind });
    const [duplicate] = await this.duplicates.registeredLike(tx, { ...document, fields: input.fields });
    if (input.reason !== undefined) return null;
    if (duplicate !== undefined) {
      const { documentId, arrivalNumber, whyVi } = duplicate;
      return refuse('INCOMING.DUPLICATE', { documentId, arrivalNumber, why: whyVi });
    }
    return advice === 'decide' ? refuse('INCOMING.REASON_REQUIRED', { why: adviceVi }) : null;
  }

  /** By the sender that goes into the register, which need not be the one that was named at the arrival. */
  private async adviceOn(tx: Tx, document: IncomingDocument, { fields }: Input) {
    if (document.source === 'paper') {
      const paper = await this.paper.checkOf(tx, document.id);
      return paper && { ...adviseOnPaper(paper), judgement: null };
    }
    const check = await this.documents.latestCheck(tx, document.id);
    return check && { ...adviseOn(check.judgement, fields), judgement: check.judgement };
  }

  /** A name that was corrected only now is offered the next time, as one that was corrected on receiving is. */
  private async rememberSender(tx: Tx, { source, agencyId, fields }: IncomingDocument, input: Input): Promise<void> {
    const given = input.fields;
    const same = given.senderName === fields.senderName && given.senderAgencyId === fields.senderAgencyId;
    if (source === 'hosted' || same || fields.senderName === unreadVi || isLetter(given)) return;
    await this.memory.remember(tx, agencyId, fields.senderName, given);
  }

  private words(number: number, before: IncomingDocument, { fields, reason, paperLine }: Input) {
    const from = paperLine === undefined ? '' : ', theo dòng đã ghi trên sổ giấy';
    const kind = fields.kind === before.fields.kind ? '' : `; ${kindChangeVi(before.fields.kind, fields.kind)}`;
    const why = reason === undefined ? '' : `; lý do: ${reason}`;
    return { act: 'register', textVi: `Vào sổ, số đến ${number}${from}${kind}${why}` };
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

/** Column 10: what a citizen's letter is and by when; a line of the time when the system was away says so. */
const noteOf = ({ reason, paperLine, fields }: Input, received: CivilDate, calendar: WorkingCalendar): string =>
  [
    letterNoteVi(fields, letterDueOn(fields, received, calendar)),
    paperLine === undefined ? null : 'Ghi sổ giấy khi Hệ thống ngừng',
    reason ?? null,
  ]
    .filter((part) => part !== null)
    .join('. ');
