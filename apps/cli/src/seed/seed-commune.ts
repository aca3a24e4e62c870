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
import { loadTinos } from '@vanthu/decree30';
import type { Issued, TestPki } from '@vanthu/testpki';
import { agencies, agencyId, FOUNDED, organisationData, people, personId } from './commune.js';
import { sealPng, signaturePng } from './images.js';
import { layOutDesks } from './lay-out-desks.js';

/** What the launcher hands to the demonstration data. */
export interface SeedContext {
  readonly baseUrl: string;
  /** Asks a service in the name of the launcher. */
  ask<C extends RequestContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C> | Refusal>;
  readonly pki: TestPki;
  readonly password: string;
  readonly pin: string;
  readonly now: Date;
  progress(line: string): void;
}

export interface SignIn {
  readonly username: string;
  readonly fullName: string;
  readonly title: string;
  readonly agency: string;
  /** Only those who hold a key or the seal need it. */
  readonly needsPin: boolean;
}

/** The table that is printed when the system is ready. */
export const signIns = (): SignIn[] =>
  people
    .filter((someone) => !someone.outside)
    .map((someone) => ({
      username: someone.username,
      fullName: someone.fullName,
      title: someone.title,
      agency: agencies.find((a) => a.key === someone.agency)?.name ?? '',
      needsPin: someone.signs === true || someone.roles.includes('clerk'),
    }));

/** A commune of today: organisation, keys, and a morning's work on every desk. Run once; what exists is left alone. */
export async function seedCommune(ctx: SeedContext): Promise<void> {
  const found = await answered(ctx.ask(directoryContracts.FindAgencies, { text: '', limit: 500 }));
  if (found.agencies.some((agency) => agency.id === agencyId('chau-minh'))) return;
  ctx.progress('Nạp cơ quan, đơn vị, người, chức vụ');
  await answered(ctx.ask(directoryContracts.LoadOrganisation, organisationData(ctx.password)));
  ctx.progress('Cấp chứng thư thử nghiệm và đưa khóa vào kho');
  const holders = await giveKeys(ctx);
  ctx.progress('Bày văn bản lên từng bàn làm việc');
  await layOutDesks(ctx, holders, await loadTinos());
}

export interface Holders {
  readonly person: ReadonlyMap<string, Issued>;
  readonly organisation: ReadonlyMap<string, Issued>;
}

async function giveKeys(ctx: SeedContext): Promise<Holders> {
  const validFrom = new Date(`${FOUNDED}T00:00:00+07:00`);
  const person = new Map<string, Issued>();
  for (const someone of people.filter((p) => p.signs)) {
    const organization = agencies.find((a) => a.key === someone.agency)?.name ?? '';
    const issued = ctx.pki.issuePerson({ commonName: someone.fullName, organization, keyType: 'rsa', validFrom });
    person.set(someone.username, issued);
    const owner = { kind: 'person' as const, personId: personId(someone.username) };
    await keep(ctx, issued, owner, someone.fullName, someone.outside ? null : signaturePng(someone.fullName));
  }
  const organisation = new Map<string, Issued>();
  for (const agency of agencies) {
    const issued = ctx.pki.issueOrganisation({
      commonName: agency.name,
      organization: agency.name,
      keyType: 'ec',
      validFrom,
    });
    organisation.set(agency.key, issued);
    const owner = { kind: 'organisation' as const, agencyId: agencyId(agency.key) };
    const seal = agency.hosted ? sealPng(agency.name, 'Tỉnh Đồng Tháp', agency.sealMm) : null;
    await keep(ctx, issued, owner, agency.name, seal);
  }
  return { person, organisation };
}

/** Enrols the certificate; the key goes into keeping only for those who work here. */
async function keep(
  ctx: SeedContext,
  issued: Issued,
  owner: directory.Enrolment['owner'],
  label: string,
  image: Uint8Array | null,
): Promise<void> {
  const certificateDer = Buffer.from(issued.certificateDer).toString('base64');
  const proof = 'Chứng thư thử nghiệm cấp khi khởi tạo dữ liệu trình diễn';
  await answered(ctx.ask(directoryContracts.EnrolCertificate, { certificateDer, owner, proof }));
  if (image === null) return;
  await answered(
    ctx.ask(signing.StoreKey, {
      owner,
      certificateDer,
      pkcs12: Buffer.from(issued.pkcs12(ctx.pin)).toString('base64'),
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
