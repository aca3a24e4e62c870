import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Actor,
  directory,
  type EventEnvelope,
  type InputOf,
  incoming,
  isRefusal,
  outgoing,
  type PayloadOf,
  routing,
  signing,
  stats,
} from '@vanthu/contracts';
import { createServiceTestbed, eventually, type ServiceTestbed } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { sumsQuery } from '../src/coverage/store/sums-query.js';
import { simulateDocuments, statsService } from '../src/index.js';
import { BulkFacts } from '../src/model/bulk-facts.js';
import { CountTwoParts1795483890000 } from '../src/model/count-two-parts.migration.js';
import { CoverageSums } from '../src/model/coverage-sums.js';
import { MeasuredSums } from '../src/model/measured-sums.js';
import { Projector } from '../src/model/projector.js';
import { RebuildRunner } from '../src/rebuild/rebuild-runner.js';
import { eventsOfArrival } from './arrivals.js';
import { folded } from './folded.js';
import {
  agency,
  agencyId,
  byOrganisation,
  byPerson,
  communeId,
  issued,
  judged,
  noon,
  otherAgencyId,
  unitId,
} from './sample-events.js';

let bed: ServiceTestbed;
const period = { from: '2022-12-15', to: '2023-03-14', descendants: true };
const documents = Array.from({ length: 6 }, () => randomUUID());
const [full, inkOnly, copy, commune, unjudged, tampered] = documents as [
  string,
  string,
  string,
  string,
  string,
  string,
];

const actor = (own: Partial<Actor> = {}): Actor => ({
  personId: randomUUID(),
  personName: 'Lãnh đạo',
  positionId: randomUUID(),
  positionTitle: 'Chánh Văn phòng',
  agencyId,
  unitId: null,
  roles: ['leadership'],
  headOf: [],
  ...own,
});
const leader = actor();

const coverage = async (
  own: { agencyId?: string } = {},
  asker: Parameters<ServiceTestbed['ask']>[2] = { actor: leader },
) => {
  const answer = await bed.ask(stats.GetCoverage, { ...period, ...own }, asker);
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
};

async function story(): Promise<EventEnvelope[]> {
  const tell: EventEnvelope[] = [];
  const on = async (...args: Parameters<ServiceTestbed['emit']>) => tell.push(await bed.emit(...args));
  // The judgement of one document comes before its issue, that of the others after.
  await on(signing.DocumentJudged, { aggregateId: full, payload: judged(full, [byPerson(), byOrganisation()]) });
  await on(outgoing.Issued, { aggregateId: full, payload: issued(full, { readers: [`leadership:${agencyId}`] }) });
  await on(outgoing.Issued, { aggregateId: inkOnly, payload: issued(inkOnly, { unitId: null }) });
  await on(signing.DocumentJudged, { aggregateId: inkOnly, payload: judged(inkOnly, [byOrganisation()]) });
  await on(outgoing.Issued, {
    aggregateId: copy,
    payload: issued(copy, { excludedFromCoverage: 'bản sao y của cơ quan khác' }),
  });
  await on(outgoing.Issued, { aggregateId: commune, payload: issued(commune, { agencyId: communeId, unitId: null }) });
  await on(signing.DocumentJudged, {
    aggregateId: commune,
    payload: judged(commune, [byPerson(), byOrganisation({}, communeId)]),
  });
  await on(outgoing.Issued, { aggregateId: unjudged, payload: issued(unjudged, { issuedOn: '2023-03-14' }) });
  await on(outgoing.Issued, { aggregateId: tampered, payload: issued(tampered) });
  await on(signing.DocumentJudged, {
    aggregateId: tampered,
    payload: judged(tampered, [byPerson(), byOrganisation()]),
  });
  await on(directory.UnitLoaded, {
    aggregateId: unitId,
    payload: { id: unitId, agencyId, name: 'Phòng Nội vụ', abbreviation: 'NV' },
  });
  await on(directory.AgencyLoaded, {
    aggregateId: communeId,
    payload: agency(communeId, 'UBND xã Bình Nhì', agencyId),
  });
  await on(directory.AgencyLoaded, { aggregateId: agencyId, payload: agency(agencyId, 'UBND huyện', null) });
  await on(directory.AgencyLoaded, { aggregateId: otherAgencyId, payload: agency(otherAgencyId, 'Nơi khác', null) });
  const arrived = { documentId: randomUUID(), agencyId, readers: [] };
  await on(routing.Completed, {
    aggregateId: arrived.documentId,
    payload: {
      ...arrived,
      answerNumberAndSymbol: null,
      answerDocumentId: null,
      reason: 'để biết',
      completedAt: noon,
      late: true,
    },
  });
  return tell;
}

let told: EventEnvelope[];
beforeAll(async () => {
  bed = await createServiceTestbed(statsService, { clock: 'real' });
  told = await story();
});
afterAll(() => bed.close());

