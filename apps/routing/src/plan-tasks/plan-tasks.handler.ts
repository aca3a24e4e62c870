import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { notFound } from '../routed-document/domain/authorise.js';
import { checkDirection, withoutRepetitions } from '../routed-document/domain/check-direction.js';
import { lastDayOf } from '../routed-document/domain/due.js';
import { type Direction, type RoutedDocument, readerOf } from '../routed-document/domain/routed-document.js';
import { taskOf } from '../routed-document/domain/task-of.js';
import { CalendarStore } from '../routed-document/store/calendar.store.js';
import { Organisation } from '../routed-document/store/organisation.js';
import { RoutedDocumentStore } from '../routed-document/store/routed-document.store.js';
import { nameVi, Way } from '../routed-document/store/way.js';
import { PlanTaskStore } from './plan-task.store.js';
import { type ReadRow, readPlanTable } from './read-plan-table.js';

type Leader = Exclude<Awaited<ReturnType<Organisation['director']>>, Refusal>;
type Followed = Pick<InputOf<typeof routing.AddPlanTask>, 'source' | 'leaderPositionId'>;
interface Checked {
  readonly task: routing.PlanTask;
  readonly direction: Direction;
}

/** As any direction: one lead, co-operators of the agency, a day that has not passed (R-IN-09). */
function checkTask(task: routing.PlanTask, today: string): Checked | Refusal {
  const { lead, cooperators, deadline, content } = task;
  const direction = withoutRepetitions({ lead, cooperators, deadline, text: content.slice(0, 1_000) });
  return checkDirection(direction, today) ?? { task, direction };
}

/** Namespace of ids made from a plan, its year and a number in it. */
const taskIds = '3c0f4f5a-7a0d-4d1f-8a54-5f2f6b0f8f11';
const limits = { maxRows: 1_000, maxColumns: 30, maxUnpackedBytes: 8 * 1024 * 1024 };

/** Work of the year's plan and of meetings' conclusions, entered one by one or from a table; directed from the beginning. */
@Injectable()
export class PlanTasksHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly plans: PlanTaskStore,
    private readonly organisation: Organisation,
    private readonly calendars: CalendarStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.AddPlanTask)
  add(input: InputOf<typeof routing.AddPlanTask>, ctx: RequestContext): Promise<Answer<typeof routing.AddPlanTask>> {
    return this.commands.run(routing.AddPlanTask, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const leader = await this.organisation.director(ctx, actor.agencyId, input.leaderPositionId);
      if (isRefusal(leader)) return leader;
      const checked = checkTask(input.task, ctx.today());
      if (isRefusal(checked)) return checked;
      const direction = await this.organisation.named(ctx, actor.agencyId, checked.direction);
      if (isRefusal(direction)) return direction;
      const { numberAndSymbol } = input.source;
      const { number } = input.task;
      if ((await this.plans.numbersOf(tx, actor.agencyId, input.source)).has(number)) {
        return routing.refuseRouting('ROUTING.PLAN_TASK_EXISTS', { number, numberAndSymbol });
      }
      return this.give(tx, ctx, actor, { ...input, leader, checked: { ...checked, direction } });
    });
  }

  @Handles(routing.ImportPlanTasks)
  import(
    input: InputOf<typeof routing.ImportPlanTasks>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.ImportPlanTasks>> {
    return this.commands.run(routing.ImportPlanTasks, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const leader = await this.organisation.director(ctx, actor.agencyId, input.leaderPositionId);
      if (isRefusal(leader)) return leader;
      const read = await this.read(input.file, ctx, actor);
      if (isRefusal(read)) return read;
      const taken = await this.plans.numbersOf(tx, actor.agencyId, input.source);
      const rows = read.map((one) => {
        if (one.task === null) return { read: one, checked: null, problem: one.problem };
        const { number } = one.task;
        if (taken.has(number)) return { read: one, checked: null, problem: `Nhiệm vụ số ${number} đã có.` };
        taken.add(number);
        const checked = checkTask(one.task, ctx.today());
        return isRefusal(checked)
          ? { read: one, checked: null, problem: checked.message }
          : { read: one, checked, problem: '' };
      });
      const applied = input.apply && rows.every(({ problem }) => problem === '');
      if (applied) {
        for (const { checked } of rows) {
          if (checked !== null) await this.give(tx, ctx, actor, { ...input, leader, checked });
        }
      }
      return {
        applied,
        created: applied ? rows.length : 0,
        rows: rows.map(({ read: { row, number, content }, problem }) => ({
          ...{ row, number, content, messageVi: problem },
          outcome: problem === '' ? ('new' as const) : ('refused' as const),
        })),
      };
    });
  }

  private async read(file: string, ctx: RequestContext, { agencyId }: Actor): Promise<ReadRow[] | Refusal> {
    const table = readTable(Buffer.from(file, 'base64'), { limits });
    if (isTableRefusal(table)) return routing.refuseRouting('ROUTING.UNREADABLE_TABLE', { problem: table.message });
    const rows = readPlanTable(table.rows, await this.organisation.units(ctx, agencyId));
    if (rows !== null && rows.length > 0) return rows;
    const problem = 'không thấy các cột STT, Nội dung, Chủ trì, Thời hạn, hoặc không có dòng nào.';
    return routing.refuseRouting('ROUTING.UNREADABLE_TABLE', { problem });
  }

  private async give(
    tx: Tx,
    ctx: RequestContext,
    actor: Actor,
    { source, leader, checked }: Followed & { leader: Leader; checked: Checked },
  ) {
    const { task, direction } = checked;
    const { numberAndSymbol, title, date, kind } = source;
    const calendar = await this.calendars.of(tx, actor.agencyId);
    const documentId = uuidV5(taskIds, `${actor.agencyId} ${date.slice(0, 4)} ${numberAndSymbol} ${task.number}`);
    const dated = printShortDate(civilDate(date));
    const assignees = [direction.lead, ...direction.cooperators];
    const given = assignees.map(readerOf);
    const document: RoutedDocument = {
      ...{ documentId, agencyId: actor.agencyId, source: kind, state: 'directed', version: 1 },
      ...{ abstract: task.content, senderName: title, numberAndSymbol, kind: null, documentDate: date },
      ...{ arrivalNumber: task.number, arrivedOn: ctx.today(), urgency: 'normal', answerBy: null },
      submittedToPositionId: leader.positionId,
      submittedToName: `${leader.title} ${leader.fullName}`,
      ...{ submissionOpenedAt: null, proposal: null, late: null, result: null, desk: null, course: null },
      direction: { ...direction, directedBy: `${numberAndSymbol} ngày ${dated}`, directedAt: ctx.now().toISOString() },
      deadline: direction.deadline,
      dueOn: lastDayOf(civilDate(direction.deadline), calendar),
      ...{ proofWanted: task.proofWanted },
      readers: [`clerks:${actor.agencyId}`, `leadership:${actor.agencyId}`, `person:${leader.personId}`, ...given],
      tasks: assignees.map((_, place) => taskOf({ documentId }, direction, place)),
    };
    await this.documents.add(tx, document);
    return this.way.reroute(tx, ctx, {
      document,
      act: 'plan',
      textVi: `Giao theo ${numberAndSymbol} ngày ${dated}: ${direction.lead.name} chủ trì`,
      tell: { kind: 'given', holders: given, textVi: `Được giao việc: ${nameVi(document)}` },
    });
  }
}
