import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { DirectoryAgency } from '../domain/directory-answers.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { unique } from '../domain/readers.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { DraftCourses } from '../flows/draft-courses.js';
import { actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { ReviewStore } from './review.store.js';
import { ReviewDocument } from './review-document.js';

type Input = InputOf<typeof outgoing.AskOpinions>;
const refuse = outgoing.refuseOutgoing;

/** Other units are asked until a day; their heads become readers (Art. 10.2; Annex VI III.5.a). */
@Injectable()
export class AskOpinionsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly directory: DirectoryQuestions,
    private readonly reviewing: ReviewDocument,
    private readonly courses: DraftCourses,
    private readonly review: ReviewStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.AskOpinions)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.AskOpinions>> {
    const actor = actorOf(ctx);
    const agency = await this.directory.agency(actor.agencyId, ctx);
    return this.commands.run(outgoing.AskOpinions, input, ctx, async (tx) => {
      const document = await this.reviewing.load(tx, input.documentId, 'ask-opinions', ctx);
      if (isRefusal(document)) return document;
      if (isRefusal(agency)) return agency;
      const units = unitsAsked(input.unitIds, agency, document);
      if (isRefusal(units)) return units;
      if (input.dueOn < ctx.today())
        return refuse('OUTGOING.OPINION_DUE', { from: printShortDate(civilDate(ctx.today())) });

      const readers = unique([...document.readers, ...units.map(({ unitId }) => `head:${unitId}`)]);
      const opinions = units.map((unit) => ({ ...unit, opinionId: uuidV5(ctx.commandId, unit.unitId) }));
      const course = document.course && {
        ...document.course,
        asked: [...document.course.asked, ...opinions.map((one) => ({ ...one, stepId: null, said: null }))],
      };
      const changedAt = ctx.now().toISOString();
      const asked = await this.courses.save(tx, { ...document, readers, course, changedAt }, ctx);
      const by = { actor, at: ctx.now() };
      const { question, dueOn } = input;
      const ids: string[] = [];
      for (const { unitId, name, opinionId: id } of opinions) {
        await this.review.ask(tx, asked, { id, unitId, unitName: name, question, dueOn }, by);
        ids.push(id);
      }
      const names = units.map(({ name }) => name).join(', ');
      const textVi = `Lấy ý kiến ${names}, hạn ${printShortDate(civilDate(dueOn))}`;
      await this.timeline.record(tx, document.id, { act: 'ask-opinions', textVi }, ctx);
      const payload = { documentId: document.id, abstract: document.abstract, units, dueOn, readers };
      await this.outbox.add(tx, outgoing.OpinionsAsked, { aggregateId: document.id, payload }, ctx);
      return { ids };
    });
  }
}

/** Units of the agency beside the drafting one, each once. */
function unitsAsked(
  ids: readonly string[],
  agency: DirectoryAgency,
  document: OutgoingDocument,
): { unitId: string; name: string }[] | Refusal {
  const units = unique(ids).map((id) => agency.units.find((unit) => unit.id === id && id !== document.unitId));
  const known = units.filter((unit) => unit !== undefined);
  if (known.length < units.length) return refuse('OUTGOING.UNKNOWN_UNIT');
  return known.map(({ id, name }) => ({ unitId: id, name }));
}