/** Everything that the figures rest on, of one generation. */
const contents = async (generation: number) => {
  await folded(bed);
  return contentsNow(generation);
};
const contentsNow = async (generation: number) => ({
  documents: await bed.rows(
    `SELECT document_id, agency_id, unit_id, kind, signer_person_id, issued_at, issued_on::text, bucket, verdict, issued_late, sent_late
     FROM covered_document WHERE generation = $1 ORDER BY 1`,
    [generation],
  ),
  known: await bed.rows(
    'SELECT document_id, agency_id, issued_on::text, judged_sequence, signed_at FROM known_document WHERE generation = $1 ORDER BY 1',
    [generation],
  ),
  sums: await bed.rows(
    `SELECT part, grain, starts::text, agency_id, key, with_both, personal_only, organisation_only, unsigned, excluded
     FROM coverage_sum WHERE generation = $1 AND with_both + personal_only + organisation_only + unsigned + excluded > 0 ORDER BY 1, 2, 3, 4, 5`,
    [generation],
  ),
  signers: await bed.rows('SELECT id, name, told_at FROM signer WHERE generation = $1 ORDER BY 1', [generation]),
  facts: await bed.rows(
    'SELECT document_id, measure, agency_id, day::text, kind FROM measured_fact WHERE generation = $1 ORDER BY 1, 2',
    [generation],
  ),
  measured: await bed.rows(
    `SELECT part, grain, starts::text, agency_id, key, measure, documents FROM measured_sum WHERE generation = $1
     ORDER BY 1, 2, 3, 4, 5, 6`,
    [generation],
  ),
  below: await bed.rows('SELECT superior_id, agency_id FROM agency_below WHERE generation = $1 ORDER BY 1, 2', [
    generation,
  ]),
  positions: await bed.rows(
    `SELECT id, sequence, person_id, person_name, title, agency_id, unit_id, valid_from::text, valid_to::text, has_account
     FROM held_position WHERE generation = $1 ORDER BY 1`,
    [generation],
  ),
  workedDays: await bed.rows('SELECT position_id, day::text FROM worked_day WHERE generation = $1 ORDER BY 1, 2', [
    generation,
  ]),
  received: await bed.rows(
    `SELECT document_id, sequence, number_and_symbol, sender_name, abstract, readers FROM received_document
     WHERE generation = $1 ORDER BY 1`,
    [generation],
  ),
  agencies: await bed.rows('SELECT id, name, superior_id FROM agency WHERE generation = $1 ORDER BY 1', [generation]),
});
const serving = async () =>
  (await bed.rows<{ generation: number }>('SELECT generation FROM model'))[0]?.generation ?? 0;

