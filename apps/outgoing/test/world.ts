import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import {
  type Actor,
  directory,
  type InputOf,
  isRefusal,
  type OutputOf,
  outgoing,
  type PayloadOf,
  type Refusal,
  type RequestContract,
  signing,
} from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import { createServiceTestbed, type ServiceTestbed, type TestbedOverrides } from '@vanthu/messaging';
import { outgoingService } from '../src/index.js';
import { plainPdf } from './paper.js';
import { type Agency, commune, id, people } from './people.js';
import { type FakeSigner, stampingSigner } from './signers.js';

export type Detail = OutputOf<typeof outgoing.GetOutgoing>;
export type Order = PayloadOf<typeof outgoing.SignatureRequested>;
type Draft = InputOf<typeof outgoing.CreateDraft>;

export const decision = (own: Partial<Draft> = {}): Draft => ({
  kind: 'quyet-dinh',
  abstract: 'Về việc thành lập Tổ công tác chuyển đổi số',
  urgency: 'normal',
  body: {
    form: 'decision',
    legalBases: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;'],
    proposal: 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.',
    articles: [
      { paragraphs: ['Thành lập Tổ công tác chuyển đổi số của xã.'] },
      { paragraphs: ['Quyết định này có hiệu lực kể từ ngày ký.'] },
      { paragraphs: ['Các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.'] },
    ],
  },
  field: null,
  signerPositionId: people.signer.positionId,
  recipients: [{ kind: 'other', name: 'Các thành viên Tổ công tác' }],
  answers: null,
  ...own,
});

export const letter = (own: Partial<Draft> = {}): Draft => ({
  ...decision(),
  kind: 'cong-van',
  abstract: 'báo cáo tình hình chuyển đổi số',
  body: {
    form: 'letter',
    addressees: ['Sở Khoa học và Công nghệ tỉnh Đồng Tháp'],
    paragraphs: ['Ủy ban nhân dân xã Châu Minh báo cáo như sau: các chỉ tiêu đều đạt.'],
  },
  recipients: [{ kind: 'agency', agencyId: id(), name: 'Sở Khoa học và Công nghệ tỉnh Đồng Tháp' }],
  ...own,
});

/** Signed by its secretary, the drafter, and by its chair. */
export const minutes = (own: Partial<Draft> = {}): Draft => ({
  ...decision(),
  kind: 'bien-ban',
  abstract: 'Họp giao ban tháng 3 năm 2025',
  body: {
    form: 'minutes',
    startedAt: '08 giờ 00 phút, ngày 05 tháng 3 năm 2025',
    place: 'Phòng họp UBND xã',
    participants: ['Nguyễn Văn An, Chủ tịch', 'Lê Thị Hoa, chuyên viên'],
    chair: 'Nguyễn Văn An, Chủ tịch',
    secretary: 'Lê Thị Hoa, chuyên viên',
    blocks: [{ type: 'paragraph', text: 'Các đơn vị báo cáo tiến độ công việc.' }],
    endedAt: '10 giờ 00 phút cùng ngày',
  },
  coSigners: [{ positionId: people.drafter.positionId }],
  signerPositionId: people.chair.positionId,
  recipients: [],
  ...own,
});

/** The steps of the road, each done by the right person. */
export const stations = [
  'draft',
  'submitted',
  'content-checked',
  'form-checked',
  'signed',
  'sealed',
  'issued',
] as const;
export type Station = (typeof stations)[number];

/** The service with the directory and signing as fakes whose answers a test may change. */
export class World {
  /** Civil time of the next acts: Wednesday 5 March 2025, 16:30 in Viet Nam. */
  at = '2025-03-05T09:30:00.000Z';
  agency: Agency = commune;
  /** Activations under which files go elsewhere. */
  readonly handouts = new Set<string>();
  sealEnrolled = true;
  /** Agencies that no directory has. */
  readonly unknownAgencies = new Set<string>();
  authority: (
    question: InputOf<typeof directory.CheckAuthority>,
  ) => OutputOf<typeof directory.CheckAuthority> | Refusal = ({ positionId }) => authorityOf(positionId);
  /** What signing says when asked again before the number; by default what the signer said. */
  judge: (sha256: string) => signing.Judgement | undefined = () => undefined;
  signer: FakeSigner = stampingSigner;
  private readonly judged = new Map<string, signing.Judgement>();
  readonly files: ContentStore;
  private tickets: Promise<FileTickets> | undefined;

