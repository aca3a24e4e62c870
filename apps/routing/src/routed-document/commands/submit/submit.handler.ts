import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, routing } from '@vanthu/contracts';
import { mustBeHandledAtOnce } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Courses, passedOverVi } from '../../../flows/courses.js';
import { inTurn, notFound, notRegistered } from '../../domain/authorise.js';
import { checkDirection, withoutRepetitions } from '../../domain/check-direction.js';
import { openParts } from '../../domain/course.js';
import { withReaders } from '../../domain/routed-document.js';
import { Announcer } from '../../store/announcer.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

/** The clerk submits to the person competent to direct, with what the office proposes (Art. 23.1). */
@Injectable()
export class SubmitHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly way: Way,
    private readonly announcer: Announcer,
    private readonly courses: Courses,
  ) {}

  @Handles(routing.Submit)
  handle(input: InputOf<typeof routing.Submit>, ctx: RequestContext): Promise<Answer<typeof routing.Submit>> {
    return this.commands.run(routing.Submit, input, ctx, async (tx) => {
      const found = await this.documents.forChange(tx, input.documentId);
      if (found === null) return notRegistered();
      const document = inTurn(found, 'submitted', ctx.actor);
      if (isRefusal(document)) return document;
      if (ctx.actor?.agencyId !== document.agencyId) return notFound();

      const director = await this.organisation.director(ctx, document.agencyId, input.toPositionId);
      if (isRefusal(director)) return director;
      const proposal =
        input.proposal === null
          ? null
          : (checkDirection(input.proposal, ctx.today()) ??
            (await this.organisation.named(ctx, document.agencyId, withoutRepetitions(input.proposal))));
      if (isRefusal(proposal)) return proposal;

      const toName = `${director.title} ${director.fullName}`;
      const next = await this.courses.next(tx, ctx, document);
      const asked = openParts(next?.course ?? null);
      const holders = asked.flatMap((part) => [...part.holders]);
      const leader = `position:${director.positionId}`;
      const atOnce = mustBeHandledAtOnce(document.urgency);
      const to = (holder: string) => ({
        ...{ kind: 'submitted' as const, holders: [holder] },
        textVi: `Trình xin ý kiến: ${nameVi(document)}`,
      });
      const secretaries = await this.organisation.inRole(ctx, document.agencyId, 'secretary');
      const submitted = await this.way.step(tx, ctx, {
        document: {
          ...document,
          state: 'submitted',
          submittedToPositionId: director.positionId,
          submittedToName: toName,
          submissionOpenedAt: null,
          desk: null,
          proposal,
          // What is urgent lies with the leader from now on, whatever its flow says (Art. 23.1; R-IN-08).
          dueOn: atOnce ? ctx.today() : (next?.dueOn ?? null),
          course: next?.course ?? document.course,
          readers: withReaders(document, `person:${director.personId}`, ...secretaries, ...holders),
        },
        act: 'submit',
        textVi: `Trình ${toName}${passedOverVi(next?.passedOver ?? [])}`,
        tell: [
          ...(holders.length === 0 || atOnce ? [to(leader)] : []),
          { kind: 'given', holders, textVi: `${next?.course.stepName}: ${nameVi(document)}` },
        ],
      });
      const facts = { toPositionId: director.positionId, toName, submittedAt: ctx.now().toISOString() };
      await this.announcer.announce(tx, routing.Submitted, submitted, facts, ctx);
      return { documentId: submitted.documentId, state: submitted.state, version: submitted.version };
    });
  }
}
