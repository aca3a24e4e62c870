import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal, type outgoing, signing } from '@vanthu/contracts';
import { copyMark, layOutDocument, loadTinos } from '@vanthu/decree30';
import { inspectPdf } from '@vanthu/pades';
import type { Issued } from '@vanthu/testpki';
import { discPng } from '../../../libs/pades/test/flow-pdf.js';
import { askPyhanko } from '../../../libs/pades/test/independent-checks.js';
import { type DesktopKey, signAsDesktop } from './desktop-signer.js';
import { derOf, type HandoutDesk, handoutDesk, keysElsewhere } from './handout-desk.js';
import { content, made, manifested, type Order, type SigningBed, signingBed } from './signing-bed.js';

type Handout = signing.Handout;
type Box = readonly [number, number, number, number];
type Options = Parameters<typeof signAsDesktop>[3];

let bed: SigningBed;
let desk: HandoutDesk;
let personal: Issued;
let organisation: Issued;
let stranger: Issued;

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  personal = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long' });
  await bed.giveKey({ kind: 'person', personId: bed.signer.personId }, { issued: personal });
  ({ organisation, stranger } = keysElsewhere(bed));
  desk = handoutDesk(bed);
}, 60_000);
afterAll(() => bed?.close());

const person = (): DesktopKey => ({ issued: personal, stranger });
const agency = (): DesktopKey => ({ issued: organisation, stranger });

/** Signed by its leader with a key of ours, which locks the file, and out to be sealed; `file`: a wrong one may be followed by a right one. */
async function sealOut(way: signing.HandoutWay = 'file', fileSha256?: string) {
  const order = bed.order(fileSha256 ?? (await bed.draft()));
  const signed = made(await bed.sign(await bed.opened(bed.signer, order), bed.signer));
  return { signed, ...(await desk.handOut(bed.clerk, bed.sealOrder(signed), way)) };
}

const moved = ([left, bottom, right, top]: Box, right_: number, up: number): Box => [
  left + right_,
  bottom + up,
  right + right_,
  top + up,
];
const placeOf = (pdf: Uint8Array, name: string): Box => {
  const found = [...inspectPdf(pdf).signatureFields, ...inspectPdf(pdf).textFields].find((one) => one.name === name);
  if (!found?.rect) throw new Error(`no field ${name}`);
  return found.rect;
};

/** Refused with these words, no evidence of it is kept; as it ought to be it is taken. */
async function expectRefused(order: Order, handout: Handout, pdf: Uint8Array, why: string): Promise<void> {
  const before = (await desk.evidenceOf(order)).length;
  expect(await desk.handIn(handout, pdf)).toMatchObject({
    code: 'SIGNING.HANDED_IN_WRONG',
    message: expect.stringContaining(why),
  });
  expect(await desk.evidenceOf(order)).toHaveLength(before);
}

describe('R-OUT-11: marks of number and date by the program', () => {
  const wrong: [string, Options, string][] = [
    ['the right number beside its place', { marks: ['07'], marksOff: [40, 0] }, 'ngoài chỗ dành cho số, ngày'],
    ['the right number in the body', { marks: ['07'], marksOff: [0, -300] }, 'ngoài chỗ dành cho số, ngày'],
    ['part of the year', { marks: ['20', '202'] }, 'tệp ghi “202”'],
    ['the day twice', { marks: ['20', '20'] }, 'hoặc ghi hai lần'],
    ['a number with another zero', { marks: ['007'] }, 'tệp ghi “007”'],
    ['the month in the place of the day', { marks: ['11'], marksOff: [-54, 0] }, 'ngoài chỗ dành cho số, ngày'],
  ];
  it.each(wrong)('%s is refused, and nothing of it is kept', async (_what, options, why) => {
    const { order, handout } = await sealOut();
    const given = await desk.fetchFile(handout);
    const pdf = await signAsDesktop(given, 'SignIssued', agency(), options);
    await expectRefused(order, handout, pdf, why);
  });

  it('number, day, month and year, each in its own place, are taken', async () => {
    const { order, handout } = await sealOut();
    const marks = ['07', '20', '11', '2026'];
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency(), { marks });
    expect(await desk.handIn(handout, pdf)).not.toHaveProperty('refused');
    const sealed = made((await desk.outcomeOf(order)).at(-1) as never);
    expect(sealed.judgement.signatures.map(({ field, changes }) => [field, changes])).toEqual([
      ['ky_ca_nhan_1', 'form'],
      ...['Signature1', 'Signature2', 'Signature3', 'Signature4'].map((field) => [field, 'form']),
      ['Signature5', 'none'],
    ]);
  });
});

