import type { Actor, incoming } from '@vanthu/contracts';
import type { z } from 'zod';
import type { IncomingState } from './incoming-state.js';
import type { Advice } from './reception-policy.js';

export type IncomingAct = z.infer<typeof incoming.IncomingAct>;

/** What incoming knows of a task, told by routing's events. */
export interface TaskShadow {
  readonly id: string;
  readonly part: 'lead' | 'cooperate';
  readonly unitId: string | null;
  readonly name: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly open: boolean;
}

export interface Situation {
  readonly agencyId: string;
  readonly state: IncomingState;
  /** Paper has no signatures that could be checked again. */
  readonly source: z.infer<typeof incoming.IncomingSource>;
  readonly advice: Advice | null;
  readonly submittedToPositionId: string | null;
  readonly submittedToName: string | null;
  readonly tasks: readonly TaskShadow[];
}

const openTasks = (s: Situation): TaskShadow[] => s.tasks.filter((task) => task.open);

/** Who must act next, as strings that `actsAs` and `actsAsAbsent` of an actor match; for the list "of mine". */
export function waitsFor(s: Situation): string[] {
  switch (s.state) {
    case 'arrived':
    case 'checked':
    case 'registered':
      return [`clerks:${s.agencyId}`];
    case 'submitted':
      return s.submittedToPositionId === null ? [] : [`position:${s.submittedToPositionId}`];
    case 'directed':
    case 'in-progress':
      return [
        ...new Set(
          openTasks(s).flatMap((task) => [
            ...(task.unitId === null ? [] : [`head:${task.unitId}`]),
            ...(task.personId === null ? [] : [`person:${task.personId}`]),
          ]),
        ),
      ];
    case 'completed':
    case 'returned':
    case 'recalled':
      return [];
  }
}

export const actsAs = (actor: Actor): string[] => [
  `person:${actor.personId}`,
  `position:${actor.positionId}`,
  ...(actor.roles.includes('clerk') ? [`clerks:${actor.agencyId}`] : []),
  ...actor.headOf.map((unitId) => `head:${unitId}`),
];

/** For those who are absent today and whose deputy this is; in the actor's own agency alone. */
export const actsAsAbsent = (actor: Actor): string[] =>
  (actor.standsInFor ?? []).flatMap(({ personId, positionId, headOf }) => [
    `person:${personId}`,
    `position:${positionId}`,
    ...headOf.map((unitId) => `head:${unitId}`),
  ]);

/** Who must act next, in words. */
export function waitingForVi(s: Situation): string | null {
  switch (s.state) {
    case 'arrived':
      return 'Hệ thống kiểm tra chữ ký số';
    case 'checked':
      return s.advice === 'return' ? 'Văn thư trả lại nơi gửi' : 'Văn thư vào sổ';
    case 'registered':
      return 'Văn thư trình lãnh đạo';
    case 'submitted':
      return s.submittedToName;
    case 'directed':
    case 'in-progress':
      return openTasks(s)[0] ? nameOfTask(openTasks(s).find((t) => t.part === 'lead') ?? openTasks(s)[0]) : null;
    case 'completed':
    case 'returned':
    case 'recalled':
      return null;
  }
}

const nameOfTask = (task: TaskShadow | undefined): string | null =>
  task === undefined ? null : task.personName === null ? task.name : `${task.personName} (${task.name})`;

/** What this actor may do now: acts of reception here, and those that routing owns (it decides when they are asked). */
export function actsOf(s: Situation, actor: Actor): IncomingAct[] {
  const mine = new Set([...actsAs(actor), ...(actor.agencyId === s.agencyId ? actsAsAbsent(actor) : [])]);
  const clerk = actor.roles.includes('clerk') && actor.agencyId === s.agencyId;
  switch (s.state) {
    case 'arrived':
      return clerk ? ['check-again', 'return'] : [];
    case 'checked':
      if (!clerk) return [];
      if (s.source === 'paper') return ['register', 'return'];
      return s.advice === 'return' ? ['check-again', 'return'] : ['check-again', 'register', 'return'];
    case 'registered':
      return clerk ? ['submit'] : [];
    case 'submitted':
      return actor.roles.includes('director') && mine.has(`position:${s.submittedToPositionId}`) ? ['direct'] : [];
    case 'directed':
    case 'in-progress': {
      const acts: IncomingAct[] = [];
      const headed = openTasks(s).filter((task) => task.unitId !== null && mine.has(`head:${task.unitId}`));
      const own = openTasks(s).filter((task) => task.personId === actor.personId);
      if (actor.roles.includes('unit-head') && headed.length > 0) acts.push('assign');
      if (headed.length + own.length > 0) acts.push('complete');
      return acts;
    }
    case 'completed':
    case 'returned':
    case 'recalled':
      return [];
  }
}
