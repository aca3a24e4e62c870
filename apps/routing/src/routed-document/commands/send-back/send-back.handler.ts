import { Injectable } from '@nestjs/common';
import { type InputOf, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { notFound } from '../../domain/authorise.js';
import { sentBack } from '../../domain/rerouting.js';
import { mayRead } from '../../domain/routed-document.js';
import { CalendarStore } from '../../store/calendar.store.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

/** To whoever gave it, with the reason: nothing is lost on the way, and somebody always has it. */
@Injectable()
export class SendBackHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly calendars: CalendarStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.SendBack)
  handle(input: InputOf<typeof routing.SendBack>, ctx: RequestContext): Promise<Answer<typeof routing.SendBack>> {
    return this.commands.run(routing.SendBack, input, ctx, async (tx) => {
      const document = await this.documents.forChange(tx, input.documentId);
      if (document === null || ctx.actor === null || !mayRead(document, ctx.actor)) return notFound();
      const calendar = await this.calendars.of(tx, document.agencyId);
      const back = sentBack(document, ctx.actor, { today: ctx.today(), calendar });
      if (back === null) return routing.refuseRouting('ROUTING.NOTHING_TO_SEND_BACK');
      return this.way.reroute(tx, ctx, {
        document: back.document,
        act: 'send-back',
        textVi: `${back.from} chuyển trả: ${input.reason}`,
        standing: back.standing,
        tell: {
          kind: 'sent-back',
          holders: back.tell,
          textVi: `${back.from} chuyển trả ${nameVi(document)}: ${input.reason}`,
        },
      });
    });
  }
}
