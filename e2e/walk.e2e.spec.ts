import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { incoming, OutputOf, outgoing, routing, stats } from '@vanthu/contracts';
import { isPrefix } from '@vanthu/pades';
import { waitUntil } from '@vanthu/testing';
import { askOpenssl, askPyhanko } from './support/independent-checks.js';
import { Office, today } from './support/office.js';
import { chauMinh, Paper, tanThuan } from './support/paper.js';

type Register = OutputOf<typeof outgoing.ReadRegister>;
type Coverage = OutputOf<typeof stats.GetCoverage>;
type Found = OutputOf<typeof incoming.FindIncoming>;

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 200_000);
afterAll(() => office?.close());

const year = today().slice(0, 4);
const register = (clerk: string) => office.get<Register>(clerk, `/api/outgoing/register?year=${year}&limit=200`);
const coverage = async (clerk: string) =>
  (await office.get<Coverage>(clerk, `/api/stats/coverage?from=${year}-01-01&to=${year}-12-31`)).figures;
const unitRecipient = async (head: string): Promise<outgoing.Recipient> => ({
  kind: 'unit',
  unitId: (await office.positionOf(head)).unitId ?? '',
  name: (await office.positionOf(head)).unitName ?? '',
});

/** Both signatures as they must be in the issued file, by the judge and by tools of others. */
async function expectBothSignatures(paper: Paper): Promise<void> {
  const { judgement, history } = await paper.evidence();
  expect(judgement).toMatchObject({
    answer: 'valid',
    signatures: [
      { field: 'ky_ca_nhan_1', integrity: 'ok', changes: 'form', indication: 'TOTAL_PASSED', level: 'B-T' },
      { field: 'ky_co_quan_1', integrity: 'ok', changes: 'none', indication: 'TOTAL_PASSED', level: 'B-T' },
    ],
  });
  expect(judgement.signatures.map(({ owner }) => owner.kind)).toEqual(['person', 'organisation']);
  expect(history).toHaveLength(2);

  const issued = await paper.file();
  const { rootPem } = await office.pki();
  const openssl = askOpenssl(issued, rootPem);
  if (openssl === null) console.warn('verify-pdf.sh is not at hand: openssl was not asked');
  else {
    const fine = { gap: 'ok', digest: 'ok', sigval: 'ok', chain: 'ok' };
    expect(openssl).toMatchObject([
      { ...fine, covers: 'revision' },
      { ...fine, covers: 'file' },
    ]);
  }
  const pyhanko = askPyhanko(issued, rootPem);
  if (pyhanko === null) console.warn('pyHanko is not at hand (VANTHU_PYHANKO): it was not asked');
  else {
    const fine = { intact: true, valid: true, trusted: true, docmdpOk: true };
    expect(pyhanko).toMatchObject([
      { ...fine, field: 'ky_ca_nhan_1', modification: 'FORM_FILLING' },
      { ...fine, field: 'ky_co_quan_1', modification: 'NONE', coverage: 'ENTIRE_FILE' },
    ]);
  }
}

