import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, outgoing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { isReadingRefusal, readPdfText } from '@vanthu/page-reader';
import { people, stranger } from './people.js';
import { type Detail, decision, World } from './world.js';

const { GetPaperIssue, PrintDocument, RecallDocument, SendPaper, SetBothWays, WriteLabels } = outgoing;
const neighbour = { kind: 'agency' as const, agencyId: randomUUID(), name: 'Ủy ban nhân dân xã Tân Thuận' };
const households = { kind: 'other' as const, name: 'Các hộ dân ấp 3' };
const both = { recipients: [neighbour, households] };
const AGENCY = 0;
const PAPER = 1;

let world: World;
let issued: Detail;
beforeAll(async () => {
  world = await World.create();
  issued = await world.until('issued', decision(both));
});
afterAll(() => world?.close());

const send = ({ id: documentId }: Detail, places: number[]) => ({ documentId, places });
/** The words on each page of what passes through. */
async function pagesOf(answer: { passingId: string }): Promise<string[]> {
  const passing = new PassingFiles(world.bed.config.files);
  const content = await readFile(passing.pathOf(answer.passingId));
  await passing.remove(answer.passingId);
  const text = await readPdfText(content);
  if (isReadingRefusal(text)) throw new Error(text.code);
  return text.pages.map(({ words }) => words.map((word) => word.text).join(' '));
}
const printed = async (documentId: string, purpose: 'main' | 'reading', by: Actor) =>
  pagesOf(await world.done(PrintDocument, { documentId, purpose }, by));
