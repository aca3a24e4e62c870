import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { directory, type InputOf } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { directoryService } from '../src/index.js';
import { certificateOne, certificateTwo } from './certificates.js';
import { sampleOrganisation } from './sample-organisation.js';

const cli = { service: 'cli' } as const;
const sample = sampleOrganisation();
const { commune, district, people } = sample;
const an = { kind: 'person', personId: people.chair.id } as const;
const xa = { kind: 'organisation', agencyId: commune.id } as const;
jest.setTimeout(30_000);
let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(directoryService);
  await bed.ask(directory.LoadOrganisation, sample.data, cli);
});
afterAll(() => bed?.close());

type Input = InputOf<typeof directory.EnrolCertificate>;
const enrol = (more: Partial<Input> = {}) =>
  bed.ask(
    directory.EnrolCertificate,
    { certificateDer: certificateOne, owner: an, proof: 'Biên bản bàn giao 12/BB-VP', ...more },
    cli,
  );
const traces = async () => [
  await bed.rows('SELECT id, valid_to FROM enrolment ORDER BY id'),
  await bed.rows('SELECT count(*)::int FROM timeline'),
  (await bed.events()).length,
];
async function refusedWith(code: string, more: Partial<Input>): Promise<void> {
  const before = await traces();
  expect(await enrol(more)).toMatchObject({ refused: true, code });
  expect(await traces()).toEqual(before);
}
async function owners(at: string, more: object = {}) {
  const answer = await bed.ask(directory.FindEnrolments, { at, ...more }, { service: 'signing' });
  if ('refused' in answer) throw new Error(answer.code);
  return answer.enrolments.map((one) => one.ownerName);
}

describe('enrolment of a certificate', () => {
  const first = { validTo: '2030-01-01T00:00:00.000Z' };

  it.each([
    ['what is no certificate', 'DIRECTORY.BAD_CERTIFICATE', { certificateDer: 'AAAA' }],
    ['an owner who is not there', 'DIRECTORY.UNKNOWN_OWNER', { owner: { kind: 'person', personId: randomUUID() } }],
    ['a period before the certificate', 'DIRECTORY.BAD_PERIOD', { validFrom: '2020-01-01T00:00:00.000Z' }],
    ['a period beyond the certificate', 'DIRECTORY.BAD_PERIOD', { validTo: '2050-01-01T00:00:00.000Z' }],
    ['a period that ends before it begins', 'DIRECTORY.BAD_PERIOD', { validFrom: '2031-01-01T00:00:00Z', ...first }],
  ] as const)('is refused for %s', (_, code, more) => refusedWith(code, more));

  it('belongs to its owner in the period, and is said', async () => {
    expect(await enrol(first)).toMatchObject({ owner: an, validFrom: '2025-01-01T00:00:00.000Z', ...first });
    expect(await bed.events(directory.CertificateEnrolled)).toHaveLength(1);
    expect(await bed.rows(`SELECT act, basis, service FROM timeline WHERE act = 'certificate-enrolled'`)).toEqual([
      { act: 'certificate-enrolled', basis: 'Biên bản bàn giao 12/BB-VP', service: 'cli' },
    ]);
  });

  it('repeated, also under another command id, changes nothing', async () => {
    const before = await traces();
    expect(await enrol(first)).toMatchObject({ owner: an });
    expect(await enrol({ ...first, validFrom: '2026-01-01T00:00:00Z' })).toMatchObject({ owner: an });
    expect(await traces()).toEqual(before);
  });

  it('is refused to another owner at an overlapping time', () =>
    refusedWith('DIRECTORY.CERTIFICATE_TAKEN', { owner: xa }));
  it('is refused to the same owner at a time that overlaps in part', () =>
    refusedWith('DIRECTORY.ENROLMENT_OVERLAPS', { validFrom: '2029-01-01T00:00:00Z' }));

  it('passes to another owner after the first', async () => {
    expect(await enrol({ owner: xa, validFrom: first.validTo })).toMatchObject({ owner: xa });
    const certificates = (await bed.events(directory.CertificateEnrolled)).map(
      (event) => (event.payload as { certificateSha256: string }).certificateSha256,
    );
    expect(new Set(certificates).size).toBe(1);
    expect(await owners('2029-12-31T23:59:59.999Z', { certificates })).toEqual(['Nguyễn Văn An']);
    expect(await owners('2030-01-01T00:00:00.000Z', { certificates })).toEqual([commune.name]);
    expect(await owners('2024-12-31T00:00:00.000Z', { certificates })).toEqual([]);
    expect(await owners('2029-01-01T00:00:00.000Z', { owner: xa })).toEqual([]);
    expect(await owners('2029-01-01T00:00:00.000Z', { certificates: ['0'.repeat(64)] })).toEqual([]);
  });

  it('names the agency in which a person held a position at the instant', async () => {
    const answer = await bed.ask(
      directory.FindEnrolments,
      { at: '2029-01-01T00:00:00.000Z', owner: an },
      { service: 'signing' },
    );
    expect(answer).toMatchObject({ enrolments: [{ ownerName: 'Nguyễn Văn An', agencyId: commune.id }] });
  });

  it('goes to one of many who ask at once', async () => {
    const answers = await Promise.all([
      enrol({ certificateDer: certificateTwo }),
      enrol({ certificateDer: certificateTwo, owner: xa }),
      enrol({ certificateDer: certificateTwo, owner: { kind: 'organisation', agencyId: district.id } }),
    ]);
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'DIRECTORY.CERTIFICATE_TAKEN')).toHaveLength(
      2,
    );
  });
});

