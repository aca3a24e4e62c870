import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { incoming, isRefusal, routing } from '@vanthu/contracts';
import { agencyId, fieldsOf, Office, people } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.bed.close());

it('R-SYS-01: whom the leader lets read a document reads it in reception too, and no longer when that is withdrawn', async () => {
  const fields = fieldsOf({ abstract: 'Về quyền xem' });
  const documentId = await office.checked(fields);
  await office.register(documentId, fields);
  const reader = `person:${people.official.personId}`;
  const told = (aggregateSequence: number, own: { readers: string[]; withdrawn?: string[] }) =>
    office.bed.emit(routing.Rerouted, {
      ...{ aggregateId: documentId, aggregateSequence, occurredAt: '2025-03-10T03:05:00.000Z' },
      payload: {
        ...{ documentId, agencyId, ...own },
        ...{ act: 'set-readers' as const, textVi: 'Thay đổi quyền xem', state: 'registered' as const },
        ...{ submittedToPositionId: null, submittedToName: null, deadline: null, tasks: [] },
      },
    });
  const reads = async () =>
    !isRefusal(await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('official')));
  expect(await reads()).toBe(false);
  await told(1, { readers: [`clerks:${agencyId}`, reader] });
  expect(await reads()).toBe(true);
  await told(2, { readers: [`clerks:${agencyId}`], withdrawn: [reader] });
  expect(await reads()).toBe(false);
});
