import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, routing, stats } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { routingService } from '../index.js';

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(routingService);
});
afterAll(() => bed.close());

it('whoever lacks a signature finds the reminder among the notices, once; others do not', async () => {
  const agencyId = randomUUID();
  const signer = (personId: string): Actor => ({
    personId,
    personName: 'Trần Văn Chủ',
    positionId: randomUUID(),
    positionTitle: 'Chủ tịch',
    agencyId,
    unitId: null,
    roles: ['signer'],
    headOf: [],
  });
  const personId = randomUUID();
  const documentId = randomUUID();
  const textVi = 'Lãnh đạo nhắc: văn bản 101/QĐ-UBND thiếu chữ ký số cá nhân của người ký.';
  const holder = `person:${personId}`;
  const payload = { documentId, agencyId, holder, textVi, remindedAt: '2023-03-20T02:00:00.000Z' };
  await bed.emit(stats.SignatureReminded, { aggregateId: documentId, payload });
  const noticesOf = (id: string) => bed.ask(routing.FindNotices, { limit: 50, unread: false }, { actor: signer(id) });
  expect(await noticesOf(personId)).toMatchObject({
    unread: 1,
    items: [{ kind: 'remind-signature', textVi, documentId: null }],
  });
  expect(await noticesOf(randomUUID())).toMatchObject({ unread: 0, items: [] });
});
