import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, isRefusal, type outgoing, signing } from '@vanthu/contracts';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { eventually } from '@vanthu/messaging';
import {
  fillFields,
  inspectPdf,
  isRefusal as isPadesRefusal,
  isPrefix,
  type PreparedSignature,
  readFont,
  signPdf,
  signPrepared,
  type ValueFigure,
  valueFigures,
} from '@vanthu/pades';
import { sampleActor } from '@vanthu/testing';
import type { Issued } from '@vanthu/testpki';
import { type Misbehaviour, signAsDesktop } from './desktop-signer.js';
import { addressOf, derOf, type HandoutDesk, handoutDesk, keysElsewhere } from './handout-desk.js';
import { content, isMade, made, manifested, type Order, type SigningBed, signingBed } from './signing-bed.js';

type Handout = signing.Handout;

let bed: SigningBed;
let personal: Issued;
let organisation: Issued;
let stranger: Issued;
let desk: HandoutDesk;

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  personal = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long' });
  bed.enrol(personal, { kind: 'person', personId: bed.signer.personId });
  ({ organisation, stranger } = keysElsewhere(bed));
  desk = handoutDesk(bed);
}, 60_000);
afterAll(() => bed?.close());

/** Where the number stands. */
function numberPlaceOf(pdf: Uint8Array): ValueFigure['box'] {
  const found = valueFigures(pdf).find(({ field }) => field === 'so_van_ban');
  if (!found) throw new Error('no number in the file');
  return found.box;
}

const person = () => ({ issued: personal, stranger });
const agency = () => ({ issued: organisation, stranger });

/** A draft that the desktop program has signed for its leader. */
async function signedByDesktop(fieldName?: string, certifies = false) {
  const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()));
  const given = await desk.fetchFile(handout);
  const options = { certifies, ...(fieldName === undefined ? {} : { fieldName }) };
  const pdf = await signAsDesktop(given, 'SignApproved', person(), options);
  const answer = await desk.handIn(handout, pdf);
  if (isRefusal(answer)) throw new Error(`${answer.code} ${answer.message}`);
  const [signed] = await desk.outcomeOf(order);
  return { order, given, pdf, signed: made(signed as never) };
}

