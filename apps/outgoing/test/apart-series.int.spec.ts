import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, type InputOf, outgoing } from '@vanthu/contracts';
import { commune, people } from './people.js';
import { World } from './world.js';

const { FindApartSeries, RegisterApart, SetApartSeries } = outgoing;
const agencyId = commune.id;
const seal = { sealName: 'Con dấu của Ủy ban nhân dân', decision: 'Quyết định số 01/QĐ-UBND ngày 02/01/2025' };
const secret = { what: 'secret' as const, issuer: 'UBND-M', ...seal };
const normative = (kind: string) => ({ what: 'normative' as const, kind, issuer: 'UBND', ...seal });
const council = {
  ...{ what: 'advisory' as const, code: 'HDTDKT', name: 'Hội đồng Thi đua - Khen thưởng', issuer: 'HĐTĐKT', ...seal },
  sealName: 'Con dấu của Hội đồng',
};
const asked = (seriesCode: string, own: Partial<InputOf<typeof RegisterApart>> = {}) => ({
  ...{
    seriesCode,
    kind: 'quyet-dinh',
    abstract: 'Về việc khen thưởng',
    signer: 'Trần Văn Bình',
    signedOn: '2025-03-05',
  },
  ...{ recipients: 'Lưu: VT', copies: 3, ...own },
});