const prints = async (documentId: string) =>
  (
    await world.bed.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM access_log WHERE document_id = $1 AND act = 'print'`,
      [documentId],
    )
  )[0]?.n;

describe('R-ISS-04 who gets paper', () => {
  it('R-ISS-04: those whom no system serves; it is written down once', async () => {
    expect(await world.done(SendPaper, send(issued, [PAPER]), people.clerk)).toMatchObject({ sent: 1 });
    expect(await world.done(SendPaper, send(issued, [PAPER]), people.clerk)).toMatchObject({ sent: 0 });
    const { recipients, bothWays } = await world.done(GetPaperIssue, { documentId: issued.id }, people.clerk);
    expect(bothWays).toBeNull();
    expect(recipients).toMatchObject([
      { name: neighbour.name, isServed: true, mayHavePaper: false, sentAt: null },
      { name: households.name, isServed: false, mayHavePaper: true, sentAt: world.at },
    ]);
    const told = (await world.get(issued.id)).timeline.filter(({ act }) => act === 'send-paper');
    expect(told.map(({ textVi }) => textVi)).toEqual(['Gửi bản giấy: Các hộ dân ấp 3']);
  });

  it('R-ISS-04: no paper to a receiver that was served electronically; with it the rest of the order falls', async () => {
    const document = await world.until('issued', decision(both));
    await world.refuses('OUTGOING.SERVED_ELECTRONICALLY', SendPaper, send(document, [AGENCY, PAPER]), people.clerk);
    await world.refuses('OUTGOING.NOT_A_RECIPIENT', SendPaper, send(document, [7]), people.clerk);
    await world.refuses('ACCESS.NOT_ALLOWED', SendPaper, send(document, [PAPER]), people.drafter);
    const draft = await world.until('sealed', decision(both));
    await world.refuses('OUTGOING.NOT_THE_TURN', SendPaper, send(draft, [PAPER]), people.clerk);
  });

  it('R-ISS-04: by decision of the head a kind goes both ways, until it is withdrawn', async () => {
    const administrator: Actor = { ...people.clerk, roles: ['administrator'] };
    const rule = {
      agencyId: people.clerk.agencyId,
      kind: 'quyet-dinh',
      decision: 'Quyết định số 30/QĐ-UBND',
      withdrawn: false,
    };
    await world.refuses('ACCESS.NOT_ALLOWED', SetBothWays, rule, people.clerk);
    await world.refuses('ACCESS.OTHER_AGENCY', SetBothWays, { ...rule, agencyId: randomUUID() }, administrator);
    await world.done(SetBothWays, rule, administrator);
    const document = await world.until('issued', decision(both));
    expect(await world.done(GetPaperIssue, { documentId: document.id }, people.clerk)).toMatchObject({
      bothWays: rule.decision,
    });
    expect(await world.done(SendPaper, send(document, [AGENCY, PAPER]), people.clerk)).toMatchObject({ sent: 2 });
    await world.done(SetBothWays, { ...rule, withdrawn: true }, administrator);
    const next = await world.until('issued', decision(both));
    await world.refuses('OUTGOING.SERVED_ELECTRONICALLY', SendPaper, send(next, [AGENCY]), people.clerk);
  });

  it('R-ISS-04: the list says what is in force and since when, and keeps who let a kind go both ways, from when to when', async () => {
    const administrator: Actor = { ...people.clerk, roles: ['administrator'] };
    const rule = (number: string, withdrawn = false) => ({
      ...{ agencyId: people.clerk.agencyId, kind: 'ke-hoach', withdrawn },
      decision: `Quyết định số ${number}/QĐ-UBND`,
    });
    const before = world.at;
    const days = ['01', '02', '03', '04'].map((day) => `2025-04-${day}T02:00:00.000Z`);
    const changes = [rule('41'), rule('42'), rule('43', true), rule('44')];
    for (const [index, change] of changes.entries()) {
      world.at = days[index] ?? '';
      await world.done(SetBothWays, change, administrator);
    }
    world.at = before;
    const { periods } = await world.done(outgoing.FindBothWays, {}, people.drafter);
    const by = people.clerk.personName;
    expect(periods.filter(({ kind }) => kind === 'ke-hoach')).toEqual([
      { kind: 'ke-hoach', decision: rule('44').decision, from: days[3], by, until: null },
      {
        ...{ kind: 'ke-hoach', decision: rule('42').decision, from: days[1], by },
        until: { at: days[2], by, decision: rule('43').decision, withdrawn: true },
      },
      {
        ...{ kind: 'ke-hoach', decision: rule('41').decision, from: days[0], by },
        until: { at: days[1], by, decision: rule('42').decision, withdrawn: false },
      },
    ]);
    const stranger: Actor = { ...people.drafter, agencyId: randomUUID() };
    expect((await world.done(outgoing.FindBothWays, {}, stranger)).periods).toEqual([]);
  });
});

describe('R-ISS-07 the paper bản chính', () => {
  it('R-ISS-07, R-SYS-03: is printed from what was signed digitally, with its mark on each page; the issued file stays', async () => {
    const pages = await printed(issued.id, 'main', people.clerk);
    expect(pages.length).toBeGreaterThan(0);
    for (const words of pages) {
      expect(words).toContain('Bản chính giấy in từ văn bản điện tử. Hệ thống VanThu của Ủy ban nhân dân xã Châu Minh');
      expect(words).toContain('Mã tra cứu: H58.99.2025.1');
      expect(words).toContain(`In lúc 16:30:00 +07:00 05/03/2025. Người in: ${people.clerk.personName}`);
    }
    expect((await world.get(issued.id)).manifest).toEqual(issued.manifest);
    expect(await prints(issued.id)).toBe(1);
  });

  it('R-ISS-07: is not printed before the signature and the seal, of what was signed in ink, or of what is recalled', async () => {
    const wish = { documentId: (await world.until('form-checked')).id, purpose: 'main' as const };
    await world.refuses('OUTGOING.NOT_THE_TURN', PrintDocument, wish, people.clerk);
    await world.refuses(
      'OUTGOING.NOT_THE_TURN',
      PrintDocument,
      { ...wish, documentId: (await world.until('signed')).id },
      people.clerk,
    );
    await world.refuses('ACCESS.NOT_ALLOWED', PrintDocument, { ...wish, documentId: issued.id }, people.drafter);
    const ink = await world.until('form-checked', decision({ road: 'ink' }));
    await world.refuses('OUTGOING.OTHER_ROAD', PrintDocument, { ...wish, documentId: ink.id }, people.clerk);
    const recalled = await world.until('issued', decision(both));
    const order = { order: 'Công văn số 9/UBND-VP', reason: 'Nhầm' };
    await world.done(RecallDocument, { documentId: recalled.id, ...order }, people.clerk);
    await world.refuses('OUTGOING.FROZEN', PrintDocument, { ...wish, documentId: recalled.id }, people.clerk);
    await world.refuses('OUTGOING.FROZEN', SendPaper, send(recalled, [PAPER]), people.clerk);
  });
});

describe('R-SYS-03 what is printed from the system', () => {
  it('R-SYS-03: carries system, owner, code, time and person, for whoever may read it', async () => {
    const [words] = await printed(issued.id, 'reading', people.drafter);
    expect(words).toContain('Bản in để đọc. Hệ thống VanThu của Ủy ban nhân dân xã Châu Minh');
    expect(words).toContain(`Người in: ${people.drafter.personName}, ${people.drafter.positionTitle}`);
  });
  it('R-SYS-03: is nothing for those who may not read it, and no print is recorded', async () => {
    const before = await prints(issued.id);
    await world.refuses('REQUEST.NOT_FOUND', PrintDocument, { documentId: issued.id, purpose: 'reading' }, stranger);
    expect(await prints(issued.id)).toBe(before);
  });
});

describe('labels for envelopes', () => {
  it('name the agency, number and symbol, and each receiver that may have paper', async () => {
    const [words = ''] = await pagesOf(await world.done(WriteLabels, { documentId: issued.id }, people.clerk));
    expect(words).toContain('ỦY BAN NHÂN DÂN XÃ CHÂU MINH');
    expect(words).toContain(`Số: ${issued.numberAndSymbol}`);
    expect(words).toContain('Kính gửi: Các hộ dân ấp 3');
    expect(words).not.toContain(neighbour.name);
  });
  it('are refused where nobody gets paper, before the issue, and to others than clerks', async () => {
    const alone = await world.until('issued', decision({ recipients: [neighbour] }));
    await world.refuses('OUTGOING.NO_PAPER', WriteLabels, { documentId: alone.id }, people.clerk);
    await world.refuses(
      'OUTGOING.NOT_THE_TURN',
      WriteLabels,
      { documentId: (await world.until('sealed')).id },
      people.clerk,
    );
    await world.refuses('ACCESS.NOT_ALLOWED', WriteLabels, { documentId: issued.id }, people.drafter);
  });
});