describe('R-ORG-04, R-SIG-11: the picture of a signature or seal by the program', () => {
  const white = discPng(60, [255, 255, 255]);
  const opaque = discPng(60, [255, 255, 255], 255);
  const wrong: [string, (given: Uint8Array) => Options, string][] = [
    [
      'over the body',
      (given) => ({ pictureBox: moved(placeOf(given, 'ky_co_quan_1'), -200, 120) }),
      'ngoài chỗ đã định',
    ],
    [
      'larger than its place',
      (given) => {
        const [left, bottom, right, top] = placeOf(given, 'ky_co_quan_1');
        return { pictureBox: [left - 16, bottom - 16, right + 16, top + 16] };
      },
      'lớn hơn chỗ ấy',
    ],
    [
      'small and opaque over the number',
      (given) => ({ pictureBox: placeOf(given, 'so_van_ban'), picturePng: opaque }),
      'che mất',
    ],
    ['opaque in its own place', () => ({ picturePng: opaque }), 'không đúng quy cách'],
    ['opaque in the planned field', () => ({ picturePng: opaque, fieldName: 'ky_co_quan_1' }), 'không đúng quy cách'],
    ['as white as paper in its own place', () => ({ picturePng: white }), 'mảng màu giấy'],
    [
      'as white as paper in the planned field',
      () => ({ picturePng: white, fieldName: 'ky_co_quan_1' }),
      'mảng màu giấy',
    ],
    ['transparent over the date', (given) => ({ pictureBox: placeOf(given, 'ngay_ban_hanh') }), 'ngoài chỗ đã định'],
  ];
  it.each(wrong)('%s is refused; in its place it is taken', async (_what, options, why) => {
    const { order, handout } = await sealOut();
    const given = await desk.fetchFile(handout);
    await expectRefused(order, handout, await signAsDesktop(given, 'SignIssued', agency(), options(given)), why);
    const right = await signAsDesktop(given, 'SignIssued', agency());
    expect(await desk.handIn(handout, right)).not.toHaveProperty('refused');
  });

  it('a certification beside it changes nothing of that: over the body, or a cover, it is refused', async () => {
    const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()), 'file');
    const given = await desk.fetchFile(handout);
    const sign = (options: Options) => signAsDesktop(given, 'SignApproved', person(), { certifies: true, ...options });
    const body = moved(placeOf(given, 'ky_ca_nhan_1'), -150, 150);
    await expectRefused(order, handout, await sign({ pictureBox: body }), 'ngoài chỗ đã định');
    await expectRefused(order, handout, await sign({ picturePng: opaque }), 'không đúng quy cách');
    expect(await desk.handIn(handout, await sign({}))).not.toHaveProperty('refused');
  });
});

describe('behind a signature of ours that locks the file', () => {
  it('the program seals in a field of its own: for strict judges that fills the form', async () => {
    const { signed, order, handout } = await sealOut('desktop');
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignIssued', agency());
    expect(await desk.handIn(handout, pdf)).not.toHaveProperty('refused');
    const sealed = made((await desk.outcomeOf(order)).at(-1) as never);
    expect(sealed.judgement).toMatchObject({
      answer: 'valid',
      signatures: [
        { field: signed.judgement.signatures[0]?.field, changes: 'form', indication: 'TOTAL_PASSED' },
        { field: 'Signature1', changes: 'none', owner: { kind: 'organisation' } },
      ],
    });
    const pyhanko = askPyhanko({ 'sealed.pdf': pdf }, bed.pki.rootPem, new Date());
    if (pyhanko === null) console.warn('pyHanko is not at hand and was not asked');
    else expect(pyhanko['sealed.pdf']).toMatchObject([{ valid: true, modification: 'FORM_FILLING' }, { valid: true }]);
  });

  /** As the forms were laid out before their locks left the program's fields open. */
  async function lockedDraft(): Promise<string> {
    const text = Buffer.from(await bed.store.readBytes(await bed.draft())).toString('latin1');
    const closed = text.replaceAll('(Signature', '(Xignature');
    expect(closed).not.toBe(text);
    return (await bed.store.put(Buffer.from(closed, 'latin1'))).sha256;
  }

  it('a lock or a certification that leaves no new field is told before anything is ordered; a CMS may still seal', async () => {
    const order = bed.order(await lockedDraft());
    const signed = made(await bed.sign(await bed.opened(bed.signer, order), bed.signer));
    const certified = await desk.handOut(bed.signer, bed.order(await bed.draft()));
    const given = await desk.fetchFile(certified.handout);
    await desk.handIn(certified.handout, await signAsDesktop(given, 'SignApproved', person(), { certifies: true }));
    const [other] = await desk.outcomeOf(certified.order);
    for (const one of [signed, made(other as never)]) {
      const seal = bed.sealOrder(one);
      const input = {
        purpose: 'organisation' as const,
        certificateDer: derOf(organisation),
        documents: [{ documentId: seal.documentId, manifestHash: seal.manifestHash }],
      };
      const grants = () => bed.rows('SELECT 1 FROM handout_grant');
      const before = (await grants()).length;
      expect(await bed.ask(signing.OpenHandout, { ...input, way: 'desktop' }, { actor: bed.clerk })).toMatchObject({
        code: 'SIGNING.DESKTOP_LOCKED_OUT',
        message: expect.stringContaining('CMS'),
      });
      expect(await grants()).toHaveLength(before);
      const { handout } = await desk.handOut(bed.clerk, seal, 'cms', organisation);
      expect(handout.digest).not.toBeNull();
    }
  });

  it('and never goes out, whatever the grant was given for', async () => {
    const order = bed.order(await lockedDraft());
    const signed = made(await bed.sign(await bed.opened(bed.signer, order), bed.signer));
    const seal = bed.sealOrder(signed);
    // A grant from before the first signature.
    const granted = await desk.open(bed.clerk, { ...seal, manifestHash: 'b'.repeat(64) }, 'desktop', null);
    await bed.rows('UPDATE handout_grant SET documents = $2 WHERE activation_id = $1', [
      granted.activationId,
      JSON.stringify([{ documentId: seal.documentId, manifestHash: seal.manifestHash }]),
    ]);
    const outcome = await bed.sign({ ...seal, activationId: granted.activationId }, bed.clerk);
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'SIGNING.DESKTOP_LOCKED_OUT' });
    expect(await bed.rows('SELECT 1 FROM handout WHERE activation_id = $1', [granted.activationId])).toEqual([]);
  });
});

