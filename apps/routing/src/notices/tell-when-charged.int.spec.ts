import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, isRefusal, outgoing, routing } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { routingService } from '../index.js';

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(routingService);
});
afterAll(() => bed.close());

const agencyId = randomUUID();
const unitId = randomUUID();
const inUnit = (headOf: string[]): Actor => ({
  ...{ personId: randomUUID(), personName: 'Lê Thị Hoa', positionId: randomUUID(), positionTitle: 'Trưởng phòng' },
  ...{ agencyId, unitId, roles: ['unit-head'], headOf },
});

it('the head of the charged unit is told of the charge, its change and its end, each once, as that person wishes', async () => {
  const head = inUnit([unitId]);
  const told = async (actor: Actor) => {
    const found = await bed.ask(routing.FindNotices, { limit: 50, unread: false }, { actor });
    return isRefusal(found) ? [found.code] : found.items.map(({ kind, textVi }) => `${kind}: ${textVi}`);
  };
  const assignmentId = randomUUID();
  const payload = {
    ...{ assignmentId, agencyId, unitId, matter: 'Dự thảo Quyết định', dueOn: '2025-03-05', by: 'Trần Văn Bình' },
    readers: [`head:${unitId}` as const],
  };
  const event = { aggregateId: assignmentId, payload, eventId: randomUUID() };
  await bed.emit(outgoing.DraftingAssigned, { ...event, aggregateSequence: 1 });
  expect(await told(head)).toEqual(['charged: Trần Văn Bình giao soạn thảo, hạn 05/03/2025: Dự thảo Quyết định']);
  expect(await told(inUnit([]))).toEqual([]);

  const later = { ...payload, dueOn: null };
  await bed.emit(outgoing.AssignmentChanged, { aggregateId: assignmentId, aggregateSequence: 2, payload: later });
  const withdrawn = { ...later, reason: 'Không còn cần' };
  await bed.emit(outgoing.AssignmentWithdrawn, { aggregateId: assignmentId, aggregateSequence: 3, payload: withdrawn });
  expect([...(await told(head))].sort()).toEqual([
    'charged: Trần Văn Bình giao soạn thảo, hạn 05/03/2025: Dự thảo Quyết định',
    'charged: Trần Văn Bình sửa việc giao soạn thảo: Dự thảo Quyết định',
    'charged: Trần Văn Bình thu hồi việc giao soạn thảo “Dự thảo Quyết định”: Không còn cần',
  ]);
  await bed.ask(routing.SetNoticePreferences, { modes: { charged: 'never' } }, { actor: head });
  expect(await told(head)).toEqual([]);
});