describe('a document whose key is at the desk of its signer', () => {
  it.each([undefined, 'ky_ca_nhan_1'])(
    'goes out prepared, comes back signed (field %s), and is a signature like any other',
    async (fieldName) => {
      const { order, given, pdf, signed } = await signedByDesktop(fieldName);
      expect(createHash('sha256').update(given).digest('hex')).toBe(order.fileSha256);
      expect(signed).toMatchObject({
        documentId: order.documentId,
        step: 1,
        kind: 'personal',
        inputSha256: order.fileSha256,
        outputSha256: createHash('sha256').update(pdf).digest('hex'),
        judgement: { answer: 'valid', signatures: [{ owner: { kind: 'person', personId: bed.signer.personId } }] },
      });
      expect(signed.field).toBe(fieldName === undefined ? 'Signature1' : undefined);
      expect(await desk.evidenceOf(order)).toHaveLength(1);
      expect(await desk.stateOf(order)).toBe('done');
    },
  );

  it('outgoing hears before the number whether a seal goes elsewhere; nobody else asks', async () => {
    const order = bed.order(await bed.draft());
    const { activationId } = await desk.open(bed.signer, order, 'file', null);
    const ask = (id: string) => bed.ask(signing.IsHandout, { activationId: id }, { service: 'outgoing' });
    expect(await ask(activationId)).toEqual({ isHandout: true });
    expect(await ask(randomUUID())).toEqual({ isHandout: false });
    expect(await bed.ask(signing.IsHandout, { activationId }, { actor: bed.signer })).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });
  });

  it('is sealed with number and date as the register has given them; the signature before stands', async () => {
    const { signed } = await signedByDesktop();
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed), 'desktop', organisation);
    expect(handout).toMatchObject({ act: 'SignIssued', docNumber: '07', issuedDate: '2026-11-20T00:00:00+07:00' });
    const given = await desk.fetchFile(handout);
    expect(isPrefix(await bed.store.readBytes(signed.outputSha256), given)).toBe(true);
    expect(inspectPdf(given).textFields.map(({ value }) => value)).toEqual(['07', 'ngày 20 tháng 11 năm 2026']);
    const pdf = await signAsDesktop(given, 'SignIssued', agency(), { fieldName: 'ky_co_quan_1' });
    expect(await desk.handIn(handout, pdf)).not.toHaveProperty('refused');
    const [sealed] = (await desk.outcomeOf(order)).slice(-1);
    expect(made(sealed as never).judgement).toMatchObject({
      answer: 'valid',
      signatures: [
        { field: 'Signature1', changes: 'form', indication: 'TOTAL_PASSED' },
        { field: 'ky_co_quan_1', changes: 'none', owner: { kind: 'organisation', agencyId: bed.agencyId } },
      ],
    });
  });

  it('a first signature that certifies (P=2), as the program of agencies does, leaves number, date and seal their place', async () => {
    const { signed } = await signedByDesktop(undefined, true);
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed), 'file');
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), {
      fieldName: 'ky_co_quan_1',
    });
    expect(await desk.handIn(handout, pdf)).not.toHaveProperty('refused');
    expect((await desk.outcomeOf(order)).at(-1)).toMatchObject({ judgement: { answer: 'valid' } });
  });

  it('the seal may stand in a field of the program too, where no earlier signature locks that', async () => {
    const { signed } = await signedByDesktop();
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed));
    await desk.handIn(handout, await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency()));
    expect((await desk.outcomeOf(order)).at(-1)).toMatchObject({ field: 'Signature2', judgement: { answer: 'valid' } });
  });

  it('behind a signature of ours, which locks all but the planned fields, the seal stands in the planned one', async () => {
    await bed.giveKey({ kind: 'person', personId: bed.signer.personId }, { issued: personal, enrolled: false });
    const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(await bed.draft())), bed.signer));
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed));
    const there = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), {
      fieldName: 'ky_co_quan_1',
    });
    expect(await desk.handIn(handout, there)).not.toHaveProperty('refused');
    expect((await desk.outcomeOf(order)).at(-1)).toMatchObject({ judgement: { answer: 'valid' } });
  });

  it('the program may set number and day once more as marks of its own, where they say what the register says', async () => {
    const { signed } = await signedByDesktop();
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed));
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), {
      fieldName: 'ky_co_quan_1',
      marks: ['07', '20', '11'],
    });
    expect(await desk.handIn(handout, pdf)).not.toHaveProperty('refused');
    expect(isMade((await desk.outcomeOf(order)).at(-1) as never)).toBe(true);
  });

  /** Signed by its leader, out to be sealed: the main file and its separate attachment. */
  async function withAttachmentOut() {
    const paper = { number: null, date: null };
    const { pdf } = await layOutDocument({ ...content, abstract: 'Phụ lục' }, await loadTinos(), {
      createdAt: new Date(),
      paper,
    });
    const attachment = (await bed.store.put(pdf)).sha256;
    const draft = await bed.draft();
    const first = bed.order(draft);
    const version = manifested(first.documentId, draft, [
      { role: 'attachment', name: 'a.pdf', sha256: attachment, bytes: 1 },
    ]);
    const out = await desk.handOut(bed.signer, { ...first, ...version });
    const personalPdf = await signAsDesktop(await desk.fetchFile(out.handout), 'SignApproved', person());
    await desk.handIn(out.handout, personalPdf);
    const [signed] = await desk.outcomeOf(out.order);
    const mark: outgoing.TextMark = { form: 'attachment', numberAndSymbol: '07/QĐ-UBND' };
    const order = {
      ...bed.sealOrder(made(signed as never)),
      ...version,
      attachments: [{ fileSha256: attachment, field: 'ky_co_quan_1', mark }],
    };
    const { handouts } = await desk.handOut(bed.clerk, order);
    return { order, handouts: handouts as [Handout, Handout], attachment };
  }

  it('R-ORG-06: its separate attachments go out too, and all come back before anything is announced', async () => {
    const { order, handouts, attachment } = await withAttachmentOut();
    expect(handouts.map(({ act, docNumber }) => [act, docNumber])).toEqual([
      ['SignIssued', '07'],
      ['SignAppendix', '07/QĐ-UBND'],
    ]);
    const [main, appendix] = handouts;
    await desk.handIn(
      main,
      await signAsDesktop(await desk.fetchFile(main), 'SignIssued', agency(), { fieldName: 'ky_co_quan_1' }),
    );
    expect(await desk.outcomeOf(order)).toHaveLength(1);
    const sealed = await signAsDesktop(await desk.fetchFile(appendix), 'SignAppendix', agency(), {
      docNumber: '07/QĐ-UBND',
    });
    expect(await desk.handIn(appendix, sealed)).not.toHaveProperty('refused');
    const both = made((await desk.outcomeOf(order)).at(-1) as never);
    expect(both.attachments).toMatchObject([{ inputSha256: attachment, judgement: { answer: 'valid' } }]);
  });

  it('R-ORG-07: an attachment that says the number of another document is refused, though it ends like its own', async () => {
    const { order, handouts } = await withAttachmentOut();
    const [, appendix] = handouts;
    const pdf = await signAsDesktop(await desk.fetchFile(appendix), 'SignAppendix', agency(), {
      docNumber: '107/QĐ-UBND',
    });
    expect(await desk.handIn(appendix, pdf)).toMatchObject({
      code: 'SIGNING.HANDED_IN_WRONG',
      message: expect.stringContaining('thiếu “07/QĐ-UBND”'),
    });
    expect((await desk.outcomeOf(order)).at(-1)).toMatchObject({ outcome: 'refused', step: 2 });
  });
});

