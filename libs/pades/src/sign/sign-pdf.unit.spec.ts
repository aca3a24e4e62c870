import { beforeAll, describe, expect, it } from '@jest/globals';
import { der, type KeyProvider } from '@vanthu/pki';
import { append } from '../../test/append.js';
import { flowPdf } from '../../test/flow-pdf.js';
import { signingDay, testRoot, testSigner } from '../../test/test-certificates.js';
import { type Flow, organisation, personal, twoSignatures } from '../../test/two-signatures.js';
import { formFields } from '../form/fields.js';
import {
  completeSignature,
  inspectPdf,
  isPrefix,
  type PrepareOptions,
  prepareSignature,
  revisions,
  signPdf,
  signPrepared,
} from '../index.js';
import { PdfDocument } from '../pdf/document.js';
import { rewriteDict } from '../pdf/update.js';

const refusalOf = async (pdf: Uint8Array, options: PrepareOptions & { at: Date }, key: KeyProvider) => {
  const result = await signPdf(pdf, options, key);
  return result.kind === 'refusal' ? result.code : result.kind;
};

const fieldNamed = (pdf: Uint8Array, name: string) => {
  const view = new PdfDocument(pdf).last;
  return formFields(view).find((field) => field.name === name)!;
};

const withLockOn = (pdf: Uint8Array, name: string, lock: string) =>
  append(pdf, (update) => {
    const { ref, dict } = fieldNamed(pdf, name);
    update.replace(ref!.num, ref!.gen, rewriteDict(dict, { Lock: lock }));
  });

/** A signature dictionary whose transform certifies; its mathematics do not matter to a signer. */
const certified = (pdf: Uint8Array, permission: number) =>
  append(pdf, (update, view) => {
    const { ref, dict } = fieldNamed(pdf, 'ky_ca_nhan_1');
    const transform = `/TransformMethod /DocMDP /TransformParams << /P ${permission} /V /1.2 >>`;
    const value = update.add(`<< /Type /Sig /Filter /Adobe.PPKLite /Reference [<< ${transform} >>] /Contents <00> >>`);
    update.replace(ref!.num, ref!.gen, rewriteDict(dict, { V: `${value} 0 R` }));
    const root = view.trailer.get('Root') as { num: number; gen: number } & object;
    update.replace(root.num, root.gen, rewriteDict(view.catalog, { Perms: `<< /DocMDP ${value} 0 R >>` }));
  });

