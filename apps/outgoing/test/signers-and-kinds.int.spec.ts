import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, outgoing } from '@vanthu/contracts';
import { inspectPdf } from '@vanthu/pades';
import { people } from './people.js';
import { decision, minutes, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world?.close());

/** The secretary may sign what he wrote. */
const secretary: Actor = { ...people.drafter, roles: ['official', 'signer'] };
const sign = async (documentId: string, by: Actor) => {
  await world.done(outgoing.Sign, { ...(await world.seen(documentId)), activationId: randomUUID() }, by);
  await world.signOrdered(documentId);
  return world.get(documentId);
};

describe('minutes with two signers', () => {
  it('R-DRF-08: are signed by the secretary, then by the chair, then sealed', async () => {
    const { id, plan } = await world.until('form-checked', minutes());
    expect(plan.map(({ field, name, meetingRole }) => [field, name, meetingRole])).toEqual([
      ['ky_ca_nhan_1', 'Lê Thị Hoa', 'secretary'],
      ['ky_ca_nhan_2', 'Nguyễn Văn An', 'chair'],
      ['ky_co_quan_1', 'Ủy ban nhân dân xã Châu Minh', undefined],
    ]);
    const between = await sign(id, secretary);
    expect(between).toMatchObject({ state: 'signing', waitingFor: 'Nguyễn Văn An ký', signerName: 'Nguyễn Văn An' });
    expect(await sign(id, people.chair)).toMatchObject({ state: 'signed' });
    const file = await world.done(outgoing.OpenOutgoingFile, { documentId: id, act: 'view' }, people.clerk);
    // Their head has no date (Annex III template 1.9).
    const fields = inspectPdf(await world.files.readBytes(file.sha256)).textFields.map(({ name }) => name);
    expect(fields).toEqual(['so_van_ban']);
    await world.bring(id, 'sealed');
    expect((await world.orders(id)).at(-1)).toMatchObject({ step: 3, fill: [{ field: 'so_van_ban' }] });
  });

  it('R-DRF-08: neither signs before his turn nor twice', async () => {
    const { id } = await world.until('form-checked', minutes());
    const wish = { ...(await world.seen(id)), activationId: randomUUID() };
    await world.refuses('OUTGOING.NOT_THE_SIGNER', outgoing.Sign, wish, people.chair);
    await sign(id, secretary);
    await world.refuses('OUTGOING.NOT_THE_SIGNER', outgoing.Sign, wish, secretary);
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.AllotNumber, wish, people.clerk);
  });

  it('R-DRF-07: returned by the chair, they are another version that the secretary signs anew', async () => {
    const { id } = await world.until('form-checked', minutes());
    const { manifest } = await sign(id, secretary);
    await world.done(outgoing.ReturnDraft, { documentId: id, reason: 'Thiếu thành phần' }, people.chair);
    const returned = await world.get(id);
    expect(returned).toMatchObject({ state: 'draft', returnReason: 'Thiếu thành phần' });
    expect(returned.manifest.hash).not.toBe(manifest.hash);
    expect(returned.plan.every(({ signedAt }) => signedAt === null)).toBe(true);
    const file = await world.done(outgoing.OpenOutgoingFile, { documentId: id, act: 'view' }, people.clerk);
    expect(file.sha256).toBe(returned.manifest.files[0]?.sha256);
  });

  it('R-SIG-08: whoever holds no position in the agency signs no minutes of it', async () => {
    const input = minutes({ coSigners: [{ positionId: people.administrator.positionId }] });
    await world.refuses('DIRECTORY.NO_AUTHORITY', outgoing.CreateDraft, input, people.drafter);
    const alone = minutes({ coSigners: [] });
    await world.refuses('OUTGOING.WRONG_SIGNERS', outgoing.CreateDraft, alone, people.drafter);
  });
});

const paragraph = { type: 'paragraph' as const, text: 'Kết quả thực hiện như sau.' };
const general = {
  form: 'general' as const,
  addressees: [] as string[],
  legalBases: [] as string[],
  blocks: [
    { type: 'division' as const, level: 'roman' as const, title: 'Kết quả' },
    paragraph,
    { type: 'table' as const, header: ['TT', 'Chỉ tiêu', 'Kết quả'], rows: [['1', 'Văn bản ký số', '617']] },
  ],
};