describe('what comes back is never taken on trust', () => {
  const lies: [Misbehaviour, string, string][] = [
    ['other-person', 'SIGNING.CERTIFICATE_NOT_ENROLLED', 'không gắn với người'],
    ['altered-page', 'SIGNING.HANDED_IN_WRONG', 'nội dung bị thay đổi ngoài chữ ký'],
    ['something-beside', 'SIGNING.HANDED_IN_WRONG', 'nội dung bị thay đổi ngoài chữ ký'],
    ['other-title', 'SIGNING.HANDED_IN_WRONG', 'tiêu đề hoặc mô tả của tệp bị đổi'],
    ['other-metadata', 'SIGNING.HANDED_IN_WRONG', 'tiêu đề hoặc mô tả của tệp bị đổi'],
    ['unsigned', 'SIGNING.HANDED_IN_WRONG', 'tệp chưa được ký'],
    ['field-of-another', 'SIGNING.HANDED_IN_WRONG', 'chữ ký nằm ở ô ky_co_quan_1 của người khác'],
    ['forbids-more', 'SIGNING.HANDED_IN_WRONG', 'khóa mất số, ngày hoặc ô ký của người sau'],
    ['cut-short', 'SIGNING.HANDED_IN_WRONG', 'không phải là tệp đã giao'],
  ];
  it.each(lies)(
    'R-SIG-09: %s is refused (%s): nothing is kept, nothing but the refusal is said',
    async (misbehaviour, code, why) => {
      const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()));
      const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignApproved', person(), { misbehaviour });
      await expectTurnedDown(order, handout, pdf, code);
      expect(await desk.outcomeOf(order)).toMatchObject([{ reasonVi: expect.stringContaining(why) }]);
    },
  );

  it('another file, signed by the right person, is refused', async () => {
    const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()));
    const other = await layOutDocument({ ...content, abstract: 'Văn bản khác' }, await loadTinos(), {
      createdAt: new Date(),
    });
    await expectTurnedDown(
      order,
      handout,
      await signAsDesktop(other.pdf, 'SignApproved', person()),
      'SIGNING.HANDED_IN_WRONG',
    );
  });

  it('the right person with another certificate than the one shown before is refused, and so is a revoked one', async () => {
    const second = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long' });
    bed.enrol(second, { kind: 'person', personId: bed.signer.personId });
    const shown = await desk.handOut(bed.signer, bed.order(await bed.draft()), 'desktop', personal);
    const pdf = await signAsDesktop(await desk.fetchFile(shown.handout), 'SignApproved', { issued: second, stranger });
    await expectTurnedDown(shown.order, shown.handout, pdf, 'SIGNING.HANDED_IN_WRONG');

    const later = await desk.handOut(bed.signer, bed.order(await bed.draft()), 'desktop', second);
    const signed = await signAsDesktop(await desk.fetchFile(later.handout), 'SignApproved', {
      issued: second,
      stranger,
    });
    bed.pki.revoke(second.certificate, { at: new Date(Date.now() - 60_000) });
    bed.publishCrl();
    await expectTurnedDown(later.order, later.handout, signed, 'SIGNING.CERTIFICATE_REVOKED');
  });

  it.each(['other-number', 'other-person', 'altered-page'] as const)(
    'R-ORG-01: at the seal %s is refused',
    async (misbehaviour) => {
      const { signed } = await signedByDesktop();
      const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed));
      const options = { misbehaviour, fieldName: 'ky_co_quan_1' };
      const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), options);
      const before = (await desk.evidenceOf(order)).length;
      const answer = await desk.handIn(handout, pdf);
      expect(answer).toMatchObject({ refused: true });
      expect(await desk.evidenceOf(order)).toHaveLength(before);
      expect((await desk.outcomeOf(order)).at(-1)).toMatchObject({ outcome: 'refused', step: 2 });
    },
  );

  it('R-OUT-11: a number that is drawn as another one is refused at the seal, though its field has the right value', async () => {
    const { signed } = await signedByDesktop();
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed), 'file');
    const given = await desk.fetchFile(handout);
    const other = fillFields(given, [{ field: 'so_van_ban', value: '99' }]);
    if (!(other instanceof Uint8Array)) throw new Error(other.code);
    const redrawn = Buffer.from(Buffer.from(other).toString('latin1').replace('/V (99)', '/V (07)'), 'latin1');
    expect(inspectPdf(redrawn).textFields.map(({ value }) => value)).toEqual(['07', 'ngày 20 tháng 11 năm 2026']);
    expect(redrawn).not.toEqual(Buffer.from(other));
    const pdf = await signAsDesktop(redrawn, 'SignIssued', agency(), { fieldName: 'ky_co_quan_1' });
    const before = (await desk.evidenceOf(order)).length;
    expect(await desk.handIn(handout, pdf)).toMatchObject({
      code: 'SIGNING.HANDED_IN_WRONG',
      message: expect.stringContaining('nội dung bị thay đổi ngoài chữ ký'),
    });
    expect(await desk.evidenceOf(order)).toHaveLength(before);
    // Who brought it himself may bring the right one.
    expect(
      await desk.handIn(handout, await signAsDesktop(given, 'SignIssued', agency(), { fieldName: 'ky_co_quan_1' })),
    ).not.toHaveProperty('refused');
  });

  it('R-SIG-09: a mark of the number under a revoked certificate of the agency is refused beside a good seal', async () => {
    const old = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh' });
    bed.enrol(old, { kind: 'organisation', agencyId: bed.agencyId });
    const { signed } = await signedByDesktop();
    const { handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed), 'file');
    const at = new Date();
    const font = readFont((await loadTinos()).regular.bytes);
    const given = await desk.fetchFile(handout);
    const marked = await signPdf(
      given,
      {
        at,
        claimedSigningTime: at,
        newField: { page: 1, box: numberPlaceOf(given) },
        appearance: { kind: 'text', lines: ['07'], fontSize: 13, font },
      },
      old.keyProvider(),
    );
    if (isPadesRefusal(marked)) throw new Error(marked.code);
    const pdf = await signAsDesktop(marked.pdf, 'SignIssued', agency(), { fieldName: 'ky_co_quan_1' });
    bed.pki.revoke(old.certificate, { at: new Date(Date.now() - 60_000) });
    bed.publishCrl();
    expect(await desk.handIn(handout, pdf)).toMatchObject({ code: 'SIGNING.HANDED_IN_WRONG' });
  });

  it('R-ORG-02: the seal of an agency whose device somebody else has in hand is refused', async () => {
    const { signed } = await signedByDesktop();
    const { order, handout } = await desk.handOut(bed.clerk, bed.sealOrder(signed));
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), {
      fieldName: 'ky_co_quan_1',
    });
    bed.holdSeal(sampleActor({ roles: ['clerk'], personName: 'Người giữ thiết bị' }));
    try {
      expect(await desk.handIn(handout, pdf)).toMatchObject({ code: 'SIGNING.SEAL_NOT_IN_HAND' });
    } finally {
      bed.holdSeal(null);
    }
    expect((await desk.outcomeOf(order)).at(-1)).toMatchObject({ outcome: 'refused' });
  });

  async function expectTurnedDown(order: Order, handout: Handout, pdf: Uint8Array, code: string): Promise<void> {
    expect(await desk.handIn(handout, pdf)).toMatchObject({ code });
    expect(await desk.outcomeOf(order)).toMatchObject([{ outcome: 'refused', code }]);
    expect(await desk.evidenceOf(order)).toEqual([]);
    const isSource = createHash('sha256').update(pdf).digest('hex') === order.fileSha256;
    if (!isSource) expect(await bed.store.has(createHash('sha256').update(pdf).digest('hex'))).toBe(false);
    // The wait has ended: the right file comes too late.
    expect(await desk.handIn(handout, pdf)).toMatchObject({ code: 'SIGNING.HANDOUT_EXPIRED' });
  }
});