describe('SignCopy: the scan of a paper, as a certified copy', () => {
  const agencyName = 'Ủy ban nhân dân xã Châu Minh';
  const mark: outgoing.TextMark = { form: 'certified-copy', agencyName };
  const now = () => copyMark('sao-y', agencyName, new Date());

  async function copyOut(way: signing.HandoutWay = 'desktop') {
    const paper = { number: '07', date: '20/11/2026' };
    const { pdf } = await layOutDocument({ ...content, abstract: `Bản giấy ${randomUUID()}` }, await loadTinos(), {
      createdAt: new Date(),
      paper,
    });
    const scan = (await bed.store.put(pdf)).sha256;
    const draft = await bed.draft();
    const order = bed.order(draft);
    const copy = {
      ...order,
      ...manifested(order.documentId, draft, [{ role: 'scan', name: 'ban-quet.pdf', sha256: scan, bytes: 1 }]),
      kind: 'organisation' as const,
      fileSha256: scan,
      field: 'ky_co_quan_1',
      mark,
      signer: { kind: 'organisation' as const, agencyId: bed.agencyId, name: agencyName },
    };
    return { scan, ...(await desk.handOut(bed.clerk, copy, way, organisation)) };
  }

  it('R-CPY-03: goes out as it was scanned and comes back with the text of Annex I at the top right', async () => {
    const { scan, order, handout } = await copyOut();
    expect(handout).toMatchObject({ act: 'SignCopy', docNumber: null, issuedDate: null, fileName: order.fileName });
    const given = await desk.fetchFile(handout);
    expect(given).toEqual(new Uint8Array(await bed.store.readBytes(scan)));
    const pdf = await signAsDesktop(given, 'SignCopy', agency(), { markText: now() });
    expect(await desk.handIn(handout, pdf)).toEqual({ jobId: handout.jobId, fileName: order.fileName });
    const [sealed] = await desk.outcomeOf(order);
    expect(made(sealed as never)).toMatchObject({
      inputSha256: scan,
      field: 'Signature1',
      judgement: { answer: 'valid', signatures: [{ covers: 'file', owner: { kind: 'organisation' } }] },
    });
    expect(await desk.evidenceOf(order)).toHaveLength(1);
    // Twice.
    expect(await desk.handIn(handout, pdf)).toMatchObject({ code: 'SIGNING.HANDOUT_USED' });
    expect(await desk.outcomeOf(order)).toHaveLength(1);
  });

  const hour = 3_600_000;
  const lies: [string, () => Options, string, string][] = [
    [
      'other person',
      () => ({ misbehaviour: 'other-person', markText: now() }),
      'SIGNING.HANDED_IN_WRONG',
      'chứng thư khác',
    ],
    [
      'altered page',
      () => ({ misbehaviour: 'altered-page', markText: now() }),
      'SIGNING.HANDED_IN_WRONG',
      'ngoài chữ ký',
    ],
    [
      'something beside',
      () => ({ misbehaviour: 'something-beside', markText: now() }),
      'SIGNING.HANDED_IN_WRONG',
      'ngoài chữ ký',
    ],
    ['unsigned', () => ({ misbehaviour: 'unsigned' }), 'SIGNING.HANDED_IN_WRONG', 'chưa được ký'],
    ['cut short', () => ({ misbehaviour: 'cut-short' }), 'SIGNING.HANDED_IN_WRONG', 'không phải là tệp đã giao'],
    [
      'a seal instead of the text',
      () => ({ misbehaviour: 'picture-on-attachment' }),
      'SIGNING.HANDED_IN_WRONG',
      'R-ORG-06',
    ],
    [
      'another agency',
      () => ({ markText: copyMark('sao-y', 'Ủy ban nhân dân xã Khác', new Date()) }),
      'SIGNING.HANDED_IN_WRONG',
      'thiếu “Ủy ban nhân dân xã Châu Minh”',
    ],
    [
      'another form of copy',
      () => ({ markText: copyMark('trich-sao', agencyName, new Date()) }),
      'SIGNING.HANDED_IN_WRONG',
      'thiếu “Sao y”',
    ],
    [
      'a time two days ago',
      () => ({ markText: copyMark('sao-y', agencyName, new Date(Date.now() - 48 * hour)) }),
      'SIGNING.HANDED_IN_WRONG',
      'thời gian ghi',
    ],
    [
      'a time to come',
      () => ({ markText: copyMark('sao-y', agencyName, new Date(Date.now() + hour)) }),
      'SIGNING.HANDED_IN_WRONG',
      'thời gian ghi',
    ],
    [
      'the text at the left',
      () => ({ markText: now(), markBox: [30, 800, 280, 836] }),
      'SIGNING.HANDED_IN_WRONG',
      'góc phải trang đầu',
    ],
  ];
  it.each(lies)('R-CPY-03: %s is refused, and the wait ends with the reason', async (_what, options, code, why) => {
    const { order, handout } = await copyOut();
    const pdf = await signAsDesktop(await desk.fetchFile(handout), 'SignCopy', agency(), options());
    expect(await desk.handIn(handout, pdf)).toMatchObject({ code, message: expect.stringContaining(why) });
    expect(await desk.outcomeOf(order)).toMatchObject([{ outcome: 'refused', code }]);
    expect(await desk.evidenceOf(order)).toEqual([]);
    expect(await desk.handIn(handout, pdf)).toMatchObject({ code: 'SIGNING.HANDOUT_EXPIRED' });
  });

  it('R-CPY-03: a copy of another file is refused, and so is one that comes too late', async () => {
    const [one, other] = [await copyOut(), await copyOut()];
    const pdf = await signAsDesktop(await desk.fetchFile(one.handout), 'SignCopy', agency(), { markText: now() });
    expect(await desk.handIn(other.handout, pdf)).toMatchObject({
      code: 'SIGNING.HANDED_IN_WRONG',
      message: expect.stringContaining('không phải là tệp đã giao'),
    });
    await bed.rows(`UPDATE handout_grant SET expires_at = now() - interval '1 second' WHERE activation_id = $1`, [
      one.order.activationId,
    ]);
    expect(await desk.handIn(one.handout, pdf)).toMatchObject({ code: 'SIGNING.HANDOUT_EXPIRED' });
    expect(await desk.evidenceOf(one.order)).toEqual([]);
  });
});