describe('an outgoing document, from draft to issue', () => {
  it('a decision goes through all hands: checked, signed, numbered, registered, sealed, issued and counted', async () => {
    const before = await coverage('vanthu');
    const linesBefore = (await register('vanthu')).total;
    const paper = await Paper.draft(office, { recipients: [await unitRecipient('tpkinhte')] });
    const files = [await paper.file()];

    await paper.bring('form-checked');
    const seen = await paper.detail('chutich');
    expect(seen.waitingFor).toContain('Nguyễn Thành Long');
    expect(seen.acts).toContain('sign');
    await paper.bring('signed');
    files.push(await paper.file());
    const given = await paper.orderNumber();
    await paper.until('sealed');
    files.push(await paper.file());
    await paper.issue();
    files.push(await paper.file());

    const issued = await paper.detail();
    expect(issued).toMatchObject({
      state: 'issued',
      numberAndSymbol: given.numberAndSymbol,
      documentDate: today(),
      waitingFor: null,
    });
    expect(given.numberAndSymbol).toMatch(/^\d{2,}\/QĐ-UBND$/);
    expect(issued.plan.every(({ signedAt }) => signedAt !== null)).toBe(true);
    expect(issued.timeline.map(({ act }) => act)).toEqual([
      ...['create-draft', 'submit', 'check-content', 'check-form'],
      ...['sign', 'signed', 'allot-number', 'sealed', 'issue'],
    ]);
    // The head signs by his office (Art. 13.1-2); every line says who acted in what position.
    expect(issued.timeline.find(({ act }) => act === 'sign')).toMatchObject({
      personName: 'Nguyễn Thành Long',
      positionTitle: 'Chủ tịch',
    });

    // Earlier bytes are never rewritten, and the issued file is the sealed one.
    const [draft, signed, sealed, last] = files as [Buffer, Buffer, Buffer, Buffer];
    expect(isPrefix(draft, signed)).toBe(true);
    expect(isPrefix(signed, sealed)).toBe(true);
    expect(signed.length).toBeGreaterThan(draft.length);
    expect(last.equals(sealed)).toBe(true);
    await expectBothSignatures(paper);

    const { items, total } = await register('vanthu');
    expect(total).toBe(linesBefore + 1);
    expect(items.filter((line) => line.documentId === paper.id)).toMatchObject([
      { numberAndSymbol: given.numberAndSymbol, documentDate: today(), signer: expect.stringContaining('Long') },
    ]);
    const after = await waitUntil(async () => {
      const now = await coverage('vanthu');
      return now.issued > before.issued && now.both > before.both && now;
    });
    expect(after).toMatchObject({
      issued: before.issued + 1,
      both: before.both + 1,
      unsigned: before.unsigned,
      personalOnly: before.personalOnly,
    });
    // The recipient inside the agency reads it now; a unit that is not among them does not.
    expect((await paper.detail('tpkinhte')).state).toBe('issued');
  }, 60_000);

  it('a letter signed KT. goes to the other commune, which registers it as it came', async () => {
    const other = await office.positionOf('tt.vanthu');
    const recipients: outgoing.Recipient[] = [{ kind: 'agency', agencyId: other.agencyId, name: other.agencyName }];
    const hands = { ...chauMinh, signer: 'phochutich' };
    const paper = await Paper.draft(office, { kind: 'cong-van', recipients, hands });
    await paper.bring('issued');
    const issued = await paper.detail();
    expect(issued.numberAndSymbol).toMatch(/^\d{2,}\/UBND-VHXH$/);
    expect(issued.timeline.find(({ act }) => act === 'sign')?.authority).toContain('Quyết định phân công 12/QĐ-UBND');
    expect(issued.plan[0]?.capacityLines).toEqual(['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
    await expectBothSignatures(paper);

    const arrived = await waitUntil(async () => {
      const { items } = await office.get<Found>('tt.vanthu', '/api/incoming/documents?state=checked&limit=200');
      return items.find(
        ({ fields }) => fields.numberAndSymbol === issued.numberAndSymbol && fields.abstract === issued.abstract,
      );
    });
    expect(arrived).toMatchObject({
      source: 'hosted',
      advice: 'accept',
      fields: { senderName: 'Ủy ban nhân dân xã Châu Minh', documentDate: today() },
    });
    const path = `/api/incoming/documents/${arrived.id}`;
    expect((await office.download('tt.vanthu', `${path}/file`)).equals(await paper.file())).toBe(true);
    const registered = await office.post<{ arrivalNumber: number }>('tt.vanthu', `${path}/register`, {
      fields: arrived.fields,
    });
    expect(registered.arrivalNumber).toBeGreaterThan(0);
  }, 60_000);
});

describe('an incoming document, from upload to a completed direction', () => {
  it('is checked, registered, submitted, directed, assigned and completed with the answer', async () => {
    // A letter of the other commune that came by another way than this system.
    const theirs = await Paper.draft(office, { kind: 'cong-van' }, tanThuan);
    await theirs.bring('issued');
    const letter = await theirs.detail();
    const ticket = await office.upload('vanthu', 'cong-van-den.pdf', await theirs.file());
    const fields = {
      senderAgencyId: (await office.positionOf('tt.vanthu')).agencyId,
      senderName: 'Ủy ban nhân dân xã Tân Thuận',
      numberAndSymbol: letter.numberAndSymbol,
      documentDate: today(),
      kind: 'cong-van',
      abstract: letter.abstract,
      signerName: 'Đoàn Văn Hậu',
      urgency: 'normal',
      answerBy: null,
    };
    const { id } = await office.post<{ id: string }>('vanthu', '/api/incoming/documents', { ticket, fields });
    const path = `/api/incoming/documents/${id}`;
    const detail = () => office.get<incoming.IncomingDetail>('vanthu', path);
    const checked = await waitUntil(async () => {
      const now = await detail();
      return now.state === 'checked' && now;
    });
    expect(checked.check).toMatchObject({ advice: 'accept', judgement: { answer: 'valid' } });

    const { arrivalNumber } = await office.post<{ arrivalNumber: number }>('vanthu', `${path}/register`, { fields });
    const routed = `/api/routing/documents/${id}`;
    const way = (username: string) => office.get<routing.RoutedDocument>(username, routed);
    await waitUntil(() => way('vanthu').catch(() => null));
    const unit = async (head: string) => {
      const { unitId, unitName } = await office.positionOf(head);
      return { kind: 'unit', unitId, name: unitName };
    };
    const proposal = {
      lead: await unit('tpvanhoa'),
      cooperators: [await unit('tpkinhte')],
      deadline: today(7),
      text: 'Tham mưu trả lời.',
    };
    const toPositionId = (await office.positionOf('chutich')).positionId;
    await office.post('vanthu', `${routed}/submit`, { toPositionId, proposal });
    expect((await way('chutich')).acts).toEqual(['direct', 'send-back', 'sort', 'set-readers']);
    await office.post('chutich', `${routed}/direct`);
    const task = (await way('tpvanhoa')).tasks.find(({ part }) => part === 'lead');
    const personId = await office.personIdOf('cvvanhoa');
    await office.post('tpvanhoa', `/api/routing/tasks/${task?.id}/assign`, { personId });
    expect(await way('cvvanhoa')).toMatchObject({ state: 'in-progress', arrivalNumber });

    const answer = await Paper.draft(office, { kind: 'cong-van' });
    await answer.bring('issued');
    const outcome = { kind: 'answered', outgoingDocumentId: answer.id };
    const complete = () => office.post('cvvanhoa', `/api/routing/tasks/${task?.id}/complete`, { outcome });
    // Routing hears of the issue a moment later.
    await waitUntil(() => complete().then(() => true));
    const completed = await waitUntil(async () => {
      const now = await detail();
      return now.state === 'completed' && now;
    });
    expect(completed).toMatchObject({
      direction: { leadName: 'Phòng Văn hóa - Xã hội', text: 'Tham mưu trả lời.' },
      answer: { numberAndSymbol: (await answer.detail()).numberAndSymbol },
    });
    const { items } = await office.get<OutputOf<typeof incoming.ReadIncomingRegister>>(
      'vanthu',
      `/api/incoming/register?year=${year}&limit=200`,
    );
    expect(items.filter((line) => line.documentId === id)).toMatchObject([
      { arrivalNumber, author: fields.senderName },
    ]);
  }, 90_000);
});