describe('an annex in the same file', () => {
  async function withAnnex() {
    const annexes = [{ title: 'Danh sách thành viên', body: ['Ông Trần Văn An.'] as const }];
    const { pdf } = await layOutDocument({ ...content, annexes }, await loadTinos(), { createdAt: new Date() });
    const out = await desk.handOut(bed.signer, bed.order((await bed.store.put(pdf)).sha256));
    await desk.handIn(out.handout, await signAsDesktop(await desk.fetchFile(out.handout), 'SignApproved', person()));
    const [signed] = await desk.outcomeOf(out.order);
    return desk.handOut(bed.clerk, bed.sealOrder(made(signed as never)));
  }
  const fieldName = 'ky_co_quan_1';

  it('R-ORG-05, R-ORG-09: is covered by the one seal of the document, and its line “Kèm theo” stays as it is', async () => {
    const { order, handout } = await withAnnex();
    const given = await desk.fetchFile(handout);
    expect(inspectPdf(given).pages).toBeGreaterThan(1);
    expect(
      await desk.handIn(handout, await signAsDesktop(given, 'SignIssued', agency(), { fieldName })),
    ).not.toHaveProperty('refused');
    const sealed = made((await desk.outcomeOf(order)).at(-1) as never);
    expect(sealed.judgement.signatures.map(({ field, covers }) => [field, covers])).toEqual([
      ['Signature1', 'revision'],
      ['ky_co_quan_1', 'file'],
    ]);
    const places = inspectPdf(await bed.store.readBytes(sealed.outputSha256)).textFields.map(({ page }) => page);
    expect(new Set(places)).toEqual(new Set([1]));
  });

  it.each([
    ['R-ORG-05: a seal of its own on the annex is refused', { sealsTwice: true }, 'nhiều chữ ký hơn'],
    ['R-ORG-09: a number on the annex is refused', { marks: ['07'], marksOnPage: 2 }, 'R-ORG-09'],
  ])('%s, and leaves no evidence and no event but the no', async (_what, options, why) => {
    const { order, handout } = await withAnnex();
    const before = (await desk.evidenceOf(order)).length;
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), options);
    expect(await desk.handIn(handout, pdf)).toMatchObject({
      code: 'SIGNING.HANDED_IN_WRONG',
      message: expect.stringContaining(why),
    });
    expect(await desk.evidenceOf(order)).toHaveLength(before);
    expect((await desk.outcomeOf(order)).slice(1)).toMatchObject([{ outcome: 'refused' }]);
  });
});