describe('withdrawal', () => {
  it('ends an enrolment now, leaves the past as it was, and is said once', async () => {
    const found = await bed.ask(
      directory.FindEnrolments,
      { at: '2025-06-01T00:00:00Z', owner: an },
      { service: 'signing' },
    );
    const held =
      'enrolments' in found ? found.enrolments.find((one) => one.validTo === '2030-01-01T00:00:00.000Z') : undefined;
    const withdraw = () =>
      bed.ask(directory.WithdrawEnrolment, { enrolmentId: held?.id as string, reason: 'Mất thiết bị' }, cli);
    const ended = await withdraw();
    expect(ended).toMatchObject({ id: held?.id, owner: an });
    expect(Date.parse((ended as { validTo: string }).validTo)).toBeLessThan(Date.parse('2030-01-01'));
    expect(await withdraw()).toEqual(ended);
    expect(await bed.events(directory.EnrolmentWithdrawn)).toHaveLength(1);
    expect(await owners('2025-06-01T00:00:00Z', { owner: an })).toContain('Nguyễn Văn An');
    const after = { certificates: [held?.certificateSha256] };
    expect(await owners(new Date(Date.now() + 1_000).toISOString(), after)).toEqual([]);
    // Free for somebody else from now on.
    const from = new Date(Date.now() + 1_000).toISOString();
    expect(await enrol({ owner: xa, validFrom: from, validTo: '2029-12-31T00:00:00Z' })).toMatchObject({ owner: xa });
  });

  it('of one that began later leaves nothing of it', async () => {
    const [later] = await bed.rows<{ id: string }>(
      `SELECT id FROM enrolment WHERE valid_from = '2030-01-01T00:00:00Z'`,
    );
    const ended = await bed.ask(
      directory.WithdrawEnrolment,
      { enrolmentId: later?.id as string, reason: 'Ghi nhầm' },
      cli,
    );
    expect(ended).toMatchObject({ validFrom: '2030-01-01T00:00:00.000Z', validTo: '2030-01-01T00:00:00.000Z' });
  });

  it('of one that is not there is not found', async () => {
    expect(await bed.ask(directory.WithdrawEnrolment, { enrolmentId: randomUUID(), reason: 'x' }, cli)).toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
  });
});
