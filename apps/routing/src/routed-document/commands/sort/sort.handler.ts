import { Injectable } from '@nestjs/common';
import { type InputOf, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { sortsFor } from '../../domain/acts-of.js';
import { notFound, notTheTurn } from '../../domain/authorise.js';
import { mayRead } from '../../domain/routed-document.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { Way } from '../../store/way.js';

const placeVi = { first: 'xem trước', normal: 'theo thứ tự', later: 'để sau' } as const;

/** The order of the leader's desk. Whoever sorts decides nothing: the direction stays the leader's (Art. 23.2; R-IN-10). */
@Injectable()
export class SortHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.Sort)
  handle(input: InputOf<typeof routing.Sort>, ctx: RequestContext): Promise<Answer<typeof routing.Sort>> {
    return this.commands.run(routing.Sort, input, ctx, async (tx) => {
      const document = await this.documents.forChange(tx, input.documentId);
      const { actor } = ctx;
      if (document === null || actor === null || !mayRead(document, actor)) return notFound();
      if (document.state !== 'submitted') return notTheTurn(document.state);
      if (!sortsFor(document, actor)) return routing.refuseRouting('ROUTING.NOT_SUBMITTED_TO_YOU');
      const { place, note } = input;
      const by = `${actor.positionTitle} ${actor.personName}`;
      return this.way.reroute(tx, ctx, {
        document: { ...document, desk: { place, note, by } },
        act: 'sort',
        textVi: `Sắp xếp: ${placeVi[place]}${note === null ? '' : `. ${note}`}`,
      });
    });
  }
}
