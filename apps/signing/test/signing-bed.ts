import { createHash, randomUUID, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, directory, isRefusal, type OutputOf, outgoing, type PayloadOf, signing } from '@vanthu/contracts';
import { type DocumentContent, layOutDocument, loadTinos } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import { createServiceTestbed, eventually, type ServiceTestbed, type TestbedOverrides } from '@vanthu/messaging';
import { freePort } from '@vanthu/servers';
import { colleagueOf, sampleActor } from '@vanthu/testing';
import { createTestPki, type Issued, startTestPkiServer, type TestPki } from '@vanthu/testpki';
import { signingService } from '../src/index.js';
import type { CscServer } from './csc-server.js';
import { type Switchable, switchable } from './switchable.js';

type Enrolments = OutputOf<typeof directory.FindEnrolments>['enrolments'];
type Owner = directory.Enrolment['owner'];
export type Order = PayloadOf<typeof outgoing.SignatureRequested>;
export type Made = PayloadOf<typeof signing.SignatureMade>;
export type NotMade = PayloadOf<typeof signing.SignatureNotMade>;

export const PIN = 'Mã-PIN-bí-mật-4711';
const HOUR = 3_600_000;

export const content: DocumentContent = {
  kind: 'quyet-dinh',
  superiorName: null,
  agencyName: ['Ủy ban nhân dân', 'Xã Châu Minh'],
  symbol: 'QĐ-UBND',
  place: 'Châu Minh',
  abstract: 'Về việc thành lập Tổ công tác chuyển đổi số',
  authorityLine: 'Chủ tịch Ủy ban nhân dân xã Châu Minh',
  legalBases: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'],
  proposal: null,
  articles: [{ paragraphs: ['Thành lập Tổ công tác chuyển đổi số xã Châu Minh.'] }],
  signers: [{ capacityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Nguyễn Thành Long' }],
  recipients: ['- Như Điều 1;', '- Lưu: VT, VHXH.'],
  urgency: 'normal',
};

/** The signing service on real servers, a test PKI around it, and `directory` as far as it is asked whose a certificate is. */
export interface SigningBed extends ServiceTestbed {
  readonly pki: TestPki;
  readonly signer: Actor;
  readonly clerk: Actor;
  readonly agencyId: string;
  readonly enrolments: Enrolments;
  readonly store: ContentStore;
  /** The draft laid out as A4, kept; its hash. */
  draft(): Promise<string>;
  /** Issues (unless given), enrols (unless told not) and puts a key into keeping. */
  giveKey(owner: Owner, options?: { issued?: Issued; enrolled?: boolean }): Promise<Issued>;
  enrol(issued: Issued, owner: Owner): void;
  seal(pin: string, content?: { nonce?: string; at?: Date }): Promise<string>;
  /** Opens the key for these orders; default: for a document that nobody orders. */
  activate(actor: Actor, purpose: 'personal' | 'organisation', orders?: readonly Seen[]): Promise<string>;
  /** What `outgoing` would order for this document; with an activation that is not open. */
  order(fileSha256: string, more?: Partial<Order>): Order;
  sealOrder(signed: Made, more?: Partial<Order>): Order;
  /** The same with a key that this person has opened for it. */
  opened(actor: Actor, order: Order): Promise<Order>;
  send(order: Order, by: Actor): Promise<void>;
  /** Orders, and waits until `signing` says how it ended. */
  sign(order: Order, by: Actor): Promise<Made | NotMade>;
  /** Publishes the list of revoked certificates anew. */
  publishCrl(): void;
  keptPath(sha256: string): string;
  /** Whoever has the agency's device in hand; null: none is registered. */
  holdSeal(actor: Actor | null): void;
  /** The timestamp server, where there is one. */
  readonly tsa: Switchable | null;
  change(sha256: string, edit: (bytes: Buffer) => Uint8Array): Promise<void>;
}

export interface SigningBedOptions extends TestbedOverrides {
  /** With timestamps and revocation answers; the timestamp server can be taken down. */
  servers?: boolean;
}

export async function signingBed({ servers = false, ...overrides }: SigningBedOptions = {}): Promise<SigningBed> {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-signing-'));
  const now = new Date();
  const port = servers ? await freePort() : 0;
  const pki = createTestPki({ at: now, ...(servers ? { serverUrl: `http://127.0.0.1:${port}` } : {}) });
  const pkiServer = servers ? await startTestPkiServer({ pki, port, environment: 'test' }) : null;
  const tsa = pkiServer && (await switchable(`${pkiServer.url}/tsa`));
  const file = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const list = (name: 'ca.crl' | 'root.crl') =>
    file(name, name === 'ca.crl' ? pki.crl({ thisUpdate: new Date() }) : pki.rootCrl());
  const enrolments: Enrolments = [];
  let sealHolder: Actor | null = null;
  const store = new ContentStore({ directory: join(folder, 'files') });
  const bed = await createServiceTestbed(signingService, {
    ...overrides,
    files: { directory: join(folder, 'files') },
    extra: {
      VANTHU_TRUST_ROOTS: file('roots.pem', pki.rootPem),
      VANTHU_TRUST_INTERMEDIATES: file('issuers.pem', pki.intermediatePem),
      VANTHU_TRUST_CRLS: [list('ca.crl'), list('root.crl')].join(','),
      ...(tsa ? { VANTHU_TSA_SERVERS: tsa.url, VANTHU_PKI_PRIVATE_HOSTS: `127.0.0.1:${port}` } : {}),
      ...overrides.extra,
    },
  });
  await bed.answer(directory.FindEnrolments, ({ certificates, at }) => ({
    enrolments: enrolments.filter(
      (e) => (certificates?.includes(e.certificateSha256) ?? true) && e.validFrom <= at && at <= e.validTo,
    ),
  }));
  await bed.answer(directory.CheckSealDevice, ({ personId }) => ({
    isInHand: sealHolder === null || sealHolder.personId === personId,
    holderName: sealHolder?.personName ?? null,
    basis: null,
  }));
  const signer = sampleActor({ roles: ['signer'], personName: 'Nguyễn Thành Long' });
  const clerk = colleagueOf(signer, ['clerk'], { personName: 'Võ Thị Kim Ngân' });
  const agencyId = signer.agencyId;
  const pdf = (await layOutDocument(content, await loadTinos(), { createdAt: now })).pdf;

  const enrol = (issued: Issued, owner: Owner) => {
    enrolments.push({
      id: randomUUID(),
      certificateSha256: issued.certificate.fingerprintSha256,
      owner,
      subject: issued.certificate.subject.text,
      validFrom: new Date(now.getTime() - HOUR).toISOString(),
      validTo: new Date(now.getTime() + HOUR).toISOString(),
      proof: 'thử nghiệm',
      ownerName: owner.kind === 'person' ? 'Nguyễn Thành Long' : 'UBND xã Châu Minh',
      agencyId: owner.kind === 'person' ? null : owner.agencyId,
    });
  };
  const seal: SigningBed['seal'] = async (pin, { nonce = randomUUID(), at = new Date() } = {}) => {
    const answer = await bed.ask(signing.GetActivationKey, {}, { actor: signer });
    if (isRefusal(answer)) throw new Error(answer.code);
    const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
    const key = await webcrypto.subtle.importKey('jwk', answer.jwk, algorithm, false, ['encrypt']);
    const clear = Buffer.from(JSON.stringify({ pin, nonce, at: at.toISOString() }), 'utf8');
    return Buffer.from(await webcrypto.subtle.encrypt(algorithm, key, clear)).toString('base64');
  };
  const send = async (order: Order, by: Actor) => {
    await bed.emit(outgoing.SignatureRequested, { aggregateId: order.documentId, payload: order, actor: by });
  };

  const activate: SigningBed['activate'] = async (
    actor,
    purpose,
    orders = [{ documentId: randomUUID(), manifestHash: 'a'.repeat(64) }],
  ) => {
    const documents = orders.map(({ documentId, manifestHash }) => ({ documentId, manifestHash }));
    const sealedPin = await seal(PIN);
    const answer = await bed.ask(signing.OpenActivation, { purpose, sealedPin, documents }, { actor });
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer.activationId;
  };

  return {
    ...bed,
    get service() {
      return bed.service;
    },
    pki,
    signer,
    clerk,
    agencyId,
    enrolments,
    store,
    enrol,
    seal,
    draft: async () => (await store.put(pdf)).sha256,
    async giveKey(owner, { issued = pki.issuePerson({ commonName: 'Nguyễn Thành Long' }), enrolled = true } = {}) {
      if (enrolled) enrol(issued, owner);
      const answer = await bed.ask(
        signing.StoreKey,
        {
          owner,
          pkcs12: Buffer.from(issued.pkcs12(PIN)).toString('base64'),
          certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
          imagePng: null,
          label: 'khóa thử',
        },
        { service: 'cli' },
      );
      if (isRefusal(answer)) throw new Error(answer.code);
      return issued;
    },
    activate,
    order: (fileSha256, more = {}) => ({
      ...manifested(more.documentId ?? randomUUID(), fileSha256),
      agencyId,
      jobId: randomUUID(),
      step: 1,
      kind: 'personal',
      fileSha256,
      fileName: 'quyet-dinh.pdf',
      field: 'ky_ca_nhan_1',
      mark: null,
      attachments: [],
      fill: [],
      signer: { kind: 'person', personId: signer.personId, name: signer.personName },
      activationId: randomUUID(),
      readers: [`person:${signer.personId}`, `clerks:${agencyId}`],
      ...more,
    }),
    sealOrder: (signed, more = {}) => ({
      // The manifest names what was laid out; of one signer that is what the signature was made on.
      ...manifested(signed.documentId, signed.inputSha256),
      mark: null,
      attachments: [],
      agencyId,
      jobId: randomUUID(),
      step: 2,
      kind: 'organisation',
      fileSha256: signed.outputSha256,
      fileName: 'quyet-dinh.pdf',
      field: 'ky_co_quan_1',
      fill: [
        { field: 'so_van_ban', value: '07' },
        { field: 'ngay_ban_hanh', value: 'ngày 20 tháng 11 năm 2026' },
      ],
      signer: { kind: 'organisation', agencyId, name: 'UBND xã Châu Minh' },
      activationId: randomUUID(),
      readers: signed.readers,
      ...more,
    }),
    async opened(actor, order) {
      const purpose = order.kind === 'personal' ? 'personal' : 'organisation';
      const activationId = await activate(actor, purpose, [order]);
      return { ...order, activationId };
    },
    send,
    async sign(order, by) {
      const known = (await outcomes(bed)).length;
      await send(order, by);
      return eventually(async () => (await outcomes(bed))[known], `the end of job ${order.jobId}`);
    },
    publishCrl: () => void list('ca.crl'),
    keptPath: (sha256) => join(folder, 'files', 'kept', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    async change(sha256, edit) {
      const path = join(folder, 'files', 'kept', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      await writeFile(path, edit(await readFile(path)));
    },
    tsa,
    holdSeal: (actor) => {
      sealHolder = actor;
    },
    async close() {
      await bed.close();
      await tsa?.close();
      await pkiServer?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is seen before a key is opened. */
export interface Seen {
  readonly documentId: string;
  readonly manifestHash: string;
}

export type ManifestFiles = Order['manifest']['files'];

/** The version of a document that consists of these files. */
export function manifested(documentId: string, mainSha256: string, more: ManifestFiles = []) {
  const main = { role: 'main' as const, name: 'quyet-dinh.pdf', sha256: mainSha256, bytes: 1 };
  const manifest = { draftNumber: 1, files: [main, ...more] };
  const text = outgoing.manifestText(documentId, 1, manifest.files);
  return { documentId, manifest, manifestHash: createHash('sha256').update(text).digest('hex') };
}

/** Somebody with a key at a remote service, who confirms in its page. */
export async function pageHolder(
  bed: SigningBed,
  service: CscServer,
  server: string,
  more: Parameters<CscServer['add']>[2] & { issued?: Issued } = {},
): Promise<Actor> {
  const { issued = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long' }), ...credential } = more;
  const person = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
  bed.enrol(issued, { kind: 'person', personId: person.personId });
  const credentialId = service.add(issued, PIN, { ...credential, oauth: true });
  const answer = await bed.ask(
    signing.ConnectKey,
    {
      owner: { kind: 'person', personId: person.personId },
      way: { kind: 'csc', server, credentialId, authorisation: 'oauth2code' },
      certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
      imagePng: null,
      label: 'ký từ xa',
    },
    { service: 'cli' },
  );
  if (isRefusal(answer)) throw new Error(answer.code);
  return person;
}

/** Begins for these orders; the owner agrees in the page and comes back. The activation. */
export async function confirmedBy(
  bed: SigningBed,
  service: CscServer,
  actor: Actor,
  orders: readonly Seen[],
): Promise<string> {
  const documents = orders.map(({ documentId, manifestHash }) => ({ documentId, manifestHash }));
  const begun = await bed.ask(signing.BeginAuthorisation, { purpose: 'personal', documents }, { actor });
  if (isRefusal(begun)) throw new Error(begun.code);
  const back = Object.fromEntries(service.oauth.confirm(begun.address ?? '')) as { state: string };
  const answer = await bed.ask(signing.CompleteAuthorisation, back, { actor });
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer.activationId;
}

/** What `signing` has said of its jobs, in order. */
export async function outcomes(bed: ServiceTestbed): Promise<(Made | NotMade)[]> {
  const events = await bed.events();
  const types = [signing.SignatureMade.type, signing.SignatureNotMade.type];
  return events.filter(({ type }) => types.includes(type)).map(({ payload }) => payload as Made | NotMade);
}

export const isMade = (outcome: Made | NotMade): outcome is Made => 'outputSha256' in outcome;

export function made(outcome: Made | NotMade): Made {
  if (!isMade(outcome)) throw new Error(`not signed: ${outcome.code} ${outcome.reasonVi}`);
  return outcome;
}