describe('R-DRF-02 kinds are written in their own form', () => {
  it.each([
    ['bao-cao', 'BC-UBND', general],
    ['thong-bao', 'TB-UBND', general],
    ['to-trinh', 'TTr-UBND', { ...general, addressees: ['Hội đồng nhân dân xã Châu Minh'] }],
    ['ke-hoach', 'KH-UBND', general],
    [
      'giay-moi',
      'GM-UBND',
      {
        form: 'invitation' as const,
        guests: ['Trưởng các phòng, ban'],
        event: 'Hội nghị giao ban',
        chair: null,
        time: '08 giờ 00 phút, ngày 06 tháng 3 năm 2025',
        place: 'Phòng họp UBND xã',
        notes: [],
      },
    ],
  ])('R-DRF-02: %s takes the number %s', async (kind, symbol, body) => {
    const issued = await world.until('issued', decision({ kind, abstract: 'Kết quả tháng 02 năm 2025', body }));
    expect(issued.numberAndSymbol).toMatch(new RegExp(`^\\d{2,}/${symbol}$`));
  });

  it('R-DRF-02: a body of another form is refused', () =>
    world.refuses(
      'OUTGOING.BODY_DOES_NOT_FIT_KIND',
      outgoing.CreateDraft,
      decision({ kind: 'bao-cao' }),
      people.drafter,
    ));

  it('R-GEN-04: the mark of a secret anywhere in a body is refused, also in a table', () => {
    const blocks = [{ type: 'table' as const, header: ['A'], rows: [['Độ mật: Tối mật']] }];
    const body = { ...general, blocks };
    return world.refuses('OUTGOING.SECRET', outgoing.CreateDraft, decision({ kind: 'bao-cao', body }), people.drafter);
  });
});

describe('number, seal and issue in one act', () => {
  it('R-OUT-01: the document is issued when its seal has come, in the name of the clerk', async () => {
    const { id: documentId, manifest } = await world.until('signed');
    const wish = { documentId, manifestHash: manifest.hash, activationId: randomUUID(), thenIssue: true };
    await world.done(outgoing.AllotNumber, wish, people.otherClerk);
    expect((await world.get(documentId)).state).toBe('numbered');
    await world.signOrdered(documentId);
    const issued = await world.get(documentId);
    expect(issued.state).toBe('issued');
    expect(issued.timeline.slice(-3).map(({ act, personName }) => [act, personName])).toEqual([
      ['allot-number', 'Đỗ Thị Bảy'],
      ['sealed', null],
      ['issue', 'Đỗ Thị Bảy'],
    ]);
  });

  it('R-OUT-01: while the seal waits nothing is issued, and it is when the seal goes on', async () => {
    const { id: documentId, manifest } = await world.until('signed');
    const wish = { documentId, manifestHash: manifest.hash, activationId: randomUUID(), thenIssue: true };
    await world.done(outgoing.AllotNumber, wish, people.clerk);
    await world.failOrdered(documentId, 'needs-activation');
    expect((await world.get(documentId)).state).toBe('numbered');
    await world.done(outgoing.RetryJob, { documentId, activationId: randomUUID() }, people.clerk);
    await world.signOrdered(documentId);
    expect((await world.get(documentId)).state).toBe('issued');
  });
});

describe("R-SIG-01 the head's own competence in a collective body", () => {
  it('R-SIG-01: is asked of the directory as such when drafting and when signing', async () => {
    const asked: (boolean | undefined)[] = [];
    const before = world.authority;
    world.authority = (question) => {
      asked.push(question.headDecidesAlone === true);
      return before(question);
    };
    const { id, headDecidesAlone } = await world.until('signed', decision({ headDecidesAlone: true }));
    world.authority = before;
    expect(headDecidesAlone).toBe(true);
    expect(asked).toEqual([true, true]);
    const rows = await world.bed.rows<{ content: { authorityLine: string } }>(
      'SELECT content FROM draft_version WHERE document_id = $1',
      [id],
    );
    expect(rows[0]?.content.authorityLine).toBe('CHỦ TỊCH Ủy ban nhân dân xã Châu Minh');
  });
});