describe('signing a PDF', () => {
  let flow: Flow;
  beforeAll(async () => {
    flow = await twoSignatures();
  });

  it.each([false, true])('keeps every earlier byte, with object streams: %s', async (useObjectStreams) => {
    const { source, first, second } = await twoSignatures({ useObjectStreams });
    expect(isPrefix(source, first)).toBe(true);
    expect(isPrefix(first, second)).toBe(true);
    expect(isPrefix(second, first)).toBe(false);
    expect(
      revisions(second)
        .map(({ length }) => length)
        .slice(-2),
    ).toEqual([first.length, second.length]);
  });

  it('appends the kind of cross-reference that the source ends with', async () => {
    for (const useObjectStreams of [false, true]) {
      const { second } = await twoSignatures({ useObjectStreams });
      const kinds = new Set(new PdfDocument(second).revisions.map(({ sections }) => sections[0]!.kind));
      expect([...kinds]).toEqual([useObjectStreams ? 'stream' : 'table']);
    }
  });

  it('fills number and date in the increment of the seal', () => {
    const values = (pdf: Uint8Array) => inspectPdf(pdf).textFields.map(({ value }) => value);
    expect(values(flow.first)).toEqual([undefined, undefined]);
    expect(values(flow.second)).toEqual(['07', 'Hà Nội, ngày 20 tháng 11 năm 2026']);
    expect(revisions(flow.second)).toHaveLength(3);
  });

  it('draws the value with the glyphs of the embedded font', () => {
    const document = new PdfDocument(flow.second);
    const { dict } = fieldNamed(flow.second, 'so_van_ban');
    const stream = document.last.resolve(document.last.dict(dict.get('AP'))!.get('N')) as { raw: Uint8Array } & object;
    expect(Buffer.from(stream.raw).toString()).toMatch(
      /^\/Tx BMC\nq\n.*re W n\nBT\n0 g \/Tinos 13 Tf .* <[0-9A-F]{8}> Tj\nET\nQ\nEMC$/s,
    );
  });

  it('R-SIG-11 R-ORG-04: draws the image with its transparency as a soft mask', () => {
    const text = Buffer.from(flow.second.subarray(flow.source.length)).toString('latin1');
    expect(text.match(/\/SMask \d+ 0 R/g)).toHaveLength(2);
    expect(text).toContain('/Im0 Do');
  });

  it('writes an approval signature of PAdES baseline form, never a certification', () => {
    const text = Buffer.from(flow.second.subarray(flow.source.length)).toString('latin1');
    expect(text.match(/\/SubFilter \/ETSI\.CAdES\.detached/g)).toHaveLength(2);
    expect(text).not.toContain('/DocMDP');
    expect(text.match(/\/TransformMethod \/FieldMDP/g)).toHaveLength(2);
  });

  it('R-ORG-06: draws a text mark of black 10 pt lines', async () => {
    const lines = ['07/QĐ-UBND', '20/11/2026 12:00:00 +07:00'];
    const appearance = { kind: 'text', lines, align: 'right' } as const;
    const prepared = prepareSignature(flow.source, { fieldName: 'ky_co_quan_1', appearance });
    expect(prepared.kind).toBe('prepared');
    const text = Buffer.from(
      (prepared as { preparedPdf: Uint8Array }).preparedPdf.subarray(flow.source.length),
    ).toString('latin1');
    expect(text).toContain('0 g /Tinos 10 Tf');
    expect(text.match(/ Tj\n/g)).toHaveLength(2);
  });

  it('prepares the same bytes twice, so that a repeated command has one effect', () => {
    const once = prepareSignature(flow.source, personal);
    const again = prepareSignature(flow.source, personal);
    expect(again).toEqual(once);
  });

  it('is completed by another process from what was stored', async () => {
    const prepared = prepareSignature(flow.source, { ...personal, contentsBytes: 4_000 });
    if (prepared.kind === 'refusal') throw new Error(prepared.message);
    const { preparedPdf, ...rest } = prepared;
    const restored = { ...JSON.parse(JSON.stringify(rest)), preparedPdf: Uint8Array.from(preparedPdf) };
    const cms = await signPrepared(restored, flow.person, { at: signingDay });
    if ('kind' in cms) throw new Error(cms.message);
    expect(completeSignature(restored, cms).kind).toBe('signed');
  });

  it('says both sizes when the CMS does not fit', async () => {
    const prepared = prepareSignature(flow.source, { ...personal, contentsBytes: 100 });
    if (prepared.kind === 'refusal') throw new Error(prepared.message);
    const cms = await signPrepared(prepared, flow.person, { at: signingDay });
    if ('kind' in cms) throw new Error(cms.message);
    expect(completeSignature(prepared, cms)).toMatchObject({
      code: 'PADES.CMS_TOO_BIG',
      details: { cmsBytes: cms.length, contentsBytes: 100 },
    });
  });

  it('refuses a CMS that was made for other bytes, or is none', async () => {
    const one = prepareSignature(flow.source, personal);
    const other = prepareSignature(flow.source, { ...personal, reason: 'khác' });
    if (one.kind === 'refusal' || other.kind === 'refusal') throw new Error('refused');
    const cms = await signPrepared(one, flow.person, { at: signingDay });
    if ('kind' in cms) throw new Error(cms.message);
    expect(completeSignature(other, cms)).toMatchObject({ code: 'PADES.CMS_OF_OTHER_DOCUMENT' });
    expect(completeSignature(one, der.integer(1))).toMatchObject({ code: 'PADES.CMS_MALFORMED' });
  });

  describe('refuses', () => {
    const at = (key: KeyProvider, options: PrepareOptions = personal, pdf = flow.source) =>
      refusalOf(pdf, { ...options, at: signingDay }, key);

    it('a field that is missing, signed already, or of another kind', async () => {
      expect(await at(flow.person, { fieldName: 'khong_co' })).toBe('PADES.FIELD_MISSING');
      expect(await at(flow.person, personal, flow.first)).toBe('PADES.FIELD_ALREADY_SIGNED');
      expect(await at(flow.person, { fieldName: 'so_van_ban' })).toBe('PADES.FIELD_NOT_A_SIGNATURE');
    });

    it('a document whose certification forbids changes (DocMDP P=1), and no other', async () => {
      expect(await at(flow.agency, organisation, certified(flow.source, 1))).toBe('PADES.DOCMDP_FORBIDS');
      expect(await at(flow.agency, organisation, certified(flow.source, 2))).toBe('signed');
    });

    it('to fill or sign a field that an earlier signature locks', async () => {
      const lockAll = withLockOn(flow.source, 'ky_ca_nhan_1', '<< /Type /SigFieldLock /Action /All >>');
      const signed = await signPdf(lockAll, { ...personal, lock: { action: 'All' } }, flow.person);
      if (signed.kind === 'refusal') throw new Error(signed.message);
      expect(await at(flow.agency, organisation, signed.pdf)).toBe('PADES.FIELD_LOCKED');
      const exclude = { ...personal, lock: { action: 'Exclude', fields: ['ky_co_quan_1'] } as const };
      const other = await signPdf(flow.source, exclude, flow.person);
      if (other.kind === 'refusal') throw new Error(other.message);
      expect(await at(flow.agency, organisation, other.pdf)).toBe('PADES.FIELD_LOCKED');
      expect(await at(flow.agency, { fieldName: 'ky_co_quan_1' }, other.pdf)).toBe('signed');
    });

    it('a lock other than the one that the field carries', async () => {
      const carried = withLockOn(
        flow.source,
        'ky_ca_nhan_1',
        '<< /Type /SigFieldLock /Action /Include /Fields [(x)] >>',
      );
      expect(await at(flow.person, personal, carried)).toBe('PADES.LOCK_CONFLICT');
    });

    it('an encrypted, damaged, cut or lengthened file', async () => {
      const text = Buffer.from(flow.source).toString('latin1');
      const edited = (from: string, to: string) => Buffer.from(text.replace(from, to), 'latin1');
      expect(await at(flow.person, personal, edited('/Size', '/Encrypt 1 0 R /Size'))).toBe('PADES.ENCRYPTED');
      expect(await at(flow.person, personal, flow.source.subarray(0, -200))).toBe('PADES.DAMAGED');
      expect(await at(flow.person, personal, Buffer.from('không phải PDF'))).toBe('PADES.DAMAGED');
      expect(await at(flow.person, personal, Buffer.concat([flow.source, Buffer.from('rác')]))).toBe('PADES.DAMAGED');
      expect(await at(flow.person, personal, edited('trailer\n<<', 'trailer\n<< /XRefStm 15'))).not.toBe('signed');
    });

    it('text that the font cannot draw, and text with line breaks', async () => {
      const fill = (value: string) => ({ fieldName: 'ky_co_quan_1', fill: [{ field: 'so_van_ban', value }] });
      expect(await at(flow.agency, fill('07 ✓'))).toBe('PADES.TEXT_NOT_IN_FONT');
      expect(await at(flow.agency, fill('07\n08'))).toBe('PADES.TEXT_FIELD');
    });

    it('an image that is no readable PNG', async () => {
      const appearance = { kind: 'image', png: Buffer.from('GIF89a') } as const;
      expect(await at(flow.person, { ...personal, appearance })).toBe('PADES.APPEARANCE');
    });

    it('R-SIG-09: a certificate that is expired, not yet valid, or not for signing, before the key is used', async () => {
      const root = testRoot();
      const plan = { commonName: 'Người ký' };
      const ended = new Date('2026-06-01T00:00:00Z');
      const begun = new Date('2027-01-01T00:00:00Z');
      let used = 0;
      const counting = (key: KeyProvider): KeyProvider => ({
        ...key,
        sign: (bytes, algorithm) => {
          used++;
          return key.sign(bytes, algorithm);
        },
      });
      expect(await at(counting(testSigner({ ...plan, notAfter: ended }, root)))).toBe('PADES.CERTIFICATE_EXPIRED');
      expect(await at(counting(testSigner({ ...plan, notBefore: begun }, root)))).toBe(
        'PADES.CERTIFICATE_NOT_YET_VALID',
      );
      expect(await at(counting(testSigner({ ...plan, keyUsage: 0x20 }, root)))).toBe('PADES.KEY_USAGE');
      expect(used).toBe(0);
    });

    it('a key that does not belong to the certificate', async () => {
      const stranger = testSigner({ commonName: 'Người khác' }, testRoot());
      const mixed: KeyProvider = { ...stranger, certificateChain: () => flow.person.certificateChain() };
      expect(await at(mixed)).toBe('PADES.KEY_MISMATCH');
    });
  });

  it('signs a page whose widgets are kids of their fields', async () => {
    const pdf = await flowPdf();
    const split = append(pdf, (update) => {
      const { ref, dict } = fieldNamed(pdf, 'ky_ca_nhan_1');
      const widget = update.add(`<< /Type /Annot /Subtype /Widget /Rect [10 10 90 50] /Parent ${ref!.num} 0 R >>`);
      update.replace(ref!.num, 0, `<< /FT /Sig /T (ky_ca_nhan_1) /Kids [${widget} 0 R] >>`);
      expect(dict.get('Kids')).toBeUndefined();
    });
    expect(await refusalOf(split, personal, flow.person)).toBe('signed');
  });
});