describe('addresses', () => {
  it('are good once each, and for their own use', async () => {
    const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()));
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignApproved', person());
    const download = { address: addressOf(handout.downloadPath) };
    expect(await bed.ask(signing.OpenHandedOut, download, { service: 'gateway' })).toMatchObject({
      code: 'SIGNING.HANDOUT_USED',
    });
    expect(await desk.handIn({ ...handout, uploadPath: handout.downloadPath }, pdf)).toMatchObject({
      code: 'SIGNING.HANDOUT_UNKNOWN',
    });
    const twice = await Promise.all([desk.handIn(handout, pdf), desk.handIn(handout, pdf)]);
    expect(twice.filter(isRefusal)).toMatchObject([{ code: 'SIGNING.HANDOUT_USED' }]);
    expect(await desk.outcomeOf(order)).toHaveLength(1);
  });

  it('are shown to who asked alone, and made by nobody else', async () => {
    const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()));
    const other = sampleActor({ roles: ['signer'] });
    const seen = await bed.ask(signing.FindHandouts, { documentId: order.documentId }, { actor: other });
    expect(seen).toEqual({ handouts: [] });
    const forged = `${handout.handoutId}.u.${'A'.repeat(86)}`;
    expect(await desk.handIn({ ...handout, uploadPath: `/${forged}` }, Buffer.from('%PDF-'))).toMatchObject({
      code: 'SIGNING.HANDOUT_UNKNOWN',
    });
    expect(await bed.ask(signing.GiveUpHandout, { handoutId: handout.handoutId }, { actor: other })).toMatchObject({
      code: 'SIGNING.HANDOUT_UNKNOWN',
    });
  });

  it('end with the wait: given up, or too late; the document may be ordered anew', async () => {
    const first = await desk.handOut(bed.signer, bed.order(await bed.draft()));
    const pdf = await signAsDesktop(await desk.fetchFile(first.handout), 'SignApproved', person());
    await bed.ask(signing.GiveUpHandout, { handoutId: first.handout.handoutId }, { actor: bed.signer });
    expect(await desk.outcomeOf(first.order)).toMatchObject([
      { outcome: 'needs-activation', code: 'SIGNING.HANDOUT_EXPIRED' },
    ]);
    expect(await desk.handIn(first.handout, pdf)).toMatchObject({ code: 'SIGNING.HANDOUT_EXPIRED' });

    const second = await desk.handOut(bed.signer, first.order);
    await bed.rows(`UPDATE handout_grant SET expires_at = now() - interval '1 second' WHERE activation_id = $1`, [
      second.order.activationId,
    ]);
    await eventually(async () => (await desk.outcomeOf(first.order)).length === 2, 'the wait has ended');
    expect(await desk.handIn(second.handout, pdf)).toMatchObject({ code: 'SIGNING.HANDOUT_EXPIRED' });

    const third = await desk.handOut(bed.signer, first.order);
    expect(await desk.handIn(third.handout, pdf)).not.toHaveProperty('refused');
    expect(await desk.stateOf(first.order)).toBe('done');
  });
});

