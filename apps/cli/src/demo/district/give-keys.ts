import {
  type directory,
  directory as directoryContracts,
  type InputOf,
  isRefusal,
  type OutputOf,
  type Refusal,
  type RequestContract,
  signing,
} from '@vanthu/contracts';
import type { Issued, TestPki } from '@vanthu/testpki';
import { sealPng, signaturePng } from '../../seed/images.js';
import type { KeyMaterial, SenderKeys } from '../forge/signers.js';
import { inParallel } from '../replay/in-parallel.js';
import { type AgencySeed, COMMITTEE } from './agencies.js';
import type { District, Seat } from './district.js';
import { CERTIFIED_FROM, organisationData } from './organisation-data.js';

/** Asks a service in the name of the launcher. */
export type Ask = <C extends RequestContract>(contract: C, input: InputOf<C>) => Promise<OutputOf<C> | Refusal>;

interface Giving {
  readonly ask: Ask;
  readonly pki: TestPki;
  readonly district: District;
  readonly pin: string;
}

/** Five years, as the public service issues them. */
const life = {
  validFrom: new Date(`${CERTIFIED_FROM}T00:00:00+07:00`),
  validTo: new Date('2027-12-01T00:00:00+07:00'),
};
/** Requests at once. */
const width = 6;
const proof = 'Chứng thư thử nghiệm cấp khi nạp dữ liệu trình diễn';

/** Agencies, units, people, positions and authority, as an administrator loads them. */
export async function loadDistrict(ask: Ask, district: District, password: string): Promise<void> {
  const data = organisationData(district, password);
  // The places first: people follow in groups, since each password takes its time.
  await answered(ask(directoryContracts.LoadOrganisation, { ...data, ...firstPeople(data) }));
  for (let i = 0; i < data.people.length; i += 40) {
    const people = data.people.slice(i, i + 40);
    const ids = new Set(people.map((one) => one.id));
    const positions = data.positions.filter((one) => ids.has(one.personId));
    const held = new Set(positions.map((one) => one.id));
    const authorities = data.authorities.filter((one) => held.has(one.positionId));
    await answered(
      ask(directoryContracts.LoadOrganisation, { agencies: [], units: [], people, positions, authorities }),
    );
  }
}

/** Somebody must be able to administer from the first load on. */
function firstPeople(data: directory.OrganisationData): Partial<directory.OrganisationData> {
  const positions = data.positions.filter((one) => one.roles.includes('administrator'));
  const people = data.people.filter((one) => positions.some((position) => position.personId === one.id));
  return { people, positions, authorities: [] };
}

/** Certificates for everybody who works here, their keys and pictures into keeping, the seals of the agencies. */
export async function giveKeysToDistrict(giving: Giving): Promise<void> {
  const { district, pki } = giving;
  const hosted = new Set(district.hosted.map((agency) => agency.key));
  await inParallel(
    onePerPerson(district).filter((seat) => hosted.has(seat.agency)),
    width,
    async (seat) => {
      const issued = pki.issuePerson({ ...life, ...personOf(district, seat) });
      await keep(
        giving,
        issued,
        { kind: 'person', personId: seat.personId },
        seat.fullName,
        signaturePng(seat.fullName),
      );
    },
  );
  await inParallel([...district.hosted.entries()], width, async ([i, agency]) => {
    const issued = pki.issueOrganisation({ ...life, ...organisationOf(agency), keyType: i % 8 === 7 ? 'rsa' : 'ec' });
    const superior = agency.key === COMMITTEE ? 'Tỉnh Tiền Giang' : 'Huyện Gò Công Tây';
    const seal = sealPng(agency.name, superior, agency.sealMm);
    await keep(giving, issued, { kind: 'organisation', agencyId: district.agencyId(agency.key) }, agency.name, seal);
  });
}

/** Keys of agencies outside: their certificates are known here, the keys stay with those who write their letters. */
export async function giveKeysOutside(giving: Giving): Promise<Map<string, SenderKeys>> {
  const { district, pki, pin } = giving;
  const stranger = material(pki.issueFromUnknownRoot({ ...life, commonName: 'Đơn vị chưa xác định' }), 'ec', pin);
  const keys = new Map<string, SenderKeys>();
  await inParallel(district.outside, width, async (agency) => {
    const seat = district.seatsOf(agency.key)[0] as Seat;
    const { keyType } = seat;
    const person = pki.issuePerson({ ...life, ...personOf(district, seat) });
    const organisation = pki.issueOrganisation({ ...life, ...organisationOf(agency), keyType });
    await enrol(giving, person, { kind: 'person', personId: seat.personId });
    await enrol(giving, organisation, { kind: 'organisation', agencyId: district.agencyId(agency.key) });
    keys.set(agency.key, {
      person: material(person, seat.keyType, pin),
      organisation: material(organisation, keyType, pin),
      stranger,
    });
  });
  return keys;
}

const onePerPerson = ({ seats }: District): Seat[] => [...new Map(seats.map((seat) => [seat.personId, seat])).values()];

const personOf = (district: District, seat: Seat) => ({
  commonName: seat.fullName,
  organization: district.agencies.get(seat.agency)?.name ?? '',
  keyType: seat.keyType,
});
const organisationOf = (agency: AgencySeed) => ({ commonName: agency.name, organization: agency.name });

const material = (issued: Issued, keyType: 'ec' | 'rsa', pin: string): KeyMaterial => ({
  privateKeyPem: issued.privateKeyPem,
  chain: issued.chain.map((certificate) => certificate.der),
  keyType,
  pkcs12: { bytes: issued.pkcs12(pin), pin },
});

type Owner = directory.Enrolment['owner'];

const enrol = ({ ask }: Giving, issued: Issued, owner: Owner) =>
  answered(
    ask(directoryContracts.EnrolCertificate, {
      certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
      owner,
      proof,
    }),
  );

async function keep(giving: Giving, issued: Issued, owner: Owner, label: string, image: Uint8Array): Promise<void> {
  await enrol(giving, issued, owner);
  await answered(
    giving.ask(signing.StoreKey, {
      owner,
      certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
      pkcs12: Buffer.from(issued.pkcs12(giving.pin)).toString('base64'),
      imagePng: Buffer.from(image).toString('base64'),
      label,
    }),
  );
}

async function answered<T>(answer: Promise<T | Refusal>): Promise<T> {
  const value = await answer;
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.message} ${JSON.stringify(value.details)}`);
  return value;
}
