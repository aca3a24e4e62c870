import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Actor,
  incoming as contract,
  directory,
  type incoming,
  isRefusal,
  type signing,
  signing as signingContract,
} from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { incomingService } from '../src/index.js';
import { judgements, monday } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

export const agencyId = randomUUID();
/** No directory has it. */
export const unknownAgencyId = randomUUID();

const person = (own: Partial<Actor> = {}): Actor => ({
  personId: randomUUID(),
  personName: 'Lê Thị Văn Thư',
  positionId: randomUUID(),
  positionTitle: 'Văn thư',
  agencyId,
  unitId: null,
  roles: ['clerk'],
  headOf: [],
  ...own,
});
export const people = {
  clerk: person(),
  secondClerk: person({ personName: 'Mai Thị Hai' }),
  director: person({ personName: 'Trần Văn Chủ', positionTitle: 'Chủ tịch', roles: ['director'] }),
  official: person({ personName: 'Ngô Văn Viên', positionTitle: 'Chuyên viên', roles: ['official'] }),
  strangerClerk: person({ personName: 'Hồ Xa', agencyId: randomUUID() }),
  administrator: person({ roles: ['administrator'] }),
};

export const fieldsOf = (own: Partial<incoming.IncomingFields> = {}): incoming.IncomingFields => ({
  senderAgencyId: null,
  senderName: 'Sở Tài chính',
  numberAndSymbol: `${Math.floor(Math.random() * 1e9)}/STC-NS`,
  documentDate: '2025-03-10',
  kind: 'cong-van',
  abstract: 'Về dự toán ngân sách',
  signerName: 'Đỗ Văn Ký',
  urgency: 'normal',
  answerBy: null,
  ...own,
});

/** A clerk's office with the real service and a signing that answers as it is told. */
export class Office {
  /** What signing says next; `null`: it is away. */
  judgement: Omit<signing.Judgement, 'fileSha256'> | null = judgements.valid;
  /** What signing waits for before it says anything. */
  beforeJudging: () => Promise<void> = () => Promise.resolve();
  /** What the directory finds by name. */
  agencyNames: string[] = [];
  private files = 0;

  private constructor(
    readonly bed: ServiceTestbed,
    readonly content: ContentStore,
    readonly tickets: FileTickets,
  ) {}

  static async open(extra: Record<string, unknown> = {}): Promise<Office> {
    const bed = await createServiceTestbed(incomingService, { clock: 'simulated', extra });
    const keyFile = join(dirname(bed.config.keys.privateJwkFile), 'gateway.jwk');
    const jwk = JSON.parse(await readFile(keyFile, 'utf8'));
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    const publicKey = bed.service.connected.keys.publicKeyOf('gateway');
    const office = new Office(bed, new ContentStore(bed.config.files), new FileTickets({ publicKey, privateKey }));
    await bed.answer(directory.FindAgencies, ({ ids }) => ({
      agencies: (ids === undefined
        ? office.agencyNames.map((name) => ({ id: randomUUID(), name }))
        : ids.filter((one) => one !== unknownAgencyId).map((id) => ({ id, name: 'Nơi gửi' }))
      ).map((one) => ({ ...one, code: 'H99', hosted: false, superiorId: null, validTo: null })),
    }));
    await bed.answer(signingContract.JudgeFile, async ({ fileSha256 }) => {
      await office.beforeJudging();
      if (office.judgement === null) throw new Error('signing is away');
      return { ...office.judgement, fileSha256 };
    });
    return office;
  }

  as = (name: keyof typeof people, at = monday) => ({ actor: people[name], at });

  async ticket(bytes: Buffer, owner: Actor = people.clerk): Promise<string> {
    const staged = await this.content.stage([bytes], { maxBytes: 10_000_000 });
    if ('refused' in staged) throw new Error(staged.message);
    const { personId, agencyId: agency } = owner;
    return this.tickets.issue({
      ...staged,
      name: 'cong-van.pdf',
      mediaType: 'application/pdf',
      personId,
      agencyId: agency,
    });
  }

  async receive(fields = fieldsOf(), at = monday, bytes?: Buffer): Promise<string> {
    const ticket = await this.ticket(bytes ?? samplePdf({ text: `file ${++this.files}` }));
    const answer = await this.bed.ask(contract.Receive, { ticket, fields }, this.as('clerk', at));
    if (isRefusal(answer)) throw new Error(answer.message);
    return answer.id;
  }

  async state(id: string): Promise<string | undefined> {
    const [row] = await this.bed.rows<{ state: string }>('SELECT state FROM incoming_document WHERE id = $1', [id]);
    return row?.state;
  }

  async until(probe: () => Promise<boolean>, what: string, ms = 30_000): Promise<void> {
    for (const end = Date.now() + ms; !(await probe()); ) {
      if (Date.now() > end) throw new Error(`it did not come about: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Received and checked, with what signing says at that time. */
  async checked(fields = fieldsOf(), judgement = judgements.valid, at = monday, bytes?: Buffer): Promise<string> {
    this.judgement = judgement;
    const id = await this.receive(fields, at, bytes);
    await this.until(async () => (await this.state(id)) === 'checked', `${id} is checked`);
    return id;
  }

  register(
    documentId: string,
    fields: incoming.IncomingFields,
    own: { reason?: string; at?: string; as?: keyof typeof people } = {},
  ) {
    const input = { documentId, fields, ...(own.reason === undefined ? {} : { reason: own.reason }) };
    return this.bed.ask(contract.RegisterIncoming, input, this.as(own.as ?? 'clerk', own.at ?? monday));
  }

  /** Everything a refused act must leave as it was. */
  traces() {
    return this.bed.rows(
      `SELECT (SELECT count(*) FROM outbox) AS events, (SELECT count(*) FROM timeline) AS entries,
         (SELECT count(*) FROM incoming_document) AS documents, (SELECT sum(version) FROM incoming_document) AS versions,
         (SELECT count(*) FROM register_line) AS lines, (SELECT count(*) FROM register_entry) AS numbers,
         (SELECT sum(last_number) FROM series) AS last, (SELECT count(*) FROM command) AS commands`,
    );
  }
}