describe('R-SIG-09: the certificate that a station shows is looked at before anything is ordered', () => {
  it.each([
    ['SIGNING.CERTIFICATE_EXPIRED', () => bed.pki.issueExpired(), true],
    ['SIGNING.CERTIFICATE_NOT_ENROLLED', () => bed.pki.issuePerson({ commonName: 'Lạ' }), false],
    ['SIGNING.CERTIFICATE_UNTRUSTED', () => bed.pki.issueFromUnknownRoot(), true],
  ] as const)('%s: told by the pre-flight, and no grant is given', async (code, issue, enrolled) => {
    const issued = issue();
    if (enrolled) bed.enrol(issued, { kind: 'person', personId: bed.signer.personId });
    const asked = { purpose: 'personal' as const, certificateDer: derOf(issued) };
    expect(await bed.ask(signing.CheckCertificate, asked, { actor: bed.signer })).toMatchObject({
      problems: [{ code }],
    });
    const grants = () => bed.rows('SELECT 1 FROM handout_grant');
    const before = (await grants()).length;
    const documents = [{ documentId: randomUUID(), manifestHash: 'a'.repeat(64) }];
    expect(
      await bed.ask(signing.OpenHandout, { ...asked, way: 'desktop', documents }, { actor: bed.signer }),
    ).toMatchObject({ code });
    expect(await grants()).toHaveLength(before);
  });

  it('one that is enrolled and valid has no problem', async () => {
    const asked = { purpose: 'personal' as const, certificateDer: derOf(personal) };
    expect(await bed.ask(signing.CheckCertificate, asked, { actor: bed.signer })).toMatchObject({ problems: [] });
  });
});