  private constructor(readonly bed: ServiceTestbed) {
    this.files = new ContentStore({ directory: bed.config.files.directory });
  }

  static async create(overrides: TestbedOverrides = {}): Promise<World> {
    const world = new World(await createServiceTestbed(outgoingService, { clock: 'simulated', ...overrides }));
    await world.bed.answer(directory.GetAgency, ({ agencyId }) =>
      agencyId === world.agency.id ? world.agency : directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY'),
    );
    await world.bed.answer(directory.FindAgencies, ({ ids = [] }) => ({
      agencies: ids
        .filter((one) => !world.unknownAgencies.has(one))
        .map((one) => ({ id: one, code: 'H99', name: 'Cơ quan nhận', hosted: true, superiorId: null, validTo: null })),
    }));
    await world.bed.answer(directory.FindPeople, () => ({
      people: [people.otherDrafter, people.drafter, people.chair, people.signer].map((one) => ({
        personId: one.personId,
        fullName: one.personName,
        positionId: one.positionId,
        title: one.positionTitle,
        level: 'staff' as const,
        roles: one.roles,
        unitId: one.unitId,
        unitName: null,
      })),
    }));
    await world.bed.answer(directory.CheckAuthority, (question) => world.authority(question));
    await world.bed.answer(directory.FindEnrolments, () => ({
      enrolments: world.sealEnrolled ? [sealEnrolment()] : [],
    }));
    await world.bed.answer(signing.IsHandout, ({ activationId }) => ({
      isHandout: world.handouts.has(activationId),
    }));
    await world.bed.answer(signing.JudgeFile, ({ fileSha256 }) => {
      const found = world.judge(fileSha256) ?? world.judged.get(fileSha256);
      if (!found) throw new Error(`nobody has judged ${fileSha256}`);
      return found;
    });
    return world;
  }

  /** Uploads as the gateway does; answers with the ticket. */
  async upload(content: Uint8Array, by: Actor, name = 'tep.pdf'): Promise<string> {
    const staged = await this.files.stage([content], { maxBytes: 100_000_000 });
    if (isRefusal(staged)) throw new Error(staged.code);
    this.tickets ??= gatewayTickets(this.bed);
    const { personId, agencyId } = by;
    return (await this.tickets).issue({ ...staged, name, mediaType: 'application/pdf', personId, agencyId });
  }

  /** A draft with these attachments. */
  async withAttachments(titles: readonly string[], draft = decision()): Promise<Detail> {
    const documentId = await this.create(draft);
    for (const title of titles) {
      const { version } = await this.get(documentId);
      const ticket = await this.upload(await plainPdf(title), people.drafter, `${title}.pdf`);
      await this.done(outgoing.AddAttachment, { documentId, version, ticket, title }, people.drafter);
    }
    return this.get(documentId);
  }

  /** Takes a document that is there on to a station. */
  async bring(documentId: string, to: Station): Promise<Detail> {
    await this.walk(documentId, to);
    return this.get(documentId);
  }

  close(): Promise<void> {
    return this.bed.close();
  }

  ask<C extends RequestContract>(
    contract: C,
    input: InputOf<C>,
    actor: Actor,
    commandId?: string,
  ): Promise<OutputOf<C> | Refusal> {
    return this.bed.ask(contract, input, { actor, at: this.at, ...(commandId === undefined ? {} : { commandId }) });
  }

  /** The answer of a request that must not be refused. */
  async done<C extends RequestContract>(contract: C, input: InputOf<C>, actor: Actor): Promise<OutputOf<C>> {
    const answer = await this.ask(contract, input, actor);
    if (isRefusal(answer)) throw new Error(`${contract.name} was refused: ${answer.code} ${answer.message}`);
    return answer;
  }

