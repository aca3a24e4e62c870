import { beforeAll, describe, expect, it } from '@jest/globals';
import { append } from '../../test/append.js';
import { signingDay, testRoot } from '../../test/test-certificates.js';
import { type Flow, later, organisation, personal, signed, twoSignatures } from '../../test/two-signatures.js';
import { formFields } from '../form/fields.js';
import { collect, type JudgeOptions, judge, type Report, revisions } from '../index.js';
import { PdfDocument, type RevisionView } from '../pdf/document.js';
import { latin1 } from '../pdf/lexer.js';
import { PdfDict, PdfRef, PdfStream } from '../pdf/objects.js';
import { type PdfUpdate, rewriteDict } from '../pdf/update.js';

const fieldIn = (view: RevisionView, name: string) => formFields(view).find((field) => field.name === name)!;

function page(view: RevisionView): { ref: PdfRef; dict: PdfDict } {
  const ref = fieldIn(view, 'so_van_ban').dict.get('P') as PdfRef;
  return { ref, dict: view.resolve(ref) as PdfDict };
}

function fill(update: PdfUpdate, view: RevisionView, name: string, value: string): void {
  const { ref, dict } = fieldIn(view, name);
  update.replace(ref!.num, ref!.gen, rewriteDict(dict, { V: `(${value})` }));
}

