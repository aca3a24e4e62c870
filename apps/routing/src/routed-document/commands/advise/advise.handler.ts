import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { mustBeHandledAtOnce } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { Courses, passedOverVi } from '../../../flows/courses.js';
import { notFound, notTheTurn } from '../../domain/authorise.js';
import { checkDirection, withoutRepetitions } from '../../domain/check-direction.js';
import { openParts, type Part } from '../../domain/course.js';
import { partOf } from '../../domain/part-of.js';
import { type Direction, mayRead, type RoutedDocument, withReaders } from '../../domain/routed-document.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

type Input = InputOf<typeof routing.Advise>;

/** Heard before the direction, by the document's flow: the office proposes, units give their opinions side by side. */
@Injectable()
export class AdviseHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly courses: Courses,
    private readonly way: Way,
  ) {}

  @Handles(routing.Advise)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof routing.Advise>> {
    return this.commands.run(routing.Advise, input, ctx, async (tx) => {
      const document = await this.documents.forChange(tx, input.documentId);
      const { actor } = ctx;
      if (document === null || actor === null || !mayRead(document, actor)) return notFound();
      if (document.state !== 'submitted') return notTheTurn(document.state);
      const own = partOf(document, actor);
      if (own === null || document.course === null) return routing.refuseRouting('ROUTING.NOT_ASKED');
      const proposal = await this.proposalOf(document, input.proposal, ctx);
      if (isRefusal(proposal)) return proposal;

      const at = ctx.now().toISOString();
      const said = { by: `${actor.positionTitle} ${actor.personName}`, at, text: input.text };
      const parts = document.course.parts.map((part): Part => (part === own.part ? { ...part, said } : part));
      const heard = {
        ...document,
        proposal,
        submissionOpenedAt: document.submissionOpenedAt ?? at,
        course: { ...document.course, parts },
      };
      const { passedOver, ...after } = await this.after(tx, ctx, heard);
      return this.way.reroute(tx, ctx, {
        ...after,
        act: 'advise',
        textVi: `${document.course.stepName} (${own.part.name}): ${input.text}${passedOverVi(passedOver)}`,
        standing: own.standing,
      });
    });
  }

  /** When all are heard the next step begins: others are asked, or it is the leader's turn. */
  private async after(tx: Tx, ctx: RequestContext, document: RoutedDocument) {
    if (openParts(document.course).length > 0) return { document, passedOver: [] };
    const next = await this.courses.next(tx, ctx, document);
    if (next === null) return { document, passedOver: [] };
    const asked = openParts(next.course).flatMap(({ holders }) => [...holders]);
    const { course, dueOn, passedOver } = next;
    const textVi = `${course.stepName}: ${nameVi(document)}`;
    return {
      passedOver,
      document: {
        ...{ ...document, course, readers: withReaders(document, ...asked) },
        dueOn: mustBeHandledAtOnce(document.urgency) ? document.dueOn : dueOn,
      },
      tell:
        asked.length > 0
          ? { kind: 'given' as const, holders: asked, textVi }
          : { kind: 'submitted' as const, holders: [`position:${document.submittedToPositionId}`], textVi },
    };
  }

  /** A proposal names lead, co-operators and day as a direction does; an opinion leaves the proposal as it is. */
  private async proposalOf(
    document: RoutedDocument,
    given: Direction | null,
    ctx: RequestContext,
  ): Promise<Direction | Refusal | null> {
    if (document.course?.act !== 'propose') return document.proposal;
    const proposal = given ?? document.proposal;
    if (proposal === null) return routing.refuseRouting('ROUTING.PROPOSAL_MISSING');
    return (
      checkDirection(proposal, ctx.today()) ??
      this.organisation.named(ctx, document.agencyId, withoutRepetitions(proposal))
    );
  }
}
