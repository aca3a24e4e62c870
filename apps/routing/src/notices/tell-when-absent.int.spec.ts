import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, directory, isRefusal, routing } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { routingService } from '../index.js';

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(routingService);
});
afterAll(() => bed.close());

const agencyId = randomUUID();
const director = (personName: string, positionTitle: string): Actor => ({
  ...{ personId: randomUUID(), personName, positionId: randomUUID(), positionTitle },
  ...{ agencyId, unitId: null, roles: ['director'], headOf: [] },
});
const chairman = director('Trần Văn Chủ', 'Chủ tịch');
const deputy = director('Phạm Văn Phó', 'Phó Chủ tịch');

it('the absent one and the deputy are told of an absence and of its end, each once and nobody else; or in the digest, or never', async () => {
  const payload = {
    ...{ id: randomUUID(), agencyId, positionId: chairman.positionId, personId: chairman.personId },
    ...{ personName: chairman.personName, positionTitle: chairman.positionTitle },
    ...{ from: '2025-03-10', to: '2025-03-14', basis: 'Giấy nghỉ phép 12/GP' },
    ...{ deputyPositionId: deputy.positionId, deputyPersonId: deputy.personId },
    ...{ deputyName: deputy.personName, deputyTitle: deputy.positionTitle },
  };
  await bed.emit(directory.AbsenceRecorded, { aggregateId: payload.id, aggregateSequence: 1, payload });
  const told = async (actor: Actor) => {
    const found = await bed.ask(routing.FindNotices, { limit: 50, unread: false }, { actor });
    return isRefusal(found) ? [] : found.items.map(({ kind, textVi }) => `${kind}: ${textVi}`);
  };
  expect(await told(chairman)).toEqual([
    'absence: Bạn vắng mặt từ 10/03/2025 đến hết 14/03/2025; Phó Chủ tịch Phạm Văn Phó làm thay. Căn cứ: Giấy nghỉ phép 12/GP',
  ]);
  expect(await told(deputy)).toEqual([
    'absence: Bạn làm thay Chủ tịch Trần Văn Chủ từ 10/03/2025 đến hết 14/03/2025. Căn cứ: Giấy nghỉ phép 12/GP',
  ]);
  expect(await told(director('Ai Khác', 'Phó Chủ tịch'))).toEqual([]);

  await bed.emit(directory.AbsenceEnded, { aggregateId: payload.id, aggregateSequence: 2, payload });
  expect(await told(chairman)).toHaveLength(2);
  await bed.ask(routing.SetNoticePreferences, { modes: { absence: 'digest' } }, { actor: deputy });
  expect(await told(deputy)).toEqual([expect.stringMatching(/^digest: Bản tin ngày .*: 2 việc$/)]);
  await bed.ask(routing.SetNoticePreferences, { modes: { absence: 'never' } }, { actor: deputy });
  expect(await told(deputy)).toEqual([]);
});