describe('coverage', () => {
  it('counts each issued document in one bucket, with descendants, and says it in a sentence', async () => {
    const { figures, sentenceVi, byAgency, byUnit } = await coverage();
    expect(figures).toEqual({
      ...{ issued: 6, excluded: 1, signed: 4, both: 3, personalOnly: 0, organisationOnly: 1, unsigned: 1 },
      ...{ percentBoth: '60.00', percentSigned: '80.00' },
    });
    expect(sentenceVi).toContain('3/5 văn bản đi có đủ chữ ký số của lãnh đạo và của cơ quan, đạt 60,00%');
    expect(byAgency.map((each) => [each.agencyName, each.figures.both])).toEqual([
      ['UBND huyện', 2],
      ['UBND xã Bình Nhì', 1],
    ]);
    expect(byUnit.map((each) => each.unitName)).toContain('Phòng Nội vụ');
    // The district's unit, its papers of no unit, and the commune's: the second has none signed by a person.
    const { units } = await coverage();
    expect(units).toEqual({ all: 3, signing: 2 });
    const unitsOf = async (signing: boolean) => {
      const rows = await bed.ask(stats.FindCoverageParts, { ...period, part: 'unit', signing }, { actor: leader });
      return isRefusal(rows) ? rows : [rows.total, rows.items.length];
    };
    expect(await unitsOf(false)).toEqual([units.all, units.all]);
    expect(await unitsOf(true)).toEqual([units.signing, units.signing]);
  });

  it('the civil date of issue decides the period', async () => {
    const until = await bed.ask(stats.GetCoverage, { ...period, to: '2023-03-13' }, { actor: leader });
    expect(isRefusal(until) ? until : until.figures.issued).toBe(5);
    const backwards = await bed.ask(stats.GetCoverage, { ...period, from: '2023-04-01' }, { actor: leader });
    expect(backwards).toMatchObject({ code: 'STATS.PERIOD_BACKWARDS' });
  });

  it('each figure opens the list behind it; who may not read sees no abstract', async () => {
    const list = await bed.ask(
      stats.FindCoverageDocuments,
      { ...period, bucket: 'lacking', limit: 50 },
      { actor: leader },
    );
    expect(isRefusal(list) ? list : [list.total, ...list.items.map((item) => [item.documentId, item.bucket])]).toEqual([
      2,
      [unjudged, 'unsigned'],
      [inkOnly, 'organisationOnly'],
    ]);
    // The denominator of the sentence opens as well.
    const { figures } = await coverage();
    const ofRate = { ...period, bucket: 'counted' as const, limit: 50 };
    const counted = await bed.ask(stats.FindCoverageDocuments, ofRate, { actor: leader });
    const denominator = figures.issued - figures.excluded;
    expect(isRefusal(counted) ? counted : [counted.total, counted.items.length]).toEqual([denominator, denominator]);
    const both = await bed.ask(
      stats.FindCoverageDocuments,
      { ...period, bucket: 'both', limit: 50 },
      { actor: leader },
    );
    const items = isRefusal(both) ? [] : both.items;
    expect(items.find((item) => item.documentId === full)).toMatchObject({
      readable: true,
      abstract: 'Về việc kiện toàn',
    });
    expect(items.find((item) => item.documentId === commune)).toMatchObject({
      readable: false,
      abstract: 'Bạn không có quyền xem trích yếu.',
    });
    const [first] = items;
    const paged = await bed.ask(
      stats.FindCoverageDocuments,
      { ...period, bucket: 'both', limit: 1 },
      { actor: leader },
    );
    expect(isRefusal(paged) ? paged : [paged.total, paged.items[0]?.documentId, paged.nextCursor]).toEqual([
      3,
      first?.documentId,
      expect.any(String),
    ]);
  });

  it('any part adds up to the whole, bears its name, and opens as many documents as it counts', async () => {
    const names: Record<string, string[]> = {};
    const odd = { ...period, from: '2023-01-20', to: '2023-03-13' };
    for (const part of ['agency', 'unit', 'kind', 'signer', 'month'] as const) {
      const divided = await bed.ask(stats.FindCoverageParts, { ...odd, part }, { actor: leader });
      expect(isRefusal(divided) ? divided : divided.items.reduce((sum, one) => sum + one.figures.issued, 0)).toBe(5);
    }
    for (const part of ['agency', 'unit', 'kind', 'signer', 'month'] as const) {
      const divided = await bed.ask(stats.FindCoverageParts, { ...period, part }, { actor: leader });
      if (isRefusal(divided)) throw new Error(divided.code);
      names[part] = divided.items.map(({ name }) => name);
      expect(divided.items.reduce((sum, { figures }) => sum + figures.issued, 0)).toBe(6);
      for (const { key, figures } of divided.items) {
        const by = { unit: 'unitId', kind: 'kind', signer: 'signerPersonId' }[part as string];
        if (by === undefined || key === '') continue;
        const asked = { ...period, bucket: 'issued' as const, limit: 50, [by]: key };
        const list = await bed.ask(stats.FindCoverageDocuments, asked, { actor: leader });
        expect(isRefusal(list) ? list : [list.total, list.items.length]).toEqual([figures.issued, figures.issued]);
      }
    }
    expect(names).toMatchObject({
      agency: ['UBND huyện', 'UBND xã Bình Nhì'],
      kind: ['Quyết định'],
      month: ['Tháng 2 năm 2023', 'Tháng 3 năm 2023'],
    });
    expect(names.unit).toContain('Phòng Nội vụ');
  });

  it('a unit or signer by kind, a kind by unit or signer: each opens as many documents as it counts', async () => {
    const nameOf = { unit: 'unitId', signer: 'signerPersonId', kind: 'kind' } as const;
    let both = 0;
    for (const days of [period, { ...period, from: '2023-01-20', to: '2023-03-13' }]) {
      for (const [of, by] of [
        ['unit', 'kind'],
        ['signer', 'kind'],
        ['kind', 'unit'],
        ['kind', 'signer'],
      ] as const) {
        const whole = await bed.ask(stats.FindCoverageParts, { ...days, part: of }, { actor: leader });
        if (isRefusal(whole)) throw new Error(whole.code);
        for (const { key, agencyId: whose, figures } of whole.items) {
          // Papers of no unit are an agency's own.
          const own = key === '' && whose ? { agencyId: whose, descendants: false } : {};
          const narrow = { ...days, ...own, [nameOf[of]]: key === '' ? 'none' : key };
          const divided = await bed.ask(stats.FindCoverageParts, { ...narrow, part: by }, { actor: leader });
          if (isRefusal(divided)) throw new Error(divided.code);
          expect(divided.items.reduce((sum, one) => sum + one.figures.issued, 0)).toBe(figures.issued);
          for (const part of divided.items) {
            const asked = { ...narrow, [nameOf[by]]: part.key === '' ? 'none' : part.key };
            if (by === 'unit' && part.key === '') Object.assign(asked, { agencyId: part.agencyId, descendants: false });
            const list = await bed.ask(
              stats.FindCoverageDocuments,
              { ...asked, bucket: 'issued', limit: 50 },
              { actor: leader },
            );
            const { issued: count } = part.figures;
            expect(isRefusal(list) ? list : [list.total, list.items.length]).toEqual([count, count]);
            both++;
          }
        }
      }
    }
    expect(both).toBeGreaterThan(12);
    const three = { ...period, unitId, signerPersonId: randomUUID() };
    for (const refused of [
      bed.ask(stats.FindCoverageDocuments, { ...three, bucket: 'both', limit: 50 }, { actor: leader }),
      bed.ask(stats.FindCoverageParts, { ...three, part: 'kind' }, { actor: leader }),
      bed.ask(stats.FindCoverageParts, { ...period, part: 'signer', unitId }, { actor: leader }),
    ]) {
      expect(await refused).toMatchObject({ code: 'STATS.ONE_PART' });
    }
  });

  it('a state quarter stands beside the one before; other days do not', async () => {
    const quarter = await coverage();
    expect(quarter.before).toMatchObject({
      period: { code: '2022-Q4', from: '2022-09-15', to: '2022-12-14' },
      figures: { issued: 0, percentBoth: null },
    });
    const odd = await bed.ask(stats.GetCoverage, { ...period, to: '2023-03-13' }, { actor: leader });
    expect(isRefusal(odd) ? odd : odd.before).toBeNull();
  });

  it('others than the leadership of a superior see their own agency only', async () => {
    const clerk = actor({ roles: ['clerk'] });
    expect((await coverage({}, { actor: clerk })).figures.issued).toBe(5);
    expect(await bed.ask(stats.GetCoverage, { ...period, agencyId: communeId }, { actor: clerk })).toMatchObject({
      code: 'STATS.NOT_YOUR_AGENCY',
    });
    expect((await coverage({ agencyId: communeId })).figures.issued).toBe(1);
    expect(await bed.ask(stats.GetCoverage, { ...period, agencyId: otherAgencyId }, { actor: leader })).toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
    const below = actor({ agencyId: communeId });
    expect(await bed.ask(stats.GetCoverage, { ...period, agencyId }, { actor: below })).toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
    expect((await coverage({}, { service: 'cli' })).figures.issued).toBe(6);
  });

  it('counts volumes once, however often they are told', async () => {
    const arrived = { documentId: randomUUID(), agencyId, readers: [] };
    const event = {
      aggregateId: arrived.documentId,
      payload: { ...arrived, reasonCode: 'altered' as const, text: 'x', outgoingDocumentId: null },
      occurredAt: noon,
    };
    const envelope = await bed.emit(incoming.IncomingReturned, event);
    await bed.service.connected.transactions.run((tx) => bed.service.app.get(Projector).apply(tx, 1, envelope));
    expect(await bed.ask(stats.GetVolumes, period, { actor: leader })).toEqual({
      ...{ outgoingIssued: 6, incomingRegistered: 0, incomingReturned: 1, incomingCompleted: 1, completedLate: 1 },
    });
    told.push(envelope);
  });
});

