import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { commune, people } from './people.js';
import { World } from './world.js';

const { ChargeCopySigner, FindCopies, RegisterCopy, SetSeriesRule } = outgoing;

let world: World;
const charge = {
  agencyId: commune.id,
  positionId: people.chair.positionId,
  ...{ from: '2025-01-01', to: null, decision: 'Quyết định số 03/QĐ-UBND ngày 02/01/2025' },
};
beforeAll(async () => {
  world = await World.create();
  await world.done(ChargeCopySigner, charge, people.administrator);
});
afterAll(() => world?.close());

type Form = 'sao-y' | 'sao-luc' | 'trich-sao';
const copyOf = (form: Form, own: object = {}) => ({
  form,
  source: form === 'sao-luc' ? ('certified-copy' as const) : ('original' as const),
  ...{ from: 'paper' as const, to: 'paper' as const, numberAndSymbol: '128/STC-NS', documentDate: '2025-03-01' },
  ...{ issuer: 'Sở Tài chính', kindAndAbstract: 'Công văn về dự toán', signerPositionId: people.chair.positionId },
  ...{ copies: 2, recipients: 'Phòng Kinh tế' },
  ...own,
});
const make = (form: Form, own: object = {}) => world.done(RegisterCopy, copyOf(form, own), people.clerk);

describe('copies on paper', () => {
  it('R-CPY-04: all forms take their numbers from one series of the year, from 01', async () => {
    const given = [await make('sao-y'), await make('sao-luc'), await make('trich-sao')];
    expect(given.map(({ copyNumber }) => copyNumber)).toEqual(['01/SY-UBND', '02/SL-UBND', '03/TrS-UBND']);
    const { copies } = await world.done(FindCopies, { year: 2025 }, people.leadership);
    expect(copies.map(({ copyNumber, signerName, copies: n }) => [copyNumber, signerName, n])).toEqual([
      ['03/TrS-UBND', people.chair.personName, 2],
      ['02/SL-UBND', people.chair.personName, 2],
      ['01/SY-UBND', people.chair.personName, 2],
    ]);
  });
  it('R-CPY-04: the next year begins again with 01, and a refused copy uses no number up', async () => {
    const before = world.at;
    world.at = '2026-01-05T02:00:00.000Z';
    const wish = copyOf('sao-y', { signerPositionId: people.signer.positionId });
    await world.refuses('OUTGOING.NOT_A_COPY_SIGNER', RegisterCopy, wish, people.clerk);
    expect((await make('sao-y')).copyNumber).toBe('01/SY-UBND');
    world.at = before;
  });
  it('R-OUT-09: copies and administrative documents are numbered apart', async () => {
    await make('sao-y');
    await world.until('issued');
    const series = await world.bed.rows<{ code: string }>(`SELECT code FROM series WHERE year = 2025 ORDER BY code`);
    expect(series.map(({ code }) => code)).toEqual(['QD', 'SAO']);
  });
  it.each(['SAO', 'MAT', 'VBQPPL-NQ'])('R-OUT-09: administrative documents are refused the series %s', (seriesCode) =>
    world.refuses(
      'OUTGOING.SERIES_KEPT_APART',
      SetSeriesRule,
      { agencyId: commune.id, kind: 'quyet-dinh', seriesCode, decision: 'QĐ' },
      people.administrator,
    ),
  );
  it('R-CPY-01: an electronic document is copied onto paper', async () => {
    expect((await make('sao-y', { from: 'electronic' })).copyNumber).toMatch(/SY-UBND$/);
  });
  it('R-CPY-01: a sao y of an electronic document is refused to be electronic', async () => {
    const wish = copyOf('sao-y', { from: 'electronic', to: 'electronic' });
    await world.refuses('OUTGOING.COPY_DIRECTION', RegisterCopy, wish, people.clerk);
    const scanned = copyOf('sao-y', { to: 'electronic' });
    await world.refuses('OUTGOING.COPY_ELECTRONIC', RegisterCopy, scanned, people.clerk);
  });
  it('R-CPY-02: a sao lục of a sao y is registered', async () => {
    expect((await make('sao-luc')).copyNumber).toMatch(/SL-UBND$/);
  });
  it('R-CPY-02: a sao lục of an original is refused', () =>
    world.refuses('OUTGOING.COPY_SOURCE', RegisterCopy, copyOf('sao-luc', { source: 'original' }), people.clerk));
  it('R-CPY-05: who is charged signs, and is offered', async () => {
    const { signers } = await world.done(FindCopies, { year: 2025 }, people.clerk);
    expect(signers).toEqual([
      { positionId: people.chair.positionId, name: people.chair.personName, title: people.chair.positionTitle },
    ]);
  });
  it('R-CPY-05: who is not, or not any more, does not; and only the own agency charges', async () => {
    const { positionId } = people.signer;
    await world.refuses(
      'OUTGOING.NOT_A_COPY_SIGNER',
      RegisterCopy,
      copyOf('sao-y', { signerPositionId: positionId }),
      people.clerk,
    );
    await world.done(ChargeCopySigner, { ...charge, positionId, to: '2025-03-04' }, people.administrator);
    await world.refuses(
      'OUTGOING.NOT_A_COPY_SIGNER',
      RegisterCopy,
      copyOf('sao-y', { signerPositionId: positionId }),
      people.clerk,
    );
    await world.refuses('ACCESS.NOT_ALLOWED', ChargeCopySigner, charge, people.clerk);
    const elsewhere = { ...charge, agencyId: randomUUID() };
    await world.refuses('ACCESS.OTHER_AGENCY', ChargeCopySigner, elsewhere, people.administrator);
  });
});
