import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { pdfWithScript, plainPdf } from './paper.js';
import { people } from './people.js';
import { judgedSignature, judgementOf, stampingSigner } from './signers.js';
import { decision, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world?.close());

describe('R-ORG-06 separate attachments', () => {
  it('R-ORG-06: each is signed by the organisation with the main file, with number and time as text, and issued with it', async () => {
    const draft = await world.withAttachments(['Quy chế làm việc', 'Danh sách thành viên']);
    expect(draft.manifest.files.map(({ role, title }) => [role, title])).toEqual([
      ['main', undefined],
      ['attachment', 'Quy chế làm việc'],
      ['attachment', 'Danh sách thành viên'],
    ]);
    const issued = await world.bring(draft.id, 'issued');
    const order = (await world.orders(draft.id)).at(-1);
    const mark = { form: 'attachment', numberAndSymbol: issued.numberAndSymbol };
    expect(order).toMatchObject({ mark: null, attachments: [{ field: 'ky_co_quan_1', mark }, { mark }] });
    expect(issued.attachments.map(({ title, sealed }) => [title, sealed])).toEqual([
      ['Quy chế làm việc', true],
      ['Danh sách thành viên', true],
    ]);
    const [event] = (await world.bed.events(outgoing.Issued)).filter((e) => e.aggregateId === draft.id);
    expect(event?.payload).toMatchObject({
      attachments: issued.attachments.map(({ title, name, sha256, bytes }) => ({ title, name, sha256, bytes })),
    });
    expect(issued.timeline.map(({ textVi }) => textVi)).toContain('Đã ký số của cơ quan và 2 tệp kèm theo');
  });

  it('R-ORG-06: nothing is sealed when one attachment came back without a good signature', async () => {
    const draft = await world.withAttachments(['Phụ lục']);
    await world.bring(draft.id, 'signed');
    world.signer = async (pdf, order, at) => {
      const made = await stampingSigner(pdf, order, at);
      const broken = judgedSignature('ky_co_quan_1', { kind: 'unknown' });
      return order.documentId === draft.id ? made : { ...made, judgement: judgementOf(made.pdf, at, [broken]) };
    };
    const wish = { documentId: draft.id, manifestHash: draft.manifest.hash, activationId: randomUUID() };
    await world.done(outgoing.AllotNumber, wish, people.clerk);
    await world.signOrdered(draft.id);
    world.signer = stampingSigner;
    const numbered = await world.get(draft.id);
    expect(numbered).toMatchObject({ state: 'numbered', attachments: [{ sealed: false }] });
    expect(numbered.job).toMatchObject({ state: 'failed', reasonVi: expect.stringContaining('Phụ lục') });
    expect((await world.bed.events(outgoing.Sealed)).filter((e) => e.aggregateId === draft.id)).toEqual([]);
  });

  it('readers of the issued document open its attachments, whoever took part also what was uploaded', async () => {
    const recipients = [{ kind: 'person' as const, personId: people.otherDrafter.personId, name: 'Võ Văn Năm' }];
    const draft = await world.withAttachments(['Biểu mẫu'], decision({ recipients }));
    const uploaded = draft.attachments[0]?.sha256 ?? '';
    const issued = await world.bring(draft.id, 'issued');
    const open = (sha256: string, who: keyof typeof people) =>
      world.ask(outgoing.OpenOutgoingFile, { documentId: draft.id, sha256, act: 'download' }, people[who]);
    const sealed = issued.attachments[0]?.sha256 ?? '';
    expect(sealed).not.toBe(uploaded);
    expect(await open(sealed, 'otherDrafter')).toMatchObject({ sha256: sealed, name: 'Biểu mẫu.pdf' });
    expect(await open(uploaded, 'otherDrafter')).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await open(uploaded, 'drafter')).toMatchObject({ sha256: uploaded });
  });
});