describe('punctuality', () => {
  // Of an agency that other tests do not count.
  const asked = { ...period, agencyId: otherAgencyId, part: 'kind' as const };
  const tool = { service: 'cli' as const };
  const punctuality = async () => {
    const answer = await bed.ask(stats.FindPunctuality, asked, tool);
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer;
  };

  it('registered, submitted, resolved, issued and sent in time are counted against the working days of the Decree', async () => {
    const before = await punctuality();
    const one = { agency: 0, kind: 'to-trinh', urgent: false, completed: 'in time' as const };
    // Friday; registered on Monday is in time, on Tuesday it is late; submitted on the day of registration.
    const friday = { ...one, day: 48 };
    for (const registeredAfter of [3, 4]) {
      for (const event of eventsOfArrival({ ...friday, registeredAfter, submittedAfter: 0 }, otherAgencyId)) {
        const { aggregateId, payload } = event;
        const contract = [incoming.IncomingRegistered, routing.Submitted, routing.Completed].find(
          ({ type }) => type === event.type,
        );
        if (contract === undefined) throw new Error(event.type);
        told.push(await bed.emit(contract, { aggregateId, payload: payload as never }));
      }
    }
    // Signed on Thursday afternoon: issued on Friday in time, but sent after its morning; on Monday both are late.
    for (const issuedAt of ['2023-01-13T03:00:00.000Z', '2023-01-13T08:00:00.000Z', '2023-01-16T02:00:00.000Z']) {
      const id = randomUUID();
      const signed = { documentId: id, step: 1, manifestHash: 'a'.repeat(64), fileSha256: 'b'.repeat(64), plan: [] };
      const occurredAt = '2023-01-12T08:00:00.000Z';
      told.push(await bed.emit(outgoing.PersonallySigned, { aggregateId: id, payload: signed, occurredAt }));
      const payload = issued(id, {
        agencyId: otherAgencyId,
        kind: 'to-trinh',
        issuedAt,
        issuedOn: issuedAt.slice(0, 10),
      });
      told.push(await bed.emit(outgoing.Issued, { aggregateId: id, payload }));
    }
    const after = await punctuality();
    const found = after.items.find(({ key }) => key === 'to-trinh')?.punctuality;
    expect(found).toEqual({
      registered: { done: 2, inTime: 1, percentInTime: '50.00' },
      submitted: expect.anything(),
      resolved: expect.anything(),
      issued: { done: 3, inTime: 2, percentInTime: '66.67' },
      sent: { done: 3, inTime: 1, percentInTime: '33.33' },
    });
    expect(after.total.submitted.done).toBe(before.total.submitted.done + 2);
    expect(after.total.submitted.inTime).toBe(before.total.submitted.inTime + 1);
    for (const part of ['agency', 'month'] as const) {
      const answer = await bed.ask(stats.FindPunctuality, { ...asked, part }, tool);
      if (isRefusal(answer)) throw new Error(answer.code);
      const sum = answer.items.reduce((all, { punctuality: of }) => all + of.issued.inTime, 0);
      expect(sum).toBe(after.total.issued.inTime);
    }
    const [unit, signer] = await Promise.all(
      (['unit', 'signer'] as const).map((part) =>
        // Days that are no whole month are counted from the facts.
        bed.ask(stats.FindPunctuality, { ...asked, part, from: '2023-01-10', to: '2023-01-20' }, tool),
      ),
    );
    for (const answer of [unit, signer]) {
      if (answer === undefined || isRefusal(answer)) throw new Error('refused');
      expect(answer.items.reduce((all, { punctuality: of }) => all + of.issued.done, 0)).toBe(3);
    }
    expect(await bed.ask(stats.FindPunctuality, { ...asked, from: '2024-01-01' }, tool)).toMatchObject({
      code: 'STATS.PERIOD_BACKWARDS',
    });
    expect(await bed.ask(stats.FindPunctuality, asked, { actor: actor({ agencyId: communeId }) })).toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
  });
});

