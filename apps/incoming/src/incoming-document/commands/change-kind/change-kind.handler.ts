import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { clerkMay, notTheTurn } from '../../domain/authorise.js';
import { refusalOfLetter } from '../../domain/citizen-letter.js';
import { kindChangeVi, kindNameVi } from '../../domain/incoming-kinds.js';
import { KnownSender } from '../../neighbours/known-sender.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';
import { OwedWorkStore } from '../../store/owed-work.store.js';

type Input = InputOf<typeof incoming.ChangeIncomingKind>;

/**
 * The policy of the check goes by the kind (citizens' letters have their own), so another kind is said before the number, by
 * whom and when, and the file is judged anew; until then nothing is registered. Paper has its check of the envelope, which no kind changes.
 */
@Injectable()
export class ChangeKindHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: IncomingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly owed: OwedWorkStore,
    private readonly senders: KnownSender,
  ) {}

  @Handles(incoming.ChangeIncomingKind)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof incoming.ChangeIncomingKind>> {
    return this.commands.run(incoming.ChangeIncomingKind, input, ctx, async (tx) => {
      const document = clerkMay(await this.documents.forChange(tx, input.documentId), 'arrived', ctx);
      if (isRefusal(document)) return document;
      if (document.source === 'paper') return notTheTurn(document.state);
      const { kind, letterAbout } = input;
      if (kindNameVi(kind) === null) return incoming.refuseIncoming('INCOMING.UNKNOWN_KIND', { kind });
      const fields = { ...document.fields, kind, letterAbout };
      const check = await this.documents.latestCheck(tx, document.id);
      const refusal =
        refusalOfLetter(fields, document.source, check?.judgement) ?? (await this.senders.refusalFor(fields, ctx));
      if (refusal !== null) return refusal;
      const changedAt = ctx.now().toISOString();
      const changed = await this.documents.save(tx, { ...document, state: 'arrived', advice: null, fields, changedAt });
      await this.owed.oweCheck(tx, changed.id, ctx.now());
      const textVi = `Trước khi vào sổ ${kindChangeVi(document.fields.kind, kind)}; kiểm tra lại theo quy định của loại này`;
      await this.timeline.record(tx, changed.id, { act: 'change-kind', textVi }, ctx);
      return { id: changed.id, state: changed.state, version: changed.version };
    });
  }
}
