import { Injectable } from '@nestjs/common';
import { type Actor, outgoing } from '@vanthu/contracts';
import { civilDate, civilDateOf, flowFit, pathOf, printShortDate } from '@vanthu/decree30';
import { type ListenContext, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { type Course, factsOf, openParts, settled, type Unsettled } from '../domain/course.js';
import type { DirectoryAgency } from '../domain/directory-answers.js';
import { actVi } from '../domain/flow-view.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { unique } from '../domain/readers.js';
import { actsAs, waitsFor } from '../domain/waiting.js';
import { ReviewStore } from '../review/review.store.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';
import { AgencyHoursStore } from '../watch/agency-hours.store.js';
import { DraftFlowStore } from './draft-flow.store.js';

/** Namespace of ids of opinions that a step asks for. */
const opinionIds = '7d3c9a1e-0b46-4c58-9f1b-5be2f0a6c912';

type Said = { readonly by: string; readonly at: string };

/** Moves drafts along the flow on which they began, in the transaction of the act. */
@Injectable()
export class DraftCourses {
  constructor(
    private readonly flows: DraftFlowStore,
    private readonly hours: AgencyHoursStore,
    private readonly documents: OutgoingDocumentStore,
    private readonly review: ReviewStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  /** On the flow that the agency has applied today, at its first step. */
  async begin(tx: Tx, document: OutgoingDocument, units: DirectoryAgency['units']): Promise<OutgoingDocument> {
    const known = units.map(({ id, name, abbreviation }) => ({ id, name, abbreviation }));
    const chosen = await this.choose(tx, document, { units: known, asked: [], endorsed: [] });
    return { ...document, course: (await this.settle(tx, document, chosen)).course };
  }

  /** Writes what an act has changed, at the step where the draft stands by now; who is to be heard there is asked. */
  async save(tx: Tx, document: OutgoingDocument, ctx: RequestContext | ListenContext): Promise<OutgoingDocument> {
    return this.move(tx, document, ctx, (changed) => this.documents.save(tx, changed));
  }

  private async move(
    tx: Tx,
    document: OutgoingDocument,
    ctx: RequestContext | ListenContext,
    write: (changed: OutgoingDocument) => Promise<OutgoingDocument>,
  ): Promise<OutgoingDocument> {
    const { course: on, readers } = document;
    const held = on ?? (await this.choose(tx, document, { units: [], asked: [], endorsed: [] }));
    const chosen = await this.stillFits(tx, document, held);
    const { course, toAsk, passedOver } = await this.settle(tx, document, chosen);
    const asked = toAsk.map(({ unitId, name }) => ({
      ...{ stepId: course.stepId, unitId, name, said: null },
      opinionId: uuidV5(opinionIds, `${document.id} ${course.stepId} ${unitId}`),
    }));
    const moved = { ...course, asked: [...course.asked, ...asked] };
    const heads = asked.map(({ unitId }) => `head:${unitId}`);
    const saved = await write({
      ...document,
      course: moved,
      readers: unique([...readers, ...heads]),
    });
    if (asked.length > 0 && 'actor' in ctx && ctx.actor) await this.ask(tx, saved, asked, ctx as RequestContext);
    if ('actor' in ctx) {
      for (const name of passedOver) {
        const textVi = `Bỏ qua bước “${name}”: không còn ai thực hiện`;
        await this.timeline.record(tx, saved.id, { act: 'pass-over', textVi }, ctx as RequestContext);
      }
    }
    // Who has left an applied flow is told of too: nobody is urged to what no longer waits.
    const isApplied = moved.flowVersion > 0 || (on !== null && on.flowVersion > 0);
    if (isApplied && hasMoved(on, moved)) await this.tell(tx, saved, moved, ctx);
    return saved;
  }

  /** A unit has given its opinion. */
  async said(tx: Tx, document: OutgoingDocument, opinionId: string, said: Said, ctx: RequestContext): Promise<void> {
    const { course } = document;
    if (course === null) return;
    const asked = course.asked.map((one) => (one.opinionId === opinionId ? { ...one, said } : one));
    await this.place(tx, { ...document, course: { ...course, asked }, changedAt: said.at }, ctx);
  }

  /** Somebody has initialled what stands; whoever presents it to the signer does so by it. */
  async endorsed(tx: Tx, document: OutgoingDocument, actor: Actor, ctx: RequestContext): Promise<void> {
    const { course, manifest } = document;
    if (course?.act !== 'present') return;
    const own = actsAs(actor);
    const keys = openParts(course).flatMap(({ holders }) => holders.filter((holder) => own.includes(holder)));
    if (keys.length === 0) return;
    const at = ctx.now().toISOString();
    const given = keys.map((key) => ({ key, by: actor.personName, at, manifestHash: manifest.hash }));
    const readers = unique([...document.readers, `person:${actor.personId}`]);
    const endorsed = [...course.endorsed, ...given];
    await this.place(tx, { ...document, readers, course: { ...course, endorsed }, changedAt: at }, ctx);
  }

  private place(tx: Tx, document: OutgoingDocument, ctx: RequestContext): Promise<OutgoingDocument> {
    return this.move(tx, document, ctx, (changed) => this.documents.place(tx, changed));
  }

  /** The way of this draft, with where it stands. */
  async steps(tx: Tx, document: OutgoingDocument): Promise<outgoing.OutgoingDetail['flowSteps']> {
    const { course } = document;
    if (course === null) return [];
    const path = pathOf(await this.flows.byDefinitionId(tx, course.definitionId), factsOf(document, course.asked));
    const now = document.state === 'issued' ? path.length : path.findIndex(({ id }) => id === course.stepId);
    return path.map(({ id, name, act }, at) => ({
      ...{ id, name, act, actVi: actVi[act] },
      standing: at < now ? 'done' : at === now ? 'now' : 'ahead',
    }));
  }

  private async choose(
    tx: Tx,
    document: OutgoingDocument,
    so: Pick<Course, 'units' | 'asked' | 'endorsed'>,
  ): Promise<Unsettled> {
    const flow = await this.flows.forFacts(tx, document.agencyId, factsOf(document, so.asked));
    return { ...so, definitionId: flow.definitionId, flowName: flow.definition.name, flowVersion: flow.version };
  }

  /** A draft that its flow is not meant for any more (another kind, urgency) begins on the one that is. */
  private async stillFits(tx: Tx, document: OutgoingDocument, held: Unsettled): Promise<Unsettled> {
    if (document.state !== 'draft') return held;
    const flow = await this.flows.byDefinitionId(tx, held.definitionId);
    return flowFit(flow, factsOf(document, held.asked)) === null ? this.choose(tx, document, held) : held;
  }

  private async settle(tx: Tx, document: OutgoingDocument, course: Unsettled) {
    const flow = await this.flows.byDefinitionId(tx, course.definitionId);
    const { calendar } = await this.hours.of(tx, document.agencyId);
    return settled(document, course, flow, { today: civilDateOf(new Date(document.changedAt)), calendar });
  }

  /** As `ask-opinions` does, in the name of whoever handed it on. */
  private async ask(
    tx: Tx,
    document: OutgoingDocument,
    asked: readonly { unitId: string; name: string; opinionId: string }[],
    ctx: RequestContext,
  ): Promise<void> {
    const { course } = document;
    if (course === null || course.dueOn === null || ctx.actor === null) return;
    const { dueOn, stepName } = course;
    for (const { opinionId: id, unitId, name } of asked) {
      const what = { id, unitId, unitName: name, question: stepName, dueOn };
      await this.review.ask(tx, document, what, { actor: ctx.actor, at: ctx.now() });
    }
    const names = asked.map(({ name }) => name).join(', ');
    const textVi = `Lấy ý kiến ${names} theo luồng “${course.flowName}”, hạn ${printShortDate(civilDate(dueOn))}`;
    await this.timeline.record(tx, document.id, { act: 'ask-opinions', textVi }, ctx);
    const units = asked.map(({ unitId, name }) => ({ unitId, name }));
    const readers = [...document.readers];
    const payload = { documentId: document.id, abstract: document.abstract, units, dueOn, readers };
    await this.outbox.add(tx, outgoing.OpinionsAsked, { aggregateId: document.id, payload }, ctx);
  }

  /** For those who urge and count: `routing`. */
  private async tell(
    tx: Tx,
    document: OutgoingDocument,
    { stepId, stepName, dueOn, definitionId, escalation, ...course }: Course,
    ctx: RequestContext | ListenContext,
  ): Promise<void> {
    const open = openParts({ ...course, stepId, stepName, dueOn, definitionId, escalation });
    const payload = {
      ...{ documentId: document.id, agencyId: document.agencyId, abstract: document.abstract },
      ...{ urgency: document.urgency, definitionId, stepId, stepName, dueOn, escalation },
      holders: open.length > 0 ? unique(open.flatMap(({ holders }) => holders)) : waitsFor(document),
      readers: [...document.readers],
    };
    await this.outbox.add(tx, outgoing.DraftStepBegun, { aggregateId: document.id, payload }, ctx);
  }
}

const holdersOf = (course: Course): string => JSON.stringify(openParts(course).map(({ holders }) => holders));
const hasMoved = (from: Course | null, to: Course): boolean =>
  from === null ||
  from.stepId !== to.stepId ||
  from.dueOn !== to.dueOn ||
  from.definitionId !== to.definitionId ||
  holdersOf(from) !== holdersOf(to);
