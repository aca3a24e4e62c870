import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Actor, directory, isRefusal } from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import {
  createServiceTestbed,
  createTestDatabase,
  type ServiceTestbed,
  startService,
  type TestDatabase,
} from '@vanthu/messaging';
import { createTestPki, type TestPki } from '@vanthu/testpki';
import { loadApp } from '../src/launch/services.js';
import type { Hands } from './signed-letters.js';

const cli = { service: 'cli' } as const;

export interface Office {
  readonly bed: ServiceTestbed;
  readonly routed: TestDatabase;
  readonly pki: TestPki;
  readonly crls: readonly Uint8Array[];
  readonly clerk: Actor;
  readonly directorPositionId: string;
  readonly senderId: string;
  readonly hands: Hands;
  readonly content: ContentStore;
  readonly tickets: FileTickets;
  close(): Promise<void>;
}

/** The services of an office that receives, on a database and a broker of their own. */
export async function openOffice(): Promise<Office> {
  const now = new Date();
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-incoming-'));
  const pki = createTestPki({ at: now });
  const crls = [pki.crl({ thisUpdate: now }), pki.rootCrl()];
  const file = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const trust = {
    VANTHU_TRUST_ROOTS: file('roots.pem', pki.rootPem),
    VANTHU_TRUST_INTERMEDIATES: file('issuers.pem', pki.intermediatePem),
    VANTHU_TRUST_CRLS: crls.map((der, i) => file(`${i}.crl`, der)).join(','),
  };
  const bed = await createServiceTestbed(await loadApp('incoming'));
  const keyFile = (name: string) => join(dirname(bed.config.keys.privateJwkFile), `${name}.jwk`);
  const neighbours = ['directory', 'signing', 'routing'] as const;
  const running = await Promise.all(
    neighbours.map(async (name) => {
      const database = await createTestDatabase(process.env.VANTHU_TEST_DATABASE_URL ?? '', name);
      const own = {
        ...{ ...bed.config, service: name, database: { ...bed.config.database, url: database.url }, extra: trust },
        ...{ nats: { ...bed.config.nats, user: name }, keys: { ...bed.config.keys, privateJwkFile: keyFile(name) } },
      };
      return { name, database, service: await startService(await loadApp(name), own) };
    }),
  );
  const jwk = JSON.parse(readFileSync(keyFile('gateway'), 'utf8'));
  const ends = {
    publicKey: bed.service.connected.keys.publicKeyOf('gateway'),
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  };
  return {
    ...{ bed, pki, crls, ...(await load(bed, pki)) },
    routed: running.find(({ name }) => name === 'routing')?.database as TestDatabase,
    content: new ContentStore(bed.config.files),
    tickets: new FileTickets(ends),
    close: async () => {
      await Promise.all(running.map((one) => one.service.close()));
      await bed.close();
      await Promise.all(running.map((one) => one.database.drop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A commune with its clerk and chair, the department that writes to it, and whose certificates these are. */
async function load(bed: ServiceTestbed, pki: TestPki) {
  const agency = (code: string, name: string, hosted: boolean): directory.AgencyRecord => ({
    ...{ id: randomUUID(), code, name, printedName: [name.toLocaleUpperCase('vi')], superiorName: null, hosted },
    ...{ superiorId: null, abbreviation: 'CQ', place: 'Vĩnh Bình', collective: false, collectiveName: null },
    ...{ headTitle: 'Chủ tịch', sealMm: 36, validFrom: '2025-07-01', validTo: null, successorId: null },
  });
  const commune = agency('H53.38.01', 'Ủy ban nhân dân xã Vĩnh Bình', true);
  const department = agency('H53.05', 'Sở Tài chính', false);
  const person = (fullName: string, username: string) => ({ id: randomUUID(), fullName, username });
  const people = {
    clerk: person('Võ Thị Giang', 'giang.vo'),
    chair: person('Nguyễn Văn An', 'an.nguyen'),
    writer: person('Đỗ Văn Ký', 'ky.do'),
    administrator: { ...person('Quản trị viên', 'quantri'), password: randomUUID() },
  };
  const position = (holder: { id: string }, at: directory.AgencyRecord, title: string, roles: Actor['roles']) => ({
    ...{ id: randomUUID(), personId: holder.id, agencyId: at.id, unitId: null, title, roles },
    ...{ level: title === 'Chủ tịch' ? ('head' as const) : ('staff' as const), validFrom: '2025-07-01', validTo: null },
  });
  const clerk = position(people.clerk, commune, 'Văn thư', ['clerk']);
  const chair = position(people.chair, commune, 'Chủ tịch', ['director']);
  const administrator = position(people.administrator, commune, 'Quản trị hệ thống', ['administrator']);
  const writer = position(people.writer, department, 'Giám đốc', ['signer']);
  const loaded = await bed.ask(
    directory.LoadOrganisation,
    {
      ...{ agencies: [commune, department], units: [], people: Object.values(people), authorities: [] },
      positions: [clerk, chair, administrator, writer],
    },
    cli,
  );
  if (isRefusal(loaded)) throw new Error(loaded.message);
  const hands = {
    person: pki.issuePerson({ commonName: people.writer.fullName }),
    organisation: pki.issueOrganisation({ commonName: department.name }),
  };
  const owners = {
    person: { kind: 'person', personId: people.writer.id },
    organisation: { kind: 'organisation', agencyId: department.id },
  } as const;
  for (const hand of ['person', 'organisation'] as const) {
    const certificateDer = Buffer.from(hands[hand].certificateDer).toString('base64');
    const question = { certificateDer, owner: owners[hand], proof: 'Phép đo' };
    const enrolled = await bed.ask(directory.EnrolCertificate, question, cli);
    if (isRefusal(enrolled)) throw new Error(enrolled.message);
  }
  return {
    hands,
    senderId: department.id,
    directorPositionId: chair.id,
    clerk: {
      ...{
        personId: people.clerk.id,
        personName: people.clerk.fullName,
        positionId: clerk.id,
        positionTitle: 'Văn thư',
      },
      ...{ agencyId: commune.id, unitId: null, roles: ['clerk'], headOf: [] },
    } satisfies Actor as Actor,
  };
}