describe('what the program says when it does not sign', () => {
  const giveUp = ({ handoutId }: Handout, said?: signing.DesktopSaid) =>
    bed.ask(signing.GiveUpHandout, { handoutId, ...(said ? { said } : {}) }, { actor: bed.signer });
  const told: (signing.DesktopSaid & { words: string })[] = [
    {
      outcome: 'declined',
      status: 12,
      text: 'Không tìm thấy\n thiết bị\u202e ký “số”\u0000',
      words:
        'Chưa ký: chương trình ký trên máy báo không ký: “Không tìm thấy thiết bị ký "số"” (mã 12). Hãy kiểm tra máy ký rồi ký lại.',
    },
    { outcome: 'declined', status: null, text: 'x'.repeat(4000), words: `: “${'x'.repeat(200)}…”` },
    { outcome: 'silent', status: null, text: '', words: 'chương trình ký trên máy không trả lời.' },
    { outcome: 'absent', status: null, text: '', words: 'không liên lạc được với chương trình ký trên máy.' },
    { outcome: 'not-brought', status: null, text: '', words: 'báo đã ký xong nhưng không nộp tệp.' },
  ];
  it.each(told)('$outcome ($status) is told to whoever ordered, cleaned and short', async ({ words, ...said }) => {
    const { order, handout } = await desk.handOut(bed.signer, bed.order(await bed.draft()));
    expect(isRefusal(await giveUp(handout, said))).toBe(false);
    expect(await desk.outcomeOf(order)).toMatchObject([
      { outcome: 'needs-activation', code: 'SIGNING.DESKTOP_DID_NOT_SIGN', reasonVi: expect.stringContaining(words) },
    ]);
    expect(await desk.stateOf(order)).toBe('needs-activation');
  });
});