describe('R-DRF-07 a change of attachments', () => {
  it('R-DRF-07: is a further version that needs its checks again; the earlier version is kept', async () => {
    const draft = await world.withAttachments(['Phụ lục']);
    await world.bring(draft.id, 'form-checked');
    const { version, attachments } = await world.get(draft.id);
    const gone = { documentId: draft.id, attachmentId: attachments[0]?.id ?? '', version };
    await world.done(outgoing.RemoveAttachment, gone, people.drafter);
    const changed = await world.get(draft.id);
    expect(changed).toMatchObject({ state: 'draft', attachments: [] });
    expect(changed.manifest.hash).not.toBe(draft.manifest.hash);
    const rows = await world.bed.rows('SELECT 1 FROM approval WHERE document_id = $1 AND voided_at IS NULL', [
      draft.id,
    ]);
    expect(rows).toEqual([]);
    const versions = await world.bed.rows('SELECT 1 FROM draft_version WHERE document_id = $1', [draft.id]);
    expect(versions).toHaveLength(3);
    // The old manifest opens nothing any more.
    await world.done(outgoing.SubmitDraft, { documentId: draft.id }, people.drafter);
    const seen = { documentId: draft.id, manifestHash: draft.manifest.hash };
    await world.refuses('OUTGOING.OTHER_MANIFEST', outgoing.CheckContent, seen, people.head);
  });

  it('R-DRF-07: is refused once somebody has signed, without a trace', async () => {
    const signed = await world.until('signed');
    const ticket = await world.upload(await plainPdf('muộn'), people.drafter);
    const late = { documentId: signed.id, version: signed.version, ticket, title: 'Muộn' };
    await world.refuses('OUTGOING.ALREADY_DONE', outgoing.AddAttachment, late, people.drafter);
  });
});

describe('what cannot be attached', () => {
  it.each([
    ['a PDF with a script', pdfWithScript, 'chứa mã lệnh'],
    ['no PDF', async () => Buffer.from('không phải PDF'), 'không phải PDF'],
  ])(
    'R-ORG-06: %s, which cannot take the mark, is refused before the number, not after it',
    async (_, content, why) => {
      const draft = await world.until('draft');
      const ticket = await world.upload(await content(), people.drafter);
      const wish = { documentId: draft.id, version: draft.version, ticket, title: 'Phụ lục' };
      const refusal = await world.refuses('OUTGOING.ATTACHMENT_UNFIT', outgoing.AddAttachment, wish, people.drafter);
      expect(refusal.message).toContain(why);
    },
  );

  it('the same file twice, a file of somebody else, an old version, one more than the most', async () => {
    const draft = await world.withAttachments(['Phụ lục']);
    const again = await world.upload(await world.files.readBytes(draft.attachments[0]?.sha256 ?? ''), people.drafter);
    const wish = { documentId: draft.id, version: draft.version, ticket: again, title: 'Phụ lục 2' };
    await world.refuses('OUTGOING.ATTACHMENT_UNFIT', outgoing.AddAttachment, wish, people.drafter);
    const foreign = await world.upload(await plainPdf('của người khác'), people.head);
    await world.refuses('FILE.BAD_TICKET', outgoing.AddAttachment, { ...wish, ticket: foreign }, people.drafter);
    const fresh = await world.upload(await plainPdf('mới'), people.drafter);
    const old = { ...wish, ticket: fresh, version: draft.version - 1 };
    await world.refuses('REQUEST.STALE_VERSION', outgoing.AddAttachment, old, people.drafter);
    const unknown = { documentId: draft.id, version: draft.version, attachmentId: randomUUID() };
    await world.refuses('OUTGOING.UNKNOWN_ATTACHMENT', outgoing.RemoveAttachment, unknown, people.drafter);
  });

  it('R-GEN-04: nothing whose title carries the mark of a secret', async () => {
    const draft = await world.until('draft');
    const ticket = await world.upload(await plainPdf('x'), people.drafter);
    const wish = { documentId: draft.id, version: draft.version, ticket, title: '[TUYỆT MẬT] Phương án' };
    await world.refuses('OUTGOING.SECRET', outgoing.AddAttachment, wish, people.drafter);
  });
});
