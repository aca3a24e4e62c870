import { randomUUID } from 'node:crypto';
import { type Actor, directory, incoming, routing } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { routingService } from '../src/index.js';
import { agencyId, monday } from './commune.js';

const actor = (personName: string, own: Partial<Actor>): Actor => ({
  ...{ personId: randomUUID(), personName, positionId: randomUUID(), positionTitle: 'Chức vụ', agencyId, unitId: null },
  ...{ roles: ['official'], headOf: [] },
  ...own,
});

/** Two hundred people: 5 clerks, 5 leaders, 10 units with a head and 18 officials each. */
export interface Crowd {
  readonly clerks: readonly Actor[];
  readonly leaders: readonly Actor[];
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    readonly head: Actor;
    readonly officials: readonly Actor[];
  }[];
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function crowdOf(): Crowd {
  const units = times(10, (i) => {
    const id = randomUUID();
    return {
      ...{ id, name: `Phòng ${i + 1}` },
      head: actor(`Trưởng phòng ${i + 1}`, { unitId: id, roles: ['unit-head'], headOf: [id] }),
      officials: times(18, (j) => actor(`Chuyên viên ${i + 1}.${j + 1}`, { unitId: id })),
    };
  });
  return {
    clerks: times(5, (i) => actor(`Văn thư ${i + 1}`, { roles: ['clerk'] })),
    leaders: times(5, (i) => actor(`Lãnh đạo ${i + 1}`, { roles: ['director'] })),
    units,
  };
}

export const everybodyIn = (crowd: Crowd): Actor[] => [
  ...crowd.clerks,
  ...crowd.leaders,
  ...crowd.units.flatMap(({ head, officials }) => [head, ...officials]),
];

/** The real service with a directory that knows the crowd. */
export async function openCrowd(): Promise<{ bed: ServiceTestbed; crowd: Crowd }> {
  const crowd = crowdOf();
  const bed = await createServiceTestbed(routingService, { clock: 'simulated', logLevel: 'fatal' });
  const everybody = everybodyIn(crowd);
  await bed.answer(directory.FindPeople, (input) => ({
    people: everybody
      .filter((one) => input.role === undefined || one.roles.includes(input.role))
      .filter((one) => input.unitId === undefined || one.unitId === input.unitId)
      .map((one) => ({
        ...{ personId: one.personId, fullName: one.personName, positionId: one.positionId, title: one.positionTitle },
        ...{ level: 'staff' as const, roles: one.roles, unitId: one.unitId, unitName: null },
      })),
  }));
  await bed.answer(directory.GetAgency, () => ({
    ...{ id: agencyId, code: 'H53.10', name: 'Ủy ban nhân dân xã', printedName: ['ỦY BAN NHÂN DÂN XÃ'] },
    ...{ superiorName: null, superiorId: null, abbreviation: 'UBND', place: 'Xã', collective: true },
    ...{ collectiveName: 'ỦY BAN NHÂN DÂN', headTitle: 'CHỦ TỊCH', sealMm: 36, validFrom: '2020-01-01' },
    ...{ validTo: null, successorId: null, hosted: true },
    units: crowd.units.map(({ id, name }) => ({ id, agencyId, name, abbreviation: name })),
  }));
  return { bed, crowd };
}

export async function registeredIn(bed: ServiceTestbed, number: number): Promise<string> {
  const documentId = randomUUID();
  const fields = {
    ...{
      senderAgencyId: null,
      senderName: 'Sở Tài chính',
      numberAndSymbol: `${number}/STC`,
      documentDate: '2025-03-10',
    },
    ...{ kind: 'cong-van', abstract: 'Về dự toán', signerName: null, urgency: 'normal' as const, answerBy: null },
  };
  const facts = { documentId, agencyId, readers: [`clerks:${agencyId}`], fields, arrivalNumber: number };
  await bed.emit(incoming.IncomingRegistered, {
    aggregateId: documentId,
    aggregateSequence: 1,
    occurredAt: monday,
    payload: { ...facts, arrivedOn: '2025-03-10', registeredAt: monday, outgoingDocumentId: null },
  });
  return documentId;
}

export type Step = {
  readonly act: (typeof acts)[number];
  /** Which document, person and unit: taken modulo how many there are. */
  readonly document: number;
  readonly person: number;
  readonly unit: number;
};
export const acts = [
  ...['submit', 'direct', 'assign', 'report', 'complete', 'look'],
  ...['undo', 'send-back', 'reassign', 'ask-extension', 'answer-extension'],
] as const as readonly (
  | 'submit'
  | 'direct'
  | 'assign'
  | 'report'
  | 'complete'
  | 'look'
  | 'undo'
  | 'send-back'
  | 'reassign'
  | 'ask-extension'
  | 'answer-extension'
)[];

export const taskOf = (document: { tasks: readonly { id: string; state: string }[] }, n: number): string => {
  const open = document.tasks.filter(({ state }) => state === 'given' || state === 'in-progress');
  return open[n % Math.max(open.length, 1)]?.id ?? routing.RoutingTask.shape.id.parse(randomUUID());
};