describe('two steps: the digest goes away, a CMS comes back', () => {
  async function outAs(actor: Actor, order: Order, issued: Issued) {
    const out = await desk.handOut(actor, order, 'cms', issued);
    const [row] = await bed.rows<{ prepared: Omit<PreparedSignature, 'preparedPdf'> }>(
      'SELECT prepared FROM handout WHERE handout_id = $1',
      [out.handout.handoutId],
    );
    expect(out.handout).toMatchObject({
      downloadPath: null,
      uploadPath: null,
      digest: { value: row?.prepared.digest },
    });
    return out;
  }
  /** What somebody with the key makes of the digest alone. */
  const cmsOf = async (digest: string, { keyProvider }: Issued): Promise<string> => {
    const prepared = { digest, digestAlgorithm: 'sha256' } as PreparedSignature;
    const cms = await signPrepared(prepared, keyProvider(), { at: new Date() });
    if ('kind' in cms) throw new Error(cms.message);
    return Buffer.from(cms).toString('base64');
  };
  const give = (actor: Actor, { handoutId }: Handout, cms: string) =>
    bed.ask(signing.HandInCms, { handoutId, cms }, { actor });

  it('for a person, then for the organisation with number and date in the same increment', async () => {
    const first = await outAs(bed.signer, bed.order(await bed.draft()), personal);
    const cms = await cmsOf(first.handout.digest?.value ?? '', personal);
    expect(await give(bed.signer, first.handout, cms)).toEqual({ jobId: first.handout.jobId });
    const signed = made((await desk.outcomeOf(first.order))[0] as never);
    const second = await outAs(bed.clerk, bed.sealOrder(signed), organisation);
    await give(bed.clerk, second.handout, await cmsOf(second.handout.digest?.value ?? '', organisation));
    const sealed = made((await desk.outcomeOf(second.order)).at(-1) as never);
    expect(sealed.judgement).toMatchObject({
      answer: 'valid',
      signatures: [{ field: 'ky_ca_nhan_1' }, { field: 'ky_co_quan_1' }],
    });
    const values = inspectPdf(await readFile(bed.keptPath(sealed.outputSha256))).textFields.map(({ value }) => value);
    expect(values).toEqual(['07', 'ngày 20 tháng 11 năm 2026']);
  });

  it('a CMS of another document, of another person, or of nothing is refused; the right one may still come', async () => {
    const { order, handout } = await outAs(bed.signer, bed.order(await bed.draft()), personal);
    const digest = handout.digest?.value ?? '';
    const wrong = [
      [await cmsOf('ab'.repeat(32), personal), 'SIGNING.PDF_REFUSED'],
      [await cmsOf(digest, stranger), 'SIGNING.HANDED_IN_WRONG'],
      [Buffer.from('không phải CMS').toString('base64'), 'SIGNING.PDF_REFUSED'],
    ] as const;
    for (const [cms, code] of wrong) expect(await give(bed.signer, handout, cms)).toMatchObject({ code });
    expect(await give(sampleActor({ roles: ['signer'] }), handout, await cmsOf(digest, personal))).toMatchObject({
      code: 'SIGNING.HANDOUT_UNKNOWN',
    });
    expect(await desk.outcomeOf(order)).toEqual([]);
    expect(await desk.evidenceOf(order)).toEqual([]);
    await give(bed.signer, handout, await cmsOf(digest, personal));
    expect(await desk.stateOf(order)).toBe('done');
  });
});
