import { Injectable } from '@nestjs/common';
import type { routing } from '@vanthu/contracts';
import {
  addWorkingDays,
  type CivilDate,
  consults,
  mustBeHandledAtOnce,
  stepAfter,
  type WorkingCalendar,
} from '@vanthu/decree30';
import type { RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { type Course, factsOf, onStep, type Part, settled } from '../routed-document/domain/course.js';
import type { Escalation, RoutedDocument } from '../routed-document/domain/routed-document.js';
import type { TaskPlan } from '../routed-document/domain/task-of.js';
import { CalendarStore } from '../routed-document/store/calendar.store.js';
import { Organisation } from '../routed-document/store/organisation.js';
import { FlowStore } from './store/flow.store.js';

type Facts = Pick<RoutedDocument, 'agencyId' | 'kind' | 'urgency' | 'answerBy'>;

/** A step that has begun: whom it asks, and by when. */
interface Entered {
  readonly course: Course;
  readonly dueOn: string | null;
  /** Steps that asked nobody who is still there, as they are told. */
  readonly passedOver: readonly string[];
}

/** As the timeline goes on after what was done. */
export const passedOverVi = (steps: readonly string[]): string =>
  steps.map((step) => `. Bỏ qua bước “${step}”: không còn ai thực hiện`).join('');

/** Moves documents along the flow on which they began. */
@Injectable()
export class Courses {
  constructor(
    private readonly flows: FlowStore,
    private readonly organisation: Organisation,
    private readonly calendars: CalendarStore,
  ) {}

  /** At registration: on the flow that the agency has active today, at its first step. */
  async begin(
    tx: Tx,
    facts: Facts,
    arrivedOn: CivilDate,
    calendar: WorkingCalendar,
  ): Promise<Omit<Entered, 'passedOver'>> {
    const flow = await this.flows.forFacts(tx, facts.agencyId, null, factsOf(facts));
    const [first] = flow?.definition.steps ?? [];
    if (flow === null || first === undefined)
      throw new Error('no flow for an incoming document, not even the shipped one');
    const course: Course = {
      definitionId: flow.definitionId,
      flowName: flow.definition.name,
      flowVersion: flow.version,
      ...{ stepId: first.id, stepName: first.name, act: first.act, waits: first.waits, parts: [], escalation: null },
    };
    return { course, dueOn: dayOf(first, facts, arrivedOn, calendar) };
  }

  /** The step after the present one begins today. A step whose holders nobody is any more is passed over, and said so. */
  async next(tx: Tx, ctx: RequestContext, document: RoutedDocument): Promise<Entered | null> {
    const { course } = document;
    if (course === null) return null;
    const flow = await this.flows.byDefinitionId(tx, course.definitionId);
    const calendar = await this.calendars.of(tx, document.agencyId);
    const passedOver: string[] = [];
    let step = stepAfter(flow, course.stepId, factsOf(document));
    while (step !== null) {
      const parts = consults(step.act) ? await this.partsOf(ctx, document.agencyId, step) : [];
      if (!consults(step.act) || parts.length > 0) {
        const escalation = await this.escalationOf(ctx, document.agencyId, step);
        const entered = { ...onStep(course, step), parts, escalation };
        return { course: entered, dueOn: dayOf(step, document, ctx.today() as CivilDate, calendar), passedOver };
      }
      passedOver.push(step.name);
      step = stepAfter(flow, step.id, factsOf(document));
    }
    return null;
  }

  /** Onto the step where the document is by its state. */
  async settle(tx: Tx, document: RoutedDocument): Promise<RoutedDocument> {
    const { course } = document;
    if (course === null) return document;
    const flow = await this.flows.byDefinitionId(tx, course.definitionId);
    return { ...document, course: settled(course, document.state, flow, factsOf(document)) };
  }

  /** For the task that a direction gives: by the flow of the unit, else by the document's. */
  async planFor(tx: Tx, ctx: RequestContext, document: RoutedDocument, unit: string | null): Promise<TaskPlan> {
    const { course } = document;
    const own = unit === null ? null : await this.flows.forFacts(tx, document.agencyId, unit, factsOf(document));
    const flow = own?.definition ?? (course === null ? null : await this.flows.byDefinitionId(tx, course.definitionId));
    const calendar = await this.calendars.of(tx, document.agencyId);
    const assign = flow?.steps.find(({ act }) => act === 'assign');
    const handle = flow?.steps.find(({ act }) => act === 'handle');
    return {
      assignBy: assign === undefined ? null : dayOf(assign, document, ctx.today() as CivilDate, calendar),
      escalation: handle === undefined ? null : await this.escalationOf(ctx, document.agencyId, handle),
    };
  }

  /** Working days that the flow gives for handling; offered to the leader first. */
  async handlingDays(tx: Tx, { course }: RoutedDocument): Promise<number | null> {
    if (course === null) return null;
    const flow = await this.flows.byDefinitionId(tx, course.definitionId);
    return flow.steps.find(({ act }) => act === 'handle')?.workingDays ?? null;
  }

  private async partsOf(ctx: RequestContext, agencyId: string, { holders }: routing.FlowStep): Promise<Part[]> {
    const parts: Part[] = [];
    for (const holder of holders) {
      const found = await this.organisation.holder(ctx, agencyId, holder);
      if (found !== null) parts.push({ ...found, said: null });
    }
    return parts;
  }

  private async escalationOf(
    ctx: RequestContext,
    agencyId: string,
    { escalation }: routing.FlowStep,
  ): Promise<Escalation | null> {
    if (escalation === null) return null;
    const found = await this.organisation.holder(ctx, agencyId, escalation.to);
    return found === null ? null : { afterDays: escalation.afterDays, to: found.holders };
  }
}

/** What is urgent is not kept by any step beyond its day (Art. 23.1; R-IN-08). */
function dayOf(
  { workingDays }: routing.FlowStep,
  { urgency }: Pick<RoutedDocument, 'urgency'>,
  from: CivilDate,
  calendar: WorkingCalendar,
): CivilDate | null {
  if (workingDays === null) return null;
  return workingDays === 0 || mustBeHandledAtOnce(urgency) ? from : addWorkingDays(from, workingDays, calendar);
}
