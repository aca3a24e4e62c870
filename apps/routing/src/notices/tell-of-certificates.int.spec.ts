import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, directory, routing, signing } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { colleagueOf, sampleActor } from '@vanthu/testing';
import { routingService } from '../index.js';

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(routingService);
}, 60_000);
afterAll(() => bed?.close());

const noticesOf = (actor: Actor) => bed.ask(routing.FindNotices, { limit: 50, unread: false }, { actor });
const person = sampleActor({ roles: ['signer'] });
const clerk = colleagueOf(person, ['clerk']);
const sha256 = 'ab'.repeat(32);
type Owner = directory.Enrolment['owner'];

const ends = async (id: string, owner: Owner, days: number, agencyId: string | null) => {
  const dates = { validFrom: '2023-11-25T00:00:00.000Z', validTo: '2026-12-20T00:00:00.000Z' };
  const about = { subject: 'CN=Nguyễn Thành Long', proof: 'Giấy chứng nhận', ownerName: 'Nguyễn Thành Long' };
  const payload = { id, certificateSha256: sha256, owner, ...dates, ...about, agencyId, days };
  await bed.emit(directory.CertificateExpiring, { aggregateId: id, payload });
};

it('a person is told at 60, 30 and 7 days that the certificate ends, at each once; nobody else is', async () => {
  const id = randomUUID();
  const owner = { kind: 'person' as const, personId: person.personId };
  for (const days of [60, 30, 30, 7]) await ends(id, owner, days, null);
  const textVi =
    'Chứng thư ký số của Nguyễn Thành Long hết hạn ngày 20/12/2026 (còn không quá 30 ngày). Hãy gia hạn và gắn chứng thư mới.';
  expect(await noticesOf(person)).toMatchObject({
    unread: 3,
    items: [{}, { kind: 'certificate-expiring', textVi }, {}],
  });
  expect(await noticesOf(clerk)).toMatchObject({ unread: 0 });
});

it("the agency's clerks are told of its certificate, also that it was revoked, once", async () => {
  const owner = { kind: 'organisation' as const, agencyId: clerk.agencyId };
  await ends(randomUUID(), owner, 7, clerk.agencyId);
  const keyId = randomUUID();
  const subject = 'C=VN, CN=Ủy ban nhân dân xã Châu Minh';
  const payload = { keyId, owner, certificateSha256: sha256, subject, seenAt: '2026-11-23T02:00:00.000Z' };
  for (let i = 0; i < 2; i++) await bed.emit(signing.KeyRevoked, { aggregateId: keyId, payload });
  const items = [
    { kind: 'certificate-revoked', textVi: expect.stringContaining('“Ủy ban nhân dân xã Châu Minh” đã bị thu hồi') },
    { kind: 'certificate-expiring' },
  ];
  const told = (await noticesOf(clerk)) as { unread: number; items: { kind: string }[] };
  expect(told.unread).toBe(2);
  expect([...told.items].sort((a, b) => b.kind.localeCompare(a.kind))).toMatchObject(items);
  expect(await noticesOf(sampleActor({ roles: ['clerk'] }))).toMatchObject({ unread: 0 });
});
