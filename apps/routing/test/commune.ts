import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Actor, directory, incoming, isRefusal, routing } from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { routingService } from '../src/index.js';

/** Monday of the worked example in Decree 30 reference 12.2: 10 March 2025, 10:05 in Viet Nam. */
export const monday = '2025-03-10T03:05:00.000Z';
export const at = (day: string, hour = 10): string =>
  new Date(`${day}T${String(hour - 7).padStart(2, '0')}:00:00Z`).toISOString();

export const agencyId = randomUUID();
export const units = {
  economy: { id: randomUUID(), agencyId, name: 'Phòng Kinh tế', abbreviation: 'KT' },
  finance: { id: randomUUID(), agencyId, name: 'Phòng Tài chính - Kế hoạch', abbreviation: 'TCKH' },
};

const person = (personName: string, positionTitle: string, own: Partial<Actor>): Actor => ({
  personId: randomUUID(),
  personName,
  positionId: randomUUID(),
  positionTitle,
  agencyId,
  unitId: null,
  roles: ['official'],
  headOf: [],
  ...own,
});

/** A commune with a clerk, two directors, two units with their heads and officials, and a clerk of another agency. */
export const people = {
  clerk: person('Lê Thị Văn Thư', 'Văn thư', { roles: ['clerk'] }),
  chairman: person('Trần Văn Chủ', 'Chủ tịch', { roles: ['director', 'signer'] }),
  deputy: person('Phạm Văn Phó', 'Phó Chủ tịch', { roles: ['director', 'signer'] }),
  secretary: person('Mai Thị Ký', 'Thư ký', { roles: ['secretary'] }),
  financeHead: person('Võ Thị Tài', 'Trưởng phòng', {
    roles: ['unit-head'],
    unitId: units.finance.id,
    headOf: [units.finance.id],
  }),
  economyHead: person('Đỗ Văn Kinh', 'Trưởng phòng', {
    roles: ['unit-head'],
    unitId: units.economy.id,
    headOf: [units.economy.id],
  }),
  official: person('Ngô Văn Viên', 'Chuyên viên', { unitId: units.finance.id }),
  otherOfficial: person('Bùi Thị Khác', 'Chuyên viên', { unitId: units.economy.id }),
  strangerClerk: person('Hồ Xa', 'Văn thư', { roles: ['clerk'], agencyId: randomUUID() }),
};
type Name = keyof typeof people;

const unitAssignee = (unit: { id: string; name: string }): routing.Assignee => ({
  kind: 'unit',
  unitId: unit.id,
  name: unit.name,
});

export const direction = (deadline = '2025-03-13') => ({
  lead: unitAssignee(units.finance),
  cooperators: [unitAssignee(units.economy)],
  deadline,
  text: 'Tham mưu trả lời Sở Tài chính.',
});

export class Commune {
  private constructor(readonly bed: ServiceTestbed) {}

  static async open(): Promise<Commune> {
    const bed = await createServiceTestbed(routingService, { clock: 'simulated' });
    await bed.answer(directory.FindPeople, (input) => ({
      people: Object.values(people)
        .filter((p) => p.agencyId === input.agencyId)
        .filter((p) => input.role === undefined || p.roles.includes(input.role))
        .filter((p) => input.unitId === undefined || p.unitId === input.unitId)
        .map((p) => ({
          personId: p.personId,
          fullName: p.personName,
          positionId: p.positionId,
          title: p.positionTitle,
          level: 'staff' as const,
          roles: p.roles,
          unitId: p.unitId,
          unitName: null,
        })),
    }));
    await bed.answer(directory.GetAgency, () => ({
      id: agencyId,
      code: 'H53.10',
      name: 'Ủy ban nhân dân xã',
      printedName: ['ỦY BAN NHÂN DÂN XÃ'],
      superiorName: null,
      superiorId: null,
      abbreviation: 'UBND',
      place: 'Xã',
      collective: true,
      collectiveName: 'ỦY BAN NHÂN DÂN',
      headTitle: 'CHỦ TỊCH',
      sealMm: 36,
      validFrom: '2020-01-01',
      validTo: null,
      successorId: null,
      hosted: true,
      units: Object.values(units),
    }));
    return new Commune(bed);
  }

  as = (name: Name, day = monday) => ({ actor: people[name], at: day });

  /** A document that the clerk has registered. */
  async registered(
    own: { urgency?: 'normal' | 'urgent' | 'express'; arrivedOn?: string; number?: number; answerBy?: string } = {},
  ): Promise<string> {
    const documentId = randomUUID();
    await this.bed.emit(incoming.IncomingRegistered, {
      aggregateId: documentId,
      aggregateSequence: 1,
      occurredAt: monday,
      payload: {
        documentId,
        agencyId,
        readers: [`clerks:${agencyId}`],
        fields: {
          senderAgencyId: null,
          senderName: 'Sở Tài chính',
          numberAndSymbol: '128/STC-NS',
          documentDate: '2025-03-10',
          kind: 'cong-van',
          abstract: 'Về dự toán ngân sách',
          signerName: null,
          urgency: own.urgency ?? 'normal',
          answerBy: own.answerBy ?? null,
        },
        arrivalNumber: own.number ?? 342,
        arrivedOn: own.arrivedOn ?? '2025-03-10',
        registeredAt: monday,
        outgoingDocumentId: null,
      },
    });
    return documentId;
  }

  submit(documentId: string, as: Name = 'clerk', proposal: ReturnType<typeof direction> | null = direction()) {
    const input = { documentId, toPositionId: people.chairman.positionId, proposal };
    return this.bed.ask(routing.Submit, input, this.as(as));
  }

  async directed(own: Parameters<Commune['registered']>[0] = {}, deadline?: string): Promise<string> {
    const documentId = await this.registered(own);
    await this.submit(documentId, 'clerk', direction(deadline));
    await this.bed.ask(routing.Direct, { documentId }, this.as('chairman'));
    return documentId;
  }

  async tasks(documentId: string) {
    const rows = await this.bed.rows<{ id: string; part: string; state: string }>(
      'SELECT id, part, state FROM task WHERE document_id = $1 ORDER BY place',
      [documentId],
    );
    const [lead, cooperator] = rows;
    if (lead === undefined || cooperator === undefined) throw new Error('no tasks');
    return { lead, cooperator };
  }

  /** A file that this person has uploaded, as the door would give it to them. */
  async ticket(bytes: Buffer, { personId, agencyId: ofAgency }: Actor): Promise<string> {
    const { config, service } = this.bed;
    const staged = await new ContentStore(config.files).stage([bytes], { maxBytes: 1_000_000 });
    if (isRefusal(staged)) throw new Error(staged.message);
    const door = await readFile(join(dirname(config.keys.privateJwkFile), 'gateway.jwk'), 'utf8');
    const privateKey = createPrivateKey({ key: JSON.parse(door), format: 'jwk' });
    const tickets = new FileTickets({ publicKey: service.connected.keys.publicKeyOf('gateway'), privateKey });
    const file = { name: 'ket-qua.pdf', mediaType: 'application/pdf' };
    return tickets.issue({ ...staged, ...file, personId, agencyId: ofAgency });
  }

  /** Everything a refused act must leave as it was. */
  async traces(documentId: string) {
    return this.bed.rows(
      `SELECT (SELECT count(*) FROM outbox WHERE aggregate_id = $1::text) AS events,
         (SELECT count(*) FROM timeline WHERE document_id = $1::uuid) AS entries,
         (SELECT version FROM routed_document WHERE document_id = $1::uuid) AS version`,
      [documentId],
    );
  }
}