describe('series kept apart', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
    const wanted = [secret, normative('vbqppl-quyet-dinh'), normative('vbqppl-nghi-quyet'), council];
    for (const series of wanted) await world.done(SetApartSeries, { agencyId, series }, people.administrator);
  });
  afterAll(() => world.close());
  const number = async (seriesCode: string, own: Partial<InputOf<typeof RegisterApart>> = {}) =>
    (await world.done(RegisterApart, asked(seriesCode, own), people.clerk)).numberAndSymbol;

  it('R-OUT-09: secrets, each normative kind and each advisory body run from 01 beside the administrative documents', async () => {
    expect(await number('MAT', { abstract: null })).toBe('01/QĐ-UBND-M');
    expect(await number('VBQPPL-QUYET-DINH', { kind: 'vbqppl-quyet-dinh' })).toBe('01/2025/QĐ-UBND');
    expect(await number('VBQPPL-NGHI-QUYET', { kind: 'vbqppl-nghi-quyet' })).toBe('01/2025/NQ-UBND');
    expect(await number('TV-HDTDKT')).toBe('01/QĐ-HĐTĐKT');
    expect(await number('TV-HDTDKT', { kind: 'ke-hoach' })).toBe('02/KH-HĐTĐKT');
    const issued = await world.until('issued');
    expect(issued.numberAndSymbol).toBe('01/QĐ-UBND');
    const { series } = await world.done(FindApartSeries, { year: 2025 }, people.clerk);
    expect(series.map(({ seriesCode, lastNumber }) => [seriesCode, lastNumber])).toEqual([
      ['TV-HDTDKT', 2],
      ['VBQPPL-NGHI-QUYET', 1],
      ['VBQPPL-QUYET-DINH', 1],
      ['MAT', 1],
    ]);
  });

  it('R-ORG-02: which seal is put on follows from the series', async () => {
    const given = await world.done(RegisterApart, asked('TV-HDTDKT'), people.clerk);
    expect(given.sealName).toBe('Con dấu của Hội đồng');
    expect((await world.done(RegisterApart, asked('MAT', { abstract: null }), people.clerk)).sealName).toBe(
      seal.sealName,
    );
  });

  it('R-OUT-09: of a secret nothing of the content is kept, of anything else the abstract is', async () => {
    await world.refuses('OUTGOING.SECRET_CONTENT', RegisterApart, asked('MAT'), people.clerk);
    await world.refuses(
      'OUTGOING.ABSTRACT_NEEDED',
      RegisterApart,
      asked('TV-HDTDKT', { abstract: null }),
      people.clerk,
    );
    const lines = await world.bed.rows<{ said: string }>(
      `SELECT kind_and_abstract AS said FROM register_line WHERE series_code = 'MAT'`,
    );
    expect(new Set(lines.map(({ said }) => said))).toEqual(new Set(['Quyết định (văn bản mật)']));
  });

  it('R-OUT-09: a kind is refused in a series that is not its own, and a series that nobody has decided on gives nothing', async () => {
    const wrong = asked('VBQPPL-QUYET-DINH', { kind: 'vbqppl-nghi-quyet' });
    await world.refuses('OUTGOING.KIND_IN_OTHER_SERIES', RegisterApart, wrong, people.clerk);
    await world.refuses(
      'OUTGOING.KIND_IN_OTHER_SERIES',
      RegisterApart,
      asked('TV-HDTDKT', { kind: 'vbqppl-quyet-dinh' }),
      people.clerk,
    );
    await world.refuses('REQUEST.NOT_FOUND', RegisterApart, asked('TV-KHAC'), people.clerk);
    const stranger: Actor = { ...people.clerk, agencyId: randomUUID() };
    await world.refuses('REQUEST.NOT_FOUND', RegisterApart, asked('TV-HDTDKT'), stranger);
    const other = { agencyId: randomUUID(), series: council };
    await world.refuses('ACCESS.OTHER_AGENCY', SetApartSeries, other, people.administrator);
    await world.refuses(
      'OUTGOING.UNKNOWN_KIND',
      SetApartSeries,
      { agencyId, series: normative('quyet-dinh') },
      people.administrator,
    );
  });

  it('R-OUT-09: administrative documents are refused the series of an advisory body; who numbered in it is on record', async () => {
    const rule = { agencyId, kind: 'quyet-dinh', seriesCode: 'TV-HDTDKT', decision: 'x' };
    await world.refuses('OUTGOING.SERIES_KEPT_APART', outgoing.SetSeriesRule, rule, people.administrator);
    const acts = await world.bed.rows<{ person_name: string; authority: string }>(
      `SELECT DISTINCT person_name, authority FROM timeline WHERE act = 'register-apart'`,
    );
    expect(acts).toEqual([{ person_name: people.clerk.personName, authority: seal.decision }]);
  });

  it('R-OUT-03, R-OUT-08: what is not signed yet gets no number, and dates do not run backwards', async () => {
    await world.refuses(
      'OUTGOING.NOT_SIGNED_YET',
      RegisterApart,
      asked('TV-HDTDKT', { signedOn: '2025-03-06' }),
      people.clerk,
    );
    const before = world.at;
    world.at = '2025-03-10T02:00:00.000Z';
    await number('TV-HDTDKT');
    world.at = before;
    await world.refuses('OUTGOING.DATE_BEHIND', RegisterApart, asked('TV-HDTDKT'), people.clerk);
  });

  it('R-OUT-10: the symbol of a series that has numbered stays; the next year begins with 01', async () => {
    const renamed = { agencyId, series: { ...council, issuer: 'HĐKT' } };
    await world.refuses('OUTGOING.SERIES_BEGUN', SetApartSeries, renamed, people.administrator);
    await world.done(
      SetApartSeries,
      { agencyId, series: { ...council, sealName: 'Con dấu mới' } },
      people.administrator,
    );
    const before = world.at;
    world.at = '2026-01-05T02:00:00.000Z';
    expect(await number('TV-HDTDKT', { signedOn: '2026-01-05' })).toBe('01/QĐ-HĐTĐKT');
    world.at = before;
  });

  it('R-OUT-06: clerks who number at once get each their own, without a gap', async () => {
    world.at = '2026-02-02T02:00:00.000Z';
    const given = await Promise.all(
      Array.from({ length: 8 }, () => world.done(RegisterApart, asked('MAT', { abstract: null }), people.clerk)),
    );
    expect(given.map((one) => one.number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