describe('volumes', () => {
  const asker = { actor: actor({ agencyId: otherAgencyId }) };
  const behind = async (own: object, by = asker) => {
    const asked = { ...period, measure: 'incomingRegistered' as const, limit: 50, ...own };
    const answer = await bed.ask(stats.FindReceivedDocuments, asked, by);
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer;
  };

  it('each opens as many documents as it counts, as registration has corrected what reception has read', async () => {
    const arrived = { agency: 0, kind: 'to-trinh', urgent: false, completed: 'late' as const };
    const [registered, ...later] = eventsOfArrival(
      { ...arrived, day: 48, registeredAfter: 0, submittedAfter: 0 },
      otherAgencyId,
    );
    if (registered === undefined) throw new Error('nothing was registered');
    const { aggregateId } = registered;
    const payload = incoming.IncomingRegistered.payload.parse(registered.payload);
    const readers = [`leadership:${otherAgencyId}`];
    const received = {
      ...{ documentId: aggregateId, agencyId: otherAgencyId, readers: [], outgoingDocumentId: null },
      ...{ source: 'paper' as const, fileSha256: 'c'.repeat(64), arrivedAt: noon },
      fields: { ...payload.fields, numberAndSymbol: '123/STC-NS' },
    };
    told.push(await bed.emit(incoming.IncomingReceived, { aggregateId, payload: received }));
    told.push(await bed.emit(incoming.IncomingRegistered, { aggregateId, payload: { ...payload, readers } }));
    for (const event of later) {
      const contract = [routing.Submitted, routing.Completed].find(({ type }) => type === event.type);
      if (contract === undefined) throw new Error(event.type);
      told.push(await bed.emit(contract, { aggregateId, payload: event.payload as never }));
    }
    for (const by of [asker, { actor: leader }]) {
      const volumes = await bed.ask(stats.GetVolumes, period, by);
      if (isRefusal(volumes)) throw new Error(volumes.code);
      for (const measure of ['incomingRegistered', 'incomingReturned', 'incomingCompleted', 'completedLate'] as const) {
        const list = await behind({ measure }, by);
        const counted = volumes[measure];
        expect([measure, list.total, list.items.length]).toEqual([measure, counted, counted]);
      }
    }
    const { items } = await behind({});
    expect(items.find(({ documentId }) => documentId === aggregateId)).toMatchObject({
      ...{ numberAndSymbol: '128/STC-NS', senderName: 'Sở Tài chính', agencyName: 'Nơi khác' },
      ...{ readable: true, abstract: 'Về việc dự toán', countedOn: payload.arrivedOn },
    });
    // Registered for readers who are others.
    expect(items.filter(({ readable }) => !readable).map(({ abstract }) => abstract)).toEqual([
      'Bạn không có quyền xem trích yếu.',
      'Bạn không có quyền xem trích yếu.',
    ]);
    const first = await behind({ limit: 2 });
    const rest = await behind({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toEqual(items);
  });

  it('are listed like every other figure: of the own agency, for leadership of those below', async () => {
    const question = { ...period, measure: 'incomingReturned' as const, limit: 50 };
    const refused = async (own: object, by: Actor) => {
      const answer = await bed.ask(stats.FindReceivedDocuments, { ...question, ...own }, { actor: by });
      return isRefusal(answer) ? answer.code : answer.items.map(({ numberAndSymbol }) => numberAndSymbol);
    };
    expect(await refused({ agencyId: communeId }, actor({ roles: ['clerk'] }))).toBe('STATS.NOT_YOUR_AGENCY');
    expect(await refused({ agencyId: otherAgencyId }, leader)).toBe('REQUEST.NOT_FOUND');
    expect(await refused({ from: '2024-01-01' }, leader)).toBe('STATS.PERIOD_BACKWARDS');
    // Of the one that was returned no reception was told of.
    expect(await refused({}, leader)).toEqual(['']);
  });
});

describe('use', () => {
  // Of an agency whose people no other test counts.
  const asked = { ...period, agencyId: otherAgencyId };
  const tool = { service: 'cli' as const };
  const office = randomUUID();
  const position = (personName: string, own: Partial<PayloadOf<typeof directory.PositionLoaded>> = {}) => ({
    ...{ id: randomUUID(), personId: randomUUID(), personName, agencyId: otherAgencyId, unitId: office },
    ...{ title: 'Chuyên viên', level: 'staff' as const, roles: ['official' as const] },
    ...{ validFrom: '2020-01-01', validTo: null, hasAccount: true },
    ...own,
  });
  const load = async (payload: ReturnType<typeof position>) =>
    told.push(await bed.emit(directory.PositionLoaded, { aggregateId: payload.id, payload }));
  const act = async (of: ReturnType<typeof position>, occurredAt: string, own: Partial<Actor> = {}) => {
    const documentId = randomUUID();
    const { personId, personName, id: positionId, title: positionTitle, agencyId: at, unitId: unit } = of;
    const by = actor({ personId, personName, positionId, positionTitle, agencyId: at, unitId: unit, ...own });
    const payload = { documentId, manifestHash: 'a'.repeat(64) };
    told.push(await bed.emit(outgoing.DraftSubmitted, { aggregateId: documentId, payload, occurredAt, actor: by }));
  };
  const use = async (own: { agencyId?: string } = {}) => {
    const answer = await bed.ask(stats.GetUse, { ...asked, ...own }, tool);
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer;
  };
  const people = async (own: Partial<InputOf<typeof stats.FindPeopleOfUse>> = {}) => {
    const answer = await bed.ask(stats.FindPeopleOfUse, { ...asked, group: 'idle', limit: 50, ...own }, tool);
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer;
  };

  it('counts people who did something in the period, of those with an account, and lists the others', async () => {
    const lan = position('Lan');
    const minh = position('Minh');
    const nga = position('Nga', { unitId: null });
    const ngaToo = position('Nga', { personId: nga.personId, title: 'Phó Trưởng phòng' });
    const positions = [lan, minh, nga, ngaToo];
    const outside = [
      position('Chưa có tài khoản', { hasAccount: false }),
      position('Đã nghỉ', { validTo: '2022-12-14' }),
      position('Chưa đến', { validFrom: '2023-03-15' }),
    ];
    for (const one of [...positions, ...outside]) await load(one);
    await act(lan, noon);
    await act(lan, noon);
    // Half past midnight of the first day in Vietnam; half past eleven of the evening before.
    await act(nga, '2022-12-14T17:30:00.000Z');
    await act(minh, '2022-12-14T16:30:00.000Z');
    // Another system that uses his key is not him.
    await act(minh, noon, { machine: { accountId: randomUUID(), name: 'Hệ thống khác' } });

    const { total, byAgency, byUnit } = await use();
    expect(total).toEqual({ accounts: 3, worked: 2, idle: 1, percentWorked: '66.67' });
    expect(byAgency).toEqual([{ agencyId: otherAgencyId, agencyName: 'Nơi khác', use: total }]);
    expect(byUnit).toEqual(
      expect.arrayContaining([
        { unitId: null, unitName: 'Nơi khác', use: { accounts: 1, worked: 1, idle: 0, percentWorked: '100.00' } },
        expect.objectContaining({ unitId: office, use: { accounts: 3, worked: 1, idle: 2, percentWorked: '33.33' } }),
      ]),
    );
    for (const group of ['accounts', 'worked', 'idle'] as const) {
      for (const unitId of [undefined, office, 'none'] as const) {
        const said = byUnit.find((one) => one.unitId === (unitId === 'none' ? null : unitId))?.use ?? total;
        const list = await people({ group, unitId });
        expect([group, unitId, list.total, list.items.length]).toEqual([group, unitId, said?.[group], said?.[group]]);
      }
    }
    const all = await people();
    expect([all.total, all.items.map(({ personName }) => personName)]).toEqual([1, ['Minh']]);
    const first = await people({ unitId: office, limit: 1 });
    const second = await people({ unitId: office, limit: 1, cursor: first.nextCursor ?? undefined });
    expect([first.total, ...first.items, ...second.items].slice(0, 3)).toEqual([
      2,
      expect.objectContaining({ personName: 'Minh', agencyName: 'Nơi khác' }),
      expect.objectContaining({ personName: 'Nga', positionTitle: 'Phó Trưởng phòng' }),
    ]);
    expect(await people({ unitId: 'none' })).toMatchObject({ total: 0, items: [] });
  });

  it('a unit in which more worked than have accounts is named with the reason, the others keep their figures', async () => {
    const stranger = position('Chưa ai báo', { agencyId: communeId, unitId: null });
    await act(stranger, noon);
    const whole = { accounts: 0, worked: 1, reasonVi: expect.stringMatching(/./) };
    const contradicted = await use({ agencyId: communeId });
    expect(contradicted).toMatchObject({ total: null, byAgency: [], byUnit: [] });
    expect(contradicted.contradictions).toHaveLength(3);
    expect(contradicted.contradictions).toContainEqual({
      ...{ agencyId: null, unitId: null, name: 'Tổng cộng', ...whole },
    });

    // Beside a unit whose people the directory knows only the stranger's is without figures.
    const section = randomUUID();
    const known = [position('Biết một', { agencyId: communeId }), position('Biết hai', { agencyId: communeId })];
    for (const one of known) await load({ ...one, unitId: section });
    const beside = await use({ agencyId: communeId });
    const idle = { accounts: 2, worked: 0, idle: 2, percentWorked: '0.00' };
    expect(beside.byUnit).toEqual([expect.objectContaining({ unitId: section, use: idle })]);
    expect(beside.total).toEqual({ accounts: 2, worked: 1, idle: 2, percentWorked: '50.00' });
    expect(beside.contradictions).toEqual([{ agencyId: communeId, unitId: null, name: 'UBND xã Bình Nhì', ...whole }]);

    await load(stranger);
    const { total, contradictions } = await use({ agencyId: communeId });
    expect(contradictions).toEqual([]);
    expect(total).toEqual({ accounts: 3, worked: 1, idle: 2, percentWorked: '33.33' });
  });

  it('is asked like every other figure: the own agency, for leadership those below', async () => {
    const clerk = { actor: actor({ roles: ['clerk'] }) };
    for (const contract of [stats.GetUse, stats.FindPeopleOfUse] as const) {
      const refused = async (own: object, asker: Parameters<ServiceTestbed['ask']>[2]) => {
        const answer = await bed.ask(contract, { ...period, group: 'idle', limit: 50, ...own } as never, asker);
        return isRefusal(answer) ? answer.code : null;
      };
      expect(await refused({ agencyId: communeId }, clerk)).toBe('STATS.NOT_YOUR_AGENCY');
      expect(await refused({ agencyId: communeId }, { actor: leader })).toBeNull();
      expect(await refused({ agencyId: otherAgencyId }, { actor: leader })).toBe('REQUEST.NOT_FOUND');
      expect(await refused({ from: '2024-01-01' }, { actor: leader })).toBe('STATS.PERIOD_BACKWARDS');
    }
  });
});

/** The inbox keeps the order of one document's events of one owner: on its places the earlier stands before the later. */
function signedBeforeIssued(shuffled: (readonly [number, EventEnvelope])[]): (readonly [number, EventEnvelope])[] {
  const waiting = new Map<string, EventEnvelope[]>();
  for (const [, event] of shuffled) {
    if (event.service === 'outgoing') {
      waiting.set(event.aggregateId, [...(waiting.get(event.aggregateId) ?? []), event]);
    }
  }
  for (const events of waiting.values()) events.sort((a, b) => a.aggregateSequence - b.aggregateSequence);
  return shuffled.map(([place, event]) => [
    place,
    event.service === 'outgoing' ? (waiting.get(event.aggregateId)?.shift() ?? event) : event,
  ]);
}

describe('events in any order', () => {
  it('end in the same rows, also when told twice', async () => {
    const projector = bed.service.app.get(Projector);
    const transactions = bed.service.app.get(Transactions);
    const expected = await contents(await serving());
    let seed = 7;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let generation = 1001; generation <= 1025; generation++) {
      const shuffled = signedBeforeIssued(
        [...told, ...told].map((event) => [random(), event] as const).sort(([a], [b]) => a - b),
      );
      await transactions.run(async (tx) => {
        for (const [, event] of shuffled) await projector.apply(tx, generation, event);
      });
      expect(await contents(generation)).toEqual(expected);
    }
  });

  it('the way of a rebuild, page by page and then counted, ends in the same rows', async () => {
    const transactions = bed.service.app.get(Transactions);
    const expected = await contents(await serving());
    for (const [generation, pageSize] of [
      [2001, 1],
      [2002, 3],
      [2003, 500],
    ] as const) {
      // Owner by owner, as logs are read; judgements may well come before issues.
      const services = [...new Set(told.map(({ service }) => service))];
      const logs = services.map((service) => [...told, ...told].filter((event) => event.service === service));
      await transactions.run(async (tx) => {
        for (const log of logs.reverse()) {
          for (let i = 0; i < log.length; i += pageSize) {
            await bed.service.app.get(BulkFacts).take(tx, generation, log.slice(i, i + pageSize));
          }
        }
        await bed.service.app.get(CoverageSums).recount(tx, generation);
        await bed.service.app.get(MeasuredSums).recount(tx, generation);
      });
      expect(await contents(generation)).toEqual(expected);
    }
  });

  it('a later judgement lowers the percentage; an earlier one that is told again does not raise it', async () => {
    const payload = judged(tampered, [byPerson({ integrity: 'bad' }), byOrganisation({ integrity: 'bad' })]);
    const earlier = told.find(
      (event) => event.aggregateId === tampered && event.service === 'signing',
    ) as EventEnvelope;
    told.push(await bed.emit(signing.DocumentJudged, { aggregateId: tampered, payload }));
    expect((await coverage()).figures).toMatchObject({ both: 2, unsigned: 2, percentBoth: '40.00' });
    await bed.service.app.get(Transactions).run((tx) => bed.service.app.get(Projector).apply(tx, 1, earlier));
    expect((await coverage()).figures).toMatchObject({ both: 2, percentBoth: '40.00' });
  });
});

const rebuilt = async (jobId: string) => {
  for (let i = 0; i < 400; i++) {
    // A service that has just started may not be heard yet.
    const job = await bed.ask(stats.GetRebuild, { jobId }, { service: 'cli' }).catch(() => null);
    if (job !== null && !isRefusal(job) && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the rebuild does not end');
};
const rebuild = async () => {
  const answer = await bed.ask(stats.Rebuild, {}, { service: 'cli' });
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer.jobId;
};

describe('rebuild', () => {
  it('ends in identical figures', async () => {
    const before = await contents(await serving());
    const figures = await coverage();
    const job = await rebuilt(await rebuild());
    expect(job).toMatchObject({ state: 'done', entriesRead: told.length });
    expect(await serving()).not.toBe(1);
    expect(await contents(await serving())).toEqual(before);
    expect(await coverage()).toEqual(figures);
  });

  it('ends in identical figures with events arriving while it runs, and one runs at a time', async () => {
    const jobId = await rebuild();
    expect(await bed.ask(stats.Rebuild, {}, { service: 'cli' })).toMatchObject({ code: 'STATS.REBUILD_RUNNING' });
    const runner = bed.service.app.get(RebuildRunner);
    for (let i = 0; i < 6; i++) {
      const id = randomUUID();
      const emitted = [
        bed.emit(outgoing.Issued, { aggregateId: id, payload: issued(id) }),
        bed.emit(signing.DocumentJudged, { aggregateId: id, payload: judged(id, [byPerson(), byOrganisation()]) }),
        // A second process that works at the same job.
        runner.runOnce(),
      ];
      await Promise.all(emitted);
    }
    expect(await rebuilt(jobId)).toMatchObject({ state: 'done' });
    const served = await contents(await serving());
    expect((await coverage()).figures).toMatchObject({ both: 8, issued: 12 });
    await rebuilt(await rebuild());
    expect(await contents(await serving())).toEqual(served);
  });

  it('goes on after a crash where the table says', async () => {
    const before = await contents(await serving());
    const jobId = await rebuild();
    await bed.restart();
    expect(await rebuilt(jobId)).toMatchObject({ state: 'done' });
    expect(await contents(await serving())).toEqual(before);
  });
});

it('offers the reporting periods that have begun, with the running quarter first asked for', async () => {
  const answer = await bed.ask(stats.FindPeriods, {}, { actor: leader });
  if (isRefusal(answer)) throw new Error(answer.code);
  const running = answer.periods.find(({ code }) => code === answer.current);
  expect(running?.kind).toBe('quarter');
  expect([running && running.from <= answer.today, running && answer.today <= running.to]).toEqual([true, true]);
  expect(answer.periods.every(({ from }) => from <= answer.today)).toBe(true);
  expect(answer.periods[0]?.to && answer.periods[0].to >= answer.today).toBe(true);
});

it('leadership hears that figures have changed, also those of an agency below', async () => {
  const id = randomUUID();
  await bed.emit(outgoing.Issued, { aggregateId: id, payload: issued(id, { agencyId: communeId }) });
  const told = await eventually(async () => {
    const events = await bed.events(stats.FiguresChanged);
    return events.filter(({ aggregateId }) => aggregateId === communeId).at(-1);
  }, 'the figures of the commune are said to have changed');
  expect(told.payload).toEqual({
    agencyId: communeId,
    readers: [`clerks:${communeId}`, `leadership:${communeId}`, `leadership:${agencyId}`],
  });
});

it('simulated documents are loaded by COPY, counted like any other, and taken away by a rebuild', async () => {
  const { figures: before } = await coverage();
  const { url: databaseUrl } = bed.config.database;
  const days = { from: period.from, to: period.to };
  const done = await simulateDocuments({ databaseUrl, documents: 2_000, ...days, say: () => {} });
  expect(done).toMatchObject({ documents: 2_000, agencies: 3 });
  const { figures } = await coverage();
  // Beside them a naive count of those that are the district's and its commune's.
  const served = await serving();
  const naive = await bed.rows<{ bucket: string; n: number }>(
    `SELECT CASE WHEN NOT (verdict->>'person')::boolean THEN 'lacks' ELSE 'both' END AS bucket, count(*)::int AS n
     FROM covered_document WHERE generation = $1 AND number_and_symbol LIKE '%/MP-UBND' AND agency_id = ANY($2) GROUP BY 1`,
    [served, [agencyId, communeId]],
  );
  const of = (bucket: string) => naive.find((one) => one.bucket === bucket)?.n ?? 0;
  expect(figures.issued).toBe(before.issued + of('both') + of('lacks'));
  expect(figures.both).toBe(before.both + of('both'));
  expect(of('lacks')).toBeGreaterThan(10);
  await rebuilt(await rebuild());
  expect((await coverage()).figures).toEqual(before);
});

it('two parts at once read as many rows of sums for eight thousand documents as for two thousand, and no document', async () => {
  const { url: databaseUrl } = bed.config.database;
  const days = { from: period.from, to: period.to };
  const work: { scans: number; rows: number }[] = [];
  for (const size of [2_000, 6_000]) {
    await simulateDocuments({ databaseUrl, documents: size, ...days, say: () => {} });
    const agencyIds = [agencyId, communeId];
    const { text, parameters } = sumsQuery(await serving(), { ...days, agencyIds }, 'unit-kind', {});
    const [row] = await bed.rows<{ 'QUERY PLAN': unknown }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, parameters);
    const plan = JSON.stringify(row?.['QUERY PLAN']);
    expect(plan).toContain('coverage_sum');
    expect(plan).not.toContain('covered_document');
    const read = [...plan.matchAll(/"Relation Name":"coverage_sum".*?"Actual Rows":([\d.]+)/g)];
    work.push({ scans: read.length, rows: read.reduce((sum, [, rows]) => sum + Number(rows), 0) });
  }
  // Ten units and seven kinds of each of the two agencies.
  expect(work[0]?.rows).toBeGreaterThanOrEqual(140);
  expect(work[1]).toEqual(work[0]);
  await rebuilt(await rebuild());
});

it('an installation that counted one part at a time gets the same sums of two, with lines that wait', async () => {
  const waiting = randomUUID();
  await bed.emit(outgoing.Issued, { aggregateId: waiting, payload: issued(waiting, { agencyId: otherAgencyId }) });
  const sums = () => bed.rows(`SELECT * FROM coverage_sum WHERE part LIKE '%-kind' ORDER BY 1, 2, 3, 4, 5, 6`);
  const remove = `DELETE FROM coverage_sum WHERE part LIKE '%-kind'`;
  await bed.service.connected.transactions.run(async (tx) => {
    await tx.query(remove);
    await tx.query('ALTER TABLE coverage_sum DROP CONSTRAINT coverage_sum_counted_part');
    await tx.query(`UPDATE rebuild_job SET state = 'done' WHERE state = 'running'`);
    await new CountTwoParts1795483890000().up({ query: (text: string) => tx.query(text) } as never);
    await tx.query(`DELETE FROM rebuild_job WHERE state = 'running'`);
  });
  await folded(bed);
  const served = await serving();
  const filled = (await sums()).filter((row) => row.generation === served && counts(row) > 0);
  await bed.service.connected.transactions.run((tx) => bed.service.app.get(CoverageSums).recount(tx, served));
  expect(filled.length).toBeGreaterThan(5);
  expect(filled).toEqual((await sums()).filter((row) => row.generation === served));
});
const counts = (row: Record<string, unknown>): number =>
  ['with_both', 'personal_only', 'organisation_only', 'unsigned', 'excluded'].reduce(
    (sum, of) => sum + Number(row[of]),
    0,
  );

describe('a reminder', () => {
  const remind = (documentId: string, own: Partial<Actor> = {}) =>
    bed.ask(stats.RemindOfSignature, { documentId }, { actor: actor(own) });

  it('goes to whoever lacks the signature, with the day on which it may be repeated, and stands in the list', async () => {
    expect(await remind(inkOnly)).toMatchObject({ remindedVi: expect.stringContaining('thiếu chữ ký số cá nhân') });
    const [told] = await bed.events(stats.SignatureReminded);
    expect(told?.payload).toMatchObject({ documentId: inkOnly, agencyId, holder: expect.stringMatching(/^person:/) });
    const list = await bed.ask(
      stats.FindCoverageDocuments,
      { ...period, bucket: 'lacking', limit: 200 },
      { actor: leader },
    );
    if (isRefusal(list)) throw new Error(list.code);
    const line = list.items.find(({ documentId }) => documentId === inkOnly);
    expect(line).toMatchObject({ remindVi: 'Trần Văn Chủ', reminded: { times: 1 } });
  });

  it('is not repeated at once, not sent where nothing lacks, nor by who may not; no row and no event is left', async () => {
    const before = await bed.rows('SELECT * FROM signature_reminder');
    expect(await remind(inkOnly)).toMatchObject({ code: 'STATS.REMINDED_RECENTLY' });
    expect(await remind(full)).toMatchObject({ code: 'STATS.NOTHING_LACKS' });
    expect(await remind(copy)).toMatchObject({ code: 'STATS.NOTHING_LACKS' });
    expect(await remind(randomUUID())).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await remind(inkOnly, { agencyId: communeId })).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await remind(inkOnly, { roles: ['clerk'] })).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
    expect(await bed.rows('SELECT * FROM signature_reminder')).toEqual(before);
    expect(await bed.events(stats.SignatureReminded)).toHaveLength(1);
  });
});