  /** Refused with this code, and nothing is left of it: no row, no event. */
  async refuses<C extends RequestContract>(
    code: string,
    contract: C,
    input: InputOf<C>,
    actor: Actor,
  ): Promise<Refusal> {
    const before = await this.traces();
    const answer = await this.ask(contract, input, actor);
    if (!isRefusal(answer)) throw new Error(`${contract.name} was not refused`);
    if (answer.code !== code) throw new Error(`refused with ${answer.code} instead of ${code}`);
    expect(await this.traces()).toEqual(before);
    return answer;
  }

  get(documentId: string, actor: Actor = people.clerk): Promise<Detail> {
    return this.done(outgoing.GetOutgoing, { documentId }, actor);
  }

  /** The list as the web asks for it: everything in a query is text. */
  find(actor: Actor, query: Record<string, string> = {}): Promise<OutputOf<typeof outgoing.FindOutgoing>> {
    return this.done(outgoing.FindOutgoing, query as never, actor);
  }

  async create(draft = decision(), drafter: Actor = people.drafter): Promise<string> {
    return (await this.done(outgoing.CreateDraft, draft, drafter)).id;
  }

  /** A document brought as far as this. */
  async until(station: Station, draft = decision()): Promise<Detail> {
    return this.bring(await this.create(draft), station);
  }

  private async walk(documentId: string, station: Station): Promise<void> {
    const { state } = await this.get(documentId);
    const steps: Record<Station, () => Promise<unknown>> = {
      draft: async () => {},
      submitted: () => this.done(outgoing.SubmitDraft, { documentId }, people.drafter),
      'content-checked': async () => this.done(outgoing.CheckContent, await this.seen(documentId), people.head),
      'form-checked': async () => this.done(outgoing.CheckForm, await this.seen(documentId), people.officeHead),
      signed: async () => {
        await this.done(outgoing.Sign, { ...(await this.seen(documentId)), activationId: randomUUID() }, people.signer);
        await this.signOrdered(documentId);
      },
      sealed: async () => {
        await this.done(
          outgoing.AllotNumber,
          { ...(await this.seen(documentId)), activationId: randomUUID() },
          people.clerk,
        );
        await this.signOrdered(documentId);
      },
      issued: () => this.done(outgoing.Issue, { documentId }, people.clerk),
    };
    const from = stations.indexOf(state as Station) + 1;
    for (const each of stations.slice(from, stations.indexOf(station) + 1)) await steps[each]();
  }

  /** What a person has before the eyes when deciding. */
  async seen(documentId: string): Promise<{ documentId: string; manifestHash: string }> {
    return { documentId, manifestHash: (await this.get(documentId)).manifest.hash };
  }

  async orders(documentId: string): Promise<Order[]> {
    const events = await this.bed.events(outgoing.SignatureRequested);
    return events.filter((e) => e.aggregateId === documentId).map((e) => e.payload as Order);
  }

  /** Signing does what was ordered last. `more` changes what it tells. */
  async signOrdered(documentId: string, more: Partial<PayloadOf<typeof signing.SignatureMade>> = {}): Promise<void> {
    const order = (await this.orders(documentId)).at(-1);
    if (!order) throw new Error('nothing was ordered');
    const input = await this.files.readBytes(order.fileSha256);
    const { pdf, judgement } = await this.signer(input, order, this.at);
    const { sha256, bytes } = await this.files.put(pdf);
    this.judged.set(sha256, judgement);
    const attachments = await Promise.all(order.attachments.map((one) => this.signAttachment(order, one)));
    const { jobId, step, kind, manifestHash, fileSha256, readers } = order;
    await this.bed.emit(signing.SignatureMade, {
      aggregateId: jobId,
      occurredAt: this.at,
      payload: {
        ...{ documentId, service: 'outgoing', readers, jobId, step, kind, manifestHash },
        ...{
          inputSha256: fileSha256,
          outputSha256: sha256,
          outputBytes: bytes,
          signedAt: this.at,
          judgement,
          attachments,
        },
        ...more,
      },
    });
  }