describe('judging', () => {
  let flow: Flow;
  let options: JudgeOptions;
  beforeAll(async () => {
    flow = await twoSignatures();
    options = { anchors: flow.anchors, at: signingDay };
  });
  const report = (pdf: Uint8Array, more: Partial<JudgeOptions> = {}): Report =>
    judge(collect(pdf), { ...options, ...more });
  const changesOf = (pdf: Uint8Array, more: Partial<JudgeOptions> = {}) =>
    report(pdf, more).signatures.map(({ changes }) => changes);

  it.each([false, true])(
    'R-ORG-08: both signatures pass after the seal, object streams: %s',
    async (useObjectStreams) => {
      const { second, anchors } = await twoSignatures({ useObjectStreams });
      const { answer, signatures } = report(second, { anchors, plannedFields: ['so_van_ban', 'ngay_ban_hanh'] });
      expect(answer).toBe('hợp lệ');
      expect(signatures.map((s) => [s.field, s.covers, s.integrity, s.changes, s.indication, s.level])).toEqual([
        ['ky_ca_nhan_1', 'revision', 'ok', 'form', 'TOTAL_PASSED', 'B-B'],
        ['ky_co_quan_1', 'file', 'ok', 'none', 'TOTAL_PASSED', 'B-B'],
      ]);
    },
  );

  it('names each change after a signature with its rule, in Vietnamese', () => {
    const [personalSignature] = report(flow.second).signatures;
    const rules = new Map(personalSignature!.changesExplained.map((change) => [change.rule, change.text]));
    expect([...rules.keys()].sort()).toEqual(['field-filled', 'field-signed']);
    expect(rules.get('field-signed')).toBe('Ký vào ô ky_co_quan_1');
  });

  it('gives the revision that each signature covers, and who signed by enrolment', () => {
    const [person] = flow.person.certificateChain();
    const enrolments = { [person!.fingerprintSha256]: { kind: 'person', id: '42' } as const };
    const { signatures } = report(flow.second, { enrolments });
    expect(signatures[0]!.revision).toEqual({ index: 1, length: flow.first.length });
    expect(signatures[0]!.enrolment).toEqual({ kind: 'person', id: '42' });
    expect(signatures[1]!.enrolment).toBeUndefined();
  });

  describe('R-VER-02: one changed byte', () => {
    const passes = (pdf: Uint8Array) =>
      report(pdf).signatures.filter(({ indication }) => indication === 'TOTAL_PASSED');
    const flip = (pdf: Uint8Array, at: number, mask = 1) => {
      const changed = Uint8Array.from(pdf);
      changed[at]! ^= mask;
      return changed;
    };
    const gaps = () => collect(flow.second).signatures.map(({ field }) => gapOf(flow.second, field));

    it('of the first revision breaks both signatures, wherever it stands', () => {
      const [gap] = gaps();
      const step = Math.floor(flow.first.length / 250);
      for (let at = 3; at < flow.first.length; at += step)
        if (at < gap![0] || at >= gap![1]) expect([at, passes(flip(flow.second, at)).length]).toEqual([at, 0]);
    });

    it('of the second revision never leaves the document valid', () => {
      const [, gap] = gaps();
      const step = Math.ceil((flow.second.length - flow.first.length) / 300);
      for (let at = flow.first.length; at < flow.second.length; at += step)
        if (at < gap![0] || at >= gap![1])
          expect([at, report(flip(flow.second, at)).answer]).not.toEqual([at, 'hợp lệ']);
    });

    it('of the signed DER is never valid', () => {
      const cms = collect(flow.first).signatures[0]!.cms!;
      const start = gapOf(flow.first, 'ky_ca_nhan_1')[0] + 1;
      const survived: number[] = [];
      for (let i = 0; i < cms.der.length; i++) {
        const digit = start + 2 * i;
        const changed = Uint8Array.from(flow.first);
        const byte = Number.parseInt(latin1(changed, digit, digit + 2), 16) ^ 1;
        changed.set(Buffer.from(byte.toString(16).padStart(2, '0'), 'latin1'), digit);
        if (report(changed).answer === 'hợp lệ') survived.push(i);
      }
      expect(survived).toEqual([]);
    });
  });

  describe('what may not follow a signature', () => {
    it('an annotation', () => {
      const changed = append(flow.second, (update, view) => {
        const note = update.add('<< /Type /Annot /Subtype /FreeText /Rect [10 10 90 50] /Contents (x) >>');
        const { ref, dict } = page(view);
        const list = view.resolve(dict.get('Annots')) as { items: readonly PdfRef[] } & object;
        const refs = list.items.map(({ num }) => `${num} 0 R`).join(' ');
        update.replace(ref.num, ref.gen, rewriteDict(dict, { Annots: `[${refs} ${note} 0 R]` }));
      });
      expect(changesOf(changed)).toEqual(['forbidden', 'forbidden']);
      expect(report(changed).answer).toBe('không hợp lệ');
    });

    it('other page content, also in the stream that is there', () => {
      const replaced = append(flow.first, (update, view) => {
        const { ref, dict } = page(view);
        const content = update.addStream('', Buffer.from('BT ET'));
        update.replace(ref.num, ref.gen, rewriteDict(dict, { Contents: `${content} 0 R` }));
      });
      const rewritten = append(flow.first, (update, view) => {
        const contents = page(view).dict.get('Contents');
        const ref = (
          contents instanceof PdfRef ? contents : (contents as { items: readonly PdfRef[] } & object).items[0]
        ) as PdfRef;
        update.replace(ref.num, ref.gen, '<< /Length 5 >>\nstream\n', 'BT ET', '\nendstream');
      });
      expect(changesOf(replaced)).toEqual(['forbidden']);
      expect(changesOf(rewritten)).toEqual(['forbidden']);
    });

    it('a new text field, a page, a script', () => {
      const field = append(flow.first, (update, view) => {
        const added = update.add('<< /FT /Tx /T (moi) /Type /Annot /Subtype /Widget /Rect [0 0 10 10] >>');
        const place = view.catalog.get('AcroForm') as PdfRef;
        const form = view.resolve(place) as PdfDict;
        const list = form.get('Fields') as { items: readonly PdfRef[] } & object;
        const refs = list.items.map(({ num }) => `${num} 0 R`).join(' ');
        update.replace(place.num, 0, rewriteDict(form, { Fields: `[${refs} ${added} 0 R]` }));
      });
      const pages = append(flow.first, (update, view) => {
        const ref = view.catalog.get('Pages') as PdfRef;
        const tree = view.resolve(ref) as PdfDict;
        const extra = update.add(`<< /Type /Page /Parent ${ref.num} 0 R /MediaBox [0 0 9 9] >>`);
        const first = page(view).ref.num;
        update.replace(ref.num, 0, rewriteDict(tree, { Kids: `[${first} 0 R ${extra} 0 R]`, Count: '2' }));
      });
      const script = append(flow.first, (update, view) => {
        const root = view.trailer.get('Root') as PdfRef;
        update.replace(root.num, 0, rewriteDict(view.catalog, { OpenAction: '<< /S /JavaScript /JS (app.alert) >>' }));
      });
      for (const changed of [field, pages, script]) expect(changesOf(changed)).toEqual(['forbidden']);
    });

    it('a value in a field that is locked', () => {
      const changed = append(flow.second, (update, view) => fill(update, view, 'so_van_ban', '08'));
      expect(changesOf(changed)).toEqual(['form', 'forbidden']);
      expect(report(changed).answer).toBe('không hợp lệ');
    });

    it('a value in a field that was not planned', () => {
      const changed = append(flow.first, (update, view) => fill(update, view, 'so_van_ban', '08'));
      expect(changesOf(changed, { plannedFields: ['so_van_ban'] })).toEqual(['form']);
      expect(changesOf(changed, { plannedFields: ['ngay_ban_hanh'] })).toEqual(['forbidden']);
      expect(changesOf(changed)).toEqual(['form']);
    });

    it('a change that a still later revision takes back', () => {
      const original = page(new PdfDocument(flow.first).last);
      const text = latin1(original.dict.source, original.dict.span.start, original.dict.span.end);
      const changed = append(flow.first, (update) =>
        update.replace(original.ref.num, 0, rewriteDict(original.dict, { Rotate: '90' })),
      );
      const restored = append(changed, (update) => update.replace(original.ref.num, 0, text));
      expect(changesOf(restored)).toEqual(['forbidden']);
    });

    it('a shown object that was given up, or bytes behind the end', () => {
      const { ref } = fieldIn(new PdfDocument(flow.first).last, 'ky_co_quan_1');
      const table = `xref\n${ref!.num} 1\n0000000000 00001 f\r\n`;
      const prev = new PdfDocument(flow.first).revisions.at(-1)!.startxref;
      const trailer = `trailer\n<< /Size 99 /Root ${rootOf(flow.first)} 0 R /Prev ${prev} >>\nstartxref\n${flow.first.length}\n%%EOF\n`;
      expect(changesOf(Buffer.concat([flow.first, Buffer.from(table + trailer)]))).toEqual(['forbidden']);
      expect(changesOf(Buffer.concat([flow.first, Buffer.from('<script>')]))).toEqual(['forbidden']);
    });

    it('a second field that shows a signature made before', () => {
      const changed = append(flow.second, (update, view) => {
        const value = fieldIn(view, 'ky_ca_nhan_1').dict.get('V') as PdfRef;
        const added = update.add(`<< /FT /Sig /T (gia) /Subtype /Widget /Rect [0 0 0 0] /V ${value.num} 0 R >>`);
        const place = view.catalog.get('AcroForm') as PdfRef;
        const form = view.resolve(place) as PdfDict;
        const list = form.get('Fields') as { items: readonly PdfRef[] } & object;
        const refs = list.items.map(({ num }) => `${num} 0 R`).join(' ');
        update.replace(place.num, 0, rewriteDict(form, { Fields: `[${refs} ${added} 0 R]` }));
      });
      expect(report(changed).answer).toBe('không hợp lệ');
    });

    it('a signature field over the page that nobody signs', async () => {
      const unlocked = await signed(flow.source, { ...organisation, lock: undefined } as never, flow.agency);
      const changed = append(unlocked, (update, view) => {
        const { ref, dict } = page(view);
        const picture = update.add(
          '<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 1 >>\nstream\n',
          'f',
          '\nendstream',
        );
        const field = `/FT /Sig /T (che) /Type /Annot /Subtype /Widget /Rect [0 0 595 842] /P ${ref.num} 0 R`;
        const added = update.add(`<< ${field} /AP << /N ${picture} 0 R >> >>`);
        const refsOf = (list: unknown) =>
          (list as { items: readonly PdfRef[] }).items.map(({ num }) => `${num} 0 R`).join(' ');
        const annotations = refsOf(view.resolve(dict.get('Annots')));
        update.replace(ref.num, ref.gen, rewriteDict(dict, { Annots: `[${annotations} ${added} 0 R]` }));
        const place = view.catalog.get('AcroForm') as PdfRef;
        const form = view.resolve(place) as PdfDict;
        update.replace(
          place.num,
          0,
          rewriteDict(form, { Fields: `[${refsOf(view.resolve(form.get('Fields')))} ${added} 0 R]` }),
        );
      });
      expect(report(unlocked).answer).toBe('hợp lệ');
      expect(changesOf(changed)).toEqual(['forbidden']);
      expect(report(changed).answer).toBe('không hợp lệ');
    });

    it('the picture of a seal in a signature field that nobody signs', () => {
      const changed = append(flow.first, (update, view) => {
        const { ref, dict } = fieldIn(view, 'ky_co_quan_1');
        const picture = update.add(
          '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\n',
          'f',
          '\nendstream',
        );
        update.replace(ref!.num, ref!.gen, rewriteDict(dict, { AP: `<< /N ${picture} 0 R >>` }));
      });
      expect(changesOf(changed)).toEqual(['forbidden']);
    });

    it('an appearance written over one that the page uses too', () => {
      const view = new PdfDocument(flow.second).last;
      const ap = view.dict(fieldIn(view, 'ky_ca_nhan_1').dict.get('AP'))!.get('N') as PdfRef;
      expect(view.resolve(ap)).toBeInstanceOf(PdfStream);
      const changed = append(flow.second, (update) =>
        update.replace(
          ap.num,
          0,
          '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\n',
          'q',
          '\nendstream',
        ),
      );
      expect(changesOf(changed)).toEqual(['forbidden', 'forbidden']);
    });
  });

  it('filling in an increment of its own before a seal that locks everything is still form filling for the person', async () => {
    const filled = append(flow.first, (update, view) => fill(update, view, 'so_van_ban', '07'));
    const sealed = await signed(filled, { ...organisation, fill: [] }, flow.agency);
    expect(changesOf(sealed)).toEqual(['form', 'none']);
  });

  it('rewriting an object as it was is no change', () => {
    const changed = append(flow.first, (update, view) => {
      const { ref, dict } = page(view);
      update.replace(ref.num, 0, latin1(dict.source, dict.span.start, dict.span.end).replace('/Type', '  /#54ype'));
    });
    expect(changesOf(changed)).toEqual(['lta']);
  });

  it('R-VER-07: without the anchor the answer stays open, with the signature intact', () => {
    const { answer, signatures } = report(flow.second, { anchors: [testRoot('Gốc khác').anchor] });
    expect(answer).toBe('chưa đủ căn cứ');
    expect(signatures[0]).toMatchObject({ integrity: 'ok', indication: 'INDETERMINATE' });
    expect(signatures[0]!.messageVi).toContain('chưa dựng được chuỗi');
  });

  it('R-VER-03: an expired certificate passes at a proven time and stays open without one', () => {
    const at = new Date('2031-01-01T00:00:00Z');
    expect(report(flow.first, { at }).signatures[0]).toMatchObject({ subIndication: 'OUT_OF_BOUNDS_NO_POE' });
    expect(report(flow.first, { at, provenTimes: { ky_ca_nhan_1: signingDay } }).answer).toBe('hợp lệ');
  });

  it('says "no signature" of an unsigned file, and "not readable" of none', () => {
    expect(report(flow.source)).toMatchObject({ answer: 'chưa đủ căn cứ', signatures: [] });
    expect(report(Buffer.from('x')).problem).toMatchObject({ code: 'PDF.NOT_A_PDF' });
  });

  it('judges a file cut behind the first signature as that earlier file', () => {
    const length = revisions(flow.second)[1]!.length;
    expect(report(flow.second.subarray(0, length)).answer).toBe('hợp lệ');
    expect(personal.lock).toEqual({ action: 'Exclude', fields: later });
  });
});

function gapOf(pdf: Uint8Array, field: string): [number, number] {
  const view = new PdfDocument(pdf).last;
  const dict = view.resolve(fieldIn(view, field).dict.get('V')) as PdfDict;
  const { start, end } = dict.spans.get('Contents')!;
  return [start, end];
}

function rootOf(pdf: Uint8Array): number {
  return (new PdfDocument(pdf).last.trailer.get('Root') as PdfRef).num;
}
