import { Injectable } from '@nestjs/common';
import { type InputOf, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { notFound } from '../../domain/authorise.js';
import { undone } from '../../domain/rerouting.js';
import { mayRead } from '../../domain/routed-document.js';
import { CalendarStore } from '../../store/calendar.store.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { Way } from '../../store/way.js';

/** "Lấy lại": as if the last step had not been done, before anybody has seen it; the timeline keeps both. */
@Injectable()
export class UndoHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly calendars: CalendarStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.Undo)
  handle(input: InputOf<typeof routing.Undo>, ctx: RequestContext): Promise<Answer<typeof routing.Undo>> {
    return this.commands.run(routing.Undo, input, ctx, async (tx) => {
      const document = await this.documents.forChange(tx, input.documentId);
      if (document === null || ctx.actor === null || !mayRead(document, ctx.actor)) return notFound();
      const undo = undone(document, ctx.actor);
      if (undo === null) return routing.refuseRouting('ROUTING.NOTHING_TO_UNDO');
      const calendar = await this.calendars.of(tx, document.agencyId);
      const before = undo.back(document, { today: ctx.today(), calendar });
      const { textVi, standing } = undo;
      return this.way.reroute(tx, ctx, { document: before, act: 'undo', textVi, standing });
    });
  }
}
