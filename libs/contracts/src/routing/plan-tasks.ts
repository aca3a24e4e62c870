import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Line, Paragraph, Principal, Sha256, Uuid } from '../core/vocabulary.js';
import { Assignee, PlanSourceKind, ProofWanted, RoutingAct, RoutingRef } from './routing.js';

/** Work that no incoming document brings: of the year's plan, or of a meeting's conclusions. It goes the same way from the direction on. */

/** The decision with the plan, or the notice of conclusions. */
export const PlanSource = z
  .object({ kind: PlanSourceKind, numberAndSymbol: Line(60), title: Line(200), date: CivilDate })
  .meta({ id: 'PlanSource' });
export type PlanSource = z.infer<typeof PlanSource>;

export const PlanTask = z
  .object({
    /** Its number in the plan. */
    number: z.number().int().min(1).max(9_999),
    content: Paragraph(2_000),
    lead: Assignee,
    cooperators: z.array(Assignee).max(30),
    deadline: CivilDate,
    proofWanted: ProofWanted,
  })
  .meta({ id: 'PlanTask' });
export type PlanTask = z.infer<typeof PlanTask>;

const path = '/routing/plan-tasks';
/** The leader who follows the work: answers requests for more time, gives it to others. */
const followed = { source: PlanSource, leaderPositionId: Uuid };

export const AddPlanTask = command({
  service: 'routing',
  name: 'add-plan-task',
  right: 'routing.plan',
  http: { method: 'POST', path, summary: 'Giao nhiệm vụ theo kế hoạch hoặc kết luận cuộc họp' },
  input: z.object({ ...followed, task: PlanTask }),
  output: RoutingRef,
});

/** What one row of the table does. */
export const PlanTaskRow = z
  .object({
    row: z.number().int(),
    number: z.string(),
    content: z.string(),
    outcome: z.enum(['new', 'refused']),
    messageVi: z.string(),
  })
  .meta({ id: 'PlanTaskRow' });

/**
 * Reads tasks from CSV or XLSX (STT, Nội dung, Chủ trì, Phối hợp, Thời hạn, Minh chứng) and says of every row what it would do;
 * with `apply`, and when no row is refused, does it.
 */
export const ImportPlanTasks = command({
  service: 'routing',
  name: 'import-plan-tasks',
  right: 'routing.plan',
  http: { method: 'POST', path: `${path}/import`, summary: 'Nhập nhiệm vụ từ bảng', timeoutMs: 20_000 },
  input: z.object({ ...followed, file: z.base64().max(1_400_000), apply: z.boolean() }),
  output: z.object({ applied: z.boolean(), created: z.number().int(), rows: z.array(PlanTaskRow) }),
});

const Figures = z.object({
  total: z.number().int(),
  doneInTime: z.number().int(),
  doneLate: z.number().int(),
  overdue: z.number().int(),
  today: z.number().int(),
  soon: z.number().int(),
  later: z.number().int(),
});

/** Every plan that the asker may read something of, newest first, with its figures by deadline. */
export const FindPlans = query({
  service: 'routing',
  name: 'find-plans',
  right: 'routing.read',
  http: { method: 'GET', path: '/routing/plans', summary: 'Kế hoạch, kết luận và số liệu theo thời hạn' },
  input: z.object({}),
  output: z.object({
    plans: z.array(PlanSource.extend({ figures: Figures, byLead: z.array(Figures.extend({ name: z.string() })) })),
  }),
});

/** A file that proves that a part of the work was done, without `sha256` the lead's; the view is recorded. */
export const OpenProof = query({
  service: 'routing',
  name: 'open-proof',
  right: 'routing.read',
  services: ['gateway'],
  input: z.object({ documentId: Uuid, act: z.enum(['view', 'download', 'print']), sha256: Sha256.optional() }),
  output: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});

/** Something was done on work of a plan; for open pages. */
export const PlanTaskChanged = event({
  service: 'routing',
  aggregate: 'plan-task',
  name: 'changed',
  payload: z.object({ documentId: Uuid, agencyId: Uuid, readers: z.array(Principal), act: RoutingAct }),
});
