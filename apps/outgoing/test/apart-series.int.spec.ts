import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, type InputOf, outgoing } from '@vanthu/contracts';
import { commune, people } from './people.js';
import { decision, letter, World } from './world.js';

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

  describe('an advisory body that issues electronically under the seal of the agency', () => {
    const board = {
      ...{ what: 'advisory' as const, code: 'BCDCDS', name: 'Ban Chỉ đạo Chuyển đổi số', issuer: 'BCĐCĐS', ...seal },
      head: { positionId: people.signer.positionId, title: 'Trưởng ban' },
    };
    const own = { advisoryBody: 'TV-BCDCDS' };
    const set = (series: InputOf<typeof SetApartSeries>['series']) =>
      world.done(SetApartSeries, { agencyId, series }, people.administrator);
    const close = { seriesCode: 'TV-BCDCDS', decision: 'Quyết định số 50/QĐ-UBND ngày 06/3/2026' };
    beforeAll(async () => {
      await set(board);
    });

    it('R-OUT-09, R-ORG-02: drafted, signed by its head in both titles, numbered from 01 in its own series, sealed by the agency', async () => {
      const issued = await world.until('issued', decision(own));
      expect(issued).toMatchObject({ numberAndSymbol: '01/QĐ-BCĐCĐS', advisoryBody: 'TV-BCDCDS', state: 'issued' });
      expect(issued.plan.map(({ kind, name, capacityLines }) => [kind, name, capacityLines])).toEqual([
        ['personal', people.signer.personName, ['TRƯỞNG BAN', 'PHÓ CHỦ TỊCH']],
        ['organisation', commune.name, []],
      ]);
      const [line] = await world.bed.rows<{ series_code: string }>(
        'SELECT series_code FROM register_entry WHERE document_id = $1',
        [issued.id],
      );
      expect(line?.series_code).toBe('TV-BCDCDS');
      const [page] = await world.bed.rows<{ content: { agencyName: string[]; superiorName: string } }>(
        'SELECT content FROM draft_version WHERE document_id = $1',
        [issued.id],
      );
      expect(page?.content).toMatchObject({
        agencyName: ['BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ'],
        superiorName: commune.name,
        authorityLine: 'Trưởng ban Chỉ đạo Chuyển đổi số',
      });
      // Beside it the agency goes on in its own, with the same kind.
      expect((await world.until('issued')).numberAndSymbol).not.toContain('BCĐCĐS');
      expect((await world.until('issued', letter(own))).numberAndSymbol).toBe('02/BCĐCĐS-VHXH');
    });

    it('R-OUT-09, R-SIG-08: somebody else than its head is refused, and a body whose documents come on paper', async () => {
      const chair = decision({ ...own, signerPositionId: people.chair.positionId });
      await world.refuses('OUTGOING.WRONG_SIGNERS', outgoing.CreateDraft, chair, people.drafter);
      const paper = decision({ advisoryBody: 'TV-HDTDKT' });
      await world.refuses('OUTGOING.UNKNOWN_BODY', outgoing.CreateDraft, paper, people.drafter);
      const head = { positionId: randomUUID(), title: 'Trưởng ban' };
      const other = { agencyId, series: { ...board, code: 'KHAC', issuer: 'BCĐK', head } };
      await world.refuses('OUTGOING.NO_BODY_HEAD', SetApartSeries, other, people.administrator);
    });

    it('R-SIG-08: what was laid out for the head of yesterday is not signed by him today', async () => {
      const waiting = await world.until('form-checked', decision(own));
      await set({ ...board, head: { ...board.head, positionId: people.chair.positionId } });
      const signing = { ...(await world.seen(waiting.id)), activationId: randomUUID() };
      await world.refuses('OUTGOING.NOT_THE_SIGNER', outgoing.Sign, signing, people.signer);
      await set({ ...board, head: { ...board.head, title: 'Trưởng ban Chỉ đạo' } });
      await world.refuses('OUTGOING.CAPACITY_CHANGED', outgoing.Sign, signing, people.signer);
      await set(board);
      expect(await world.bring(waiting.id, 'signed')).toMatchObject({ state: 'signed' });
    });

    it('R-OUT-05: letters and head stay while something signed bears them; what is laid out under other letters is not signed', async () => {
      const fresh = { ...board, code: 'BCH', name: 'Ban Chỉ huy Phòng thủ dân sự', issuer: 'BCHPTDS' };
      await set(fresh);
      const ownOf = { ...own, advisoryBody: 'TV-BCH' };
      const laidOut = await world.until('form-checked', decision(ownOf));
      await set({ ...fresh, issuer: 'BCHDS' });
      const signing = { ...(await world.seen(laidOut.id)), activationId: randomUUID() };
      await world.refuses('OUTGOING.CAPACITY_CHANGED', outgoing.Sign, signing, people.signer);
      await set(fresh);
      await world.bring(laidOut.id, 'signed');
      const unfinished = (series: InputOf<typeof SetApartSeries>['series']) =>
        world.refuses('OUTGOING.APART_UNFINISHED', SetApartSeries, { agencyId, series }, people.administrator);
      await unfinished({ ...fresh, issuer: 'BCHDS' });
      await unfinished({ ...fresh, head: null });
      expect(await world.bring(laidOut.id, 'issued')).toMatchObject({ numberAndSymbol: '01/QĐ-BCHPTDS' });
      await world.done(
        outgoing.CloseApartSeries,
        { seriesCode: 'TV-BCH', decision: 'Quyết định số 51/QĐ-UBND ngày 06/3/2026' },
        people.administrator,
      );
    });

    it.each([
      ['UBND', 'the abbreviation of the agency'],
      ['UBND-VHXH', 'the symbol of a letter of a unit'],
      ['UBND-MOI', 'what a letter of a unit to come would carry'],
      ['QĐ', 'the abbreviation of a kind'],
      ['SY-UBND', 'the symbol of copies'],
      ['HĐTĐKT', 'the letters of another body'],
      ['HĐTĐKT-VHXH', 'the symbol of a letter of another body'],
      ['A/B', 'what is no symbol'],
    ])('R-OUT-05: %s in the symbol is refused: %s', async (issuer) => {
      const series = { ...board, code: 'TRUNG', issuer };
      await world.refuses('OUTGOING.ISSUER_TAKEN', SetApartSeries, { agencyId, series }, people.administrator);
    });

    it('R-OUT-09: closed by decision it numbers no more, in this year or the next; not while a document of it is under way', async () => {
      await world.refuses('OUTGOING.APART_UNFINISHED', outgoing.CloseApartSeries, close, people.administrator);
      for (const { id } of (await world.find(people.clerk, { state: 'signed' })).items) await world.bring(id, 'issued');
      const draft = await world.until('form-checked', decision(own));
      const inYear = { seriesCode: close.seriesCode, year: 2026 };
      await world.done(outgoing.StopSeries, { ...inYear, reason: 'Mất điện', forGood: false }, people.clerk);
      await world.refuses('OUTGOING.OUTAGE_UNDECLARED', outgoing.CloseApartSeries, close, people.administrator);
      await world.done(outgoing.ResumeSeries, { ...inYear, noneGiven: true, given: [] }, people.clerk);
      await world.done(outgoing.CloseApartSeries, close, people.administrator);
      const ended = 'OUTGOING.SERIES_ENDED';
      await world.refuses(ended, outgoing.CloseApartSeries, close, people.administrator);
      await world.refuses(ended, outgoing.CreateDraft, decision(own), people.drafter);
      await world.refuses(ended, RegisterApart, asked('TV-BCDCDS'), people.clerk);
      await world.refuses(ended, SetApartSeries, { agencyId, series: board }, people.administrator);
      const signing = { ...(await world.seen(draft.id)), activationId: randomUUID() };
      await world.refuses(ended, outgoing.Sign, signing, people.signer);
      const seen = await world.done(FindApartSeries, { year: 2026 }, people.drafter);
      expect(seen.series.map(({ seriesCode, closed }) => [seriesCode, closed?.decision ?? null])).toEqual([
        ['TV-BCDCDS', close.decision],
        ['TV-BCH', 'Quyết định số 51/QĐ-UBND ngày 06/3/2026'],
        ['TV-HDTDKT', null],
      ]);
    });
  });
});