  private async signAttachment(order: Order, { fileSha256, field }: Order['attachments'][number]) {
    const input = await this.files.readBytes(fileSha256);
    const own = { ...order, field, kind: 'organisation' as const, documentId: fileSha256 };
    const { pdf, judgement } = await this.signer(input, own, this.at);
    const { sha256, bytes } = await this.files.put(pdf);
    return { inputSha256: fileSha256, outputSha256: sha256, outputBytes: bytes, judgement };
  }

  /** Signing could not do what was ordered last. */
  async failOrdered(documentId: string, outcome: 'needs-activation' | 'refused' | 'failed'): Promise<void> {
    const order = (await this.orders(documentId)).at(-1);
    if (!order) throw new Error('nothing was ordered');
    const { jobId, step, readers } = order;
    await this.bed.emit(signing.SignatureNotMade, {
      aggregateId: jobId,
      occurredAt: this.at,
      payload: {
        documentId,
        service: 'outgoing',
        readers,
        jobId,
        step,
        outcome,
        code: 'SIGNING.NO_KEY',
        reasonVi: 'Chưa có khóa.',
      },
    });
  }

  /** Rows of every table that an act writes, and events: a refusal leaves them as they were. */
  async traces(): Promise<unknown> {
    const tables = [
      'outgoing_document',
      'draft_version',
      'approval',
      'signature_job',
      'timeline',
      'series',
      'register_entry',
    ];
    const more = [
      'register_line',
      'command',
      'outbox',
      'document_file',
      'delivery',
      'recall',
      'document_link',
      'series_note',
      'violation',
      'copy_signer',
      'document_copy',
      'filing',
      'draft_comment',
      'opinion',
      'draft_initial',
      'slip',
      'slip_draft',
      'drafting_assignment',
      'closed_register',
      'register_fact',
      'both_ways',
      'both_ways_change',
      'paper_dispatch',
      'case_file',
      'apart_series',
    ];
    const counts = [...tables, ...more].map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
    const versions = `(SELECT coalesce(sum(version), 0)::int FROM outgoing_document) AS versions`;
    const series = `(SELECT jsonb_agg(s ORDER BY s) FROM series s) AS all_series`;
    return (await this.bed.rows(`SELECT ${counts.join(', ')}, ${versions}, ${series}`))[0];
  }
}

/** The tickets of the gateway, whose key lies beside the service's own. */
async function gatewayTickets(bed: ServiceTestbed): Promise<FileTickets> {
  const keyFile = join(dirname(bed.config.keys.privateJwkFile), 'gateway.jwk');
  const privateKey = createPrivateKey({ key: JSON.parse(await readFile(keyFile, 'utf8')), format: 'jwk' });
  return new FileTickets({ publicKey: bed.service.connected.keys.publicKeyOf('gateway'), privateKey });
}

export function authorityOf(positionId: string): OutputOf<typeof directory.CheckAuthority> | Refusal {
  const person = Object.values(people).find((one) => one.positionId === positionId);
  if (!person?.roles.includes('signer')) {
    return directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { capacity: 'TM.', on: '', rule: 'R-SIG-08' });
  }
  const deputy = person === people.signer;
  return {
    capacity: deputy ? 'TM_KT' : 'TM',
    lines: deputy ? ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'] : ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
    signerName: person.personName,
    signerTitle: person.positionTitle,
    authorityId: null,
    sourceDocument: 'Quyết định số 12/QĐ-UBND ngày 02/01/2025',
    personId: person.personId,
    unitId: null,
  };
}

const sealEnrolment = (): OutputOf<typeof directory.FindEnrolments>['enrolments'][number] => ({
  id: id(),
  certificateSha256: 'ab'.repeat(32),
  owner: { kind: 'organisation', agencyId: commune.id },
  subject: 'CN=Ủy ban nhân dân xã Châu Minh',
  validFrom: '2025-01-01T00:00:00.000Z',
  validTo: '2028-01-01T00:00:00.000Z',
  proof: 'Biên bản bàn giao',
  ownerName: commune.name,
  agencyId: commune.id,
});
