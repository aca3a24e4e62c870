import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyProvider } from '@vanthu/pki';
import { append } from '../../test/append.js';
import { discPng, flowPdf } from '../../test/flow-pdf.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { formFields } from '../form/fields.js';
import { changesSince, fillFields, inspectPdf, isPrefix, isRefusal, signPdf, valueFigures } from '../index.js';
import { PdfRef, PdfStream } from '../pdf/objects.js';

const fill = [
  { field: 'so_van_ban', value: '07' },
  { field: 'ngay_ban_hanh', value: 'ngày 20 tháng 11 năm 2026' },
];

/** A further revision with this XMP packet (classic cross-reference). */
function withMetadata(pdf: Uint8Array, title: string, id: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const root = /\/Root (\d+) 0 R/.exec(text.slice(text.lastIndexOf('trailer')))?.[1] ?? '';
  const size = Number(/\/Size (\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1]);
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const start = text.lastIndexOf(`\n${root} 0 obj`);
  const catalog = text.slice(start, text.indexOf('endobj', start)).replace(/\/Metadata \d+ 0 R/, '');
  const xmp = Buffer.from(`<x:xmpmeta id="${id}"><rdf:RDF>${title}</rdf:RDF></x:xmpmeta>`).toString('latin1');
  const stream = `\n${size} 0 obj\n<</Type/Metadata/Subtype/XML/Length ${xmp.length}>>\nstream\n${xmp}\nendstream\nendobj\n`;
  const changed = `${catalog.slice(0, catalog.lastIndexOf('>>'))}/Metadata ${size} 0 R>>\nendobj\n`;
  const entry = (at: number) => `${String(at).padStart(10, '0')} 00000 n \n`;
  const place = pdf.length + stream.length;
  const table = `xref\n${root} 1\n${entry(place + 1)}${size} 1\n${entry(pdf.length + 1)}`;
  const trailer = `trailer\n<</Size ${size + 1}/Root ${root} 0 R/Prev ${previous}>>\nstartxref\n${place + changed.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(stream + changed + table + trailer, 'latin1')]);
}

describe('what came behind a file that was given away', () => {
  let key: KeyProvider;
  let source: Uint8Array;
  beforeAll(async () => {
    key = new TestAuthorities().signer('P-256');
    source = await flowPdf();
  });
  const placeOf = (pdf: Uint8Array, name: string) => {
    const rect = inspectPdf(pdf).textFields.find((field) => field.name === name)?.rect;
    if (!rect) throw new Error(`no field ${name}`);
    return rect;
  };
  const rulesSince = (pdf: Uint8Array, length: number) =>
    new Set(changesSince(pdf, length)?.changes.flatMap(({ rule, level }) => (level === 'lta' ? [] : [rule])));

  it('is told though nothing was signed before: values, a signature, and nothing that is not there', async () => {
    const filled = fillFields(source, fill);
    if (!(filled instanceof Uint8Array)) throw new Error(filled.code);
    expect(isPrefix(source, filled)).toBe(true);
    expect(inspectPdf(filled).textFields.map(({ value }) => value)).toEqual(fill.map(({ value }) => value));
    expect(rulesSince(filled, source.length)).toEqual(new Set(['field-filled']));
    const signed = await signPdf(filled, { fieldName: 'ky_co_quan_1', at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    expect(rulesSince(signed.pdf, filled.length)).toEqual(new Set(['field-signed']));
    expect(changesSince(signed.pdf, signed.pdf.length)?.changes).toEqual([]);
  });

  it('is not guessed: no revision ends there, or nothing can be read', () => {
    expect(changesSince(source, source.length - 20)).toBeNull();
    expect(changesSince(Buffer.from('không phải PDF'), 3)).toBeNull();
  });

  it('tells what each signature draws, and where: letters as light as the paper would hide what is below them', async () => {
    const filled = fillFields(source, fill);
    if (!(filled instanceof Uint8Array)) throw new Error(filled.code);
    const [number, day, month, year] = valueFigures(filled);
    expect([number, day, month, year].map((figure) => figure?.text)).toEqual(['07', '20', '11', '2026']);
    const right = (figure: typeof day) => figure?.box[2] ?? 0;
    expect(day?.box[0]).toBeGreaterThan(placeOf(filled, 'ngay_ban_hanh')[0]);
    expect(right(day)).toBeLessThan(month?.box[0] ?? 0);
    expect(right(year)).toBeLessThanOrEqual(placeOf(filled, 'ngay_ban_hanh')[2]);
    expect(number?.box).toEqual(placeOf(filled, 'so_van_ban'));
    const options = {
      newField: { page: 1, box: placeOf(filled, 'so_van_ban') },
      appearance: { kind: 'text', lines: ['07'], fontSize: 13 },
    } as const;
    const signed = await signPdf(filled, { ...options, at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    const drawn = (pdf: Uint8Array) => changesSince(pdf, filled.length)?.drawn;
    expect(drawn(signed.pdf)).toMatchObject([
      { field: 'ChuKy1', page: 1, kind: 'digits', shows: '07', box: options.newField.box, problem: undefined },
    ]);
    const text = Buffer.from(signed.pdf).toString('latin1');
    const at = text.lastIndexOf('\nBT\n0 g ');
    expect(at).toBeGreaterThan(filled.length);
    const light = `${text.slice(0, at)}\nBT\n1 g ${text.slice(at + 8)}`;
    expect(drawn(Buffer.from(light, 'latin1'))).toMatchObject([{ shows: '', problem: 'text as light as paper' }]);
  });

  /** The appearance of the last signature, drawn anew by a later revision. */
  const redrawn = (pdf: Uint8Array, change: (content: string, dict: string) => readonly [string, string]): Uint8Array =>
    append(pdf, (update, view) => {
      const [widget] = formFields(view).find(({ name }) => name === 'ChuKy1')?.widgets ?? [];
      const ref = view.dict(widget?.dict.get('AP'))?.get('N');
      const stream = view.resolve(ref);
      if (!(ref instanceof PdfRef) || !(stream instanceof PdfStream)) throw new Error('no appearance');
      const { source, span } = stream.dict;
      const dict = Buffer.from(source.subarray(span.start, span.end)).toString('latin1');
      const content = Buffer.from(view.decode(stream)).toString('latin1');
      const [drawn, described] = change(content, dict.replace(/\/(Length \d+|Filter ?\/\w+)/g, ''));
      const head = described.replace('<<', `<< /Length ${drawn.length}`);
      update.replace(ref.num, ref.gen, `${head}\nstream\n${drawn}\nendstream`);
    });

  it('tells that letters have colours of their own, which may be that of paper', async () => {
    const options = {
      newField: { page: 1, box: placeOf(source, 'so_van_ban') },
      appearance: { kind: 'text', lines: ['07'], fontSize: 13 },
    } as const;
    const signed = await signPdf(source, { ...options, at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    const drawn = (pdf: Uint8Array) => changesSince(pdf, source.length)?.drawn;
    expect(drawn(redrawn(signed.pdf, (content, dict) => [content, dict]))).toMatchObject([{ problem: undefined }]);
    const white = '/Resources << /ColorSpace << /DefaultGray [/Separation /All /DeviceGray << >>] >>';
    expect(
      drawn(redrawn(signed.pdf, (content, dict) => [content, dict.replace('/Resources <<', white)])),
    ).toMatchObject([{ shows: '07', problem: 'colours of its own' }]);
  });

  it('tells that a picture is larger than the box that shows a part of it', async () => {
    const options = {
      newField: { page: 1, box: [330, 200, 390, 260] },
      appearance: { kind: 'image', png: discPng(60, [200, 30, 30]) },
    } as const;
    const signed = await signPdf(source, { ...options, at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    const drawn = (pdf: Uint8Array) => changesSince(pdf, source.length)?.drawn;
    expect(drawn(redrawn(signed.pdf, (content, dict) => [content, dict]))).toMatchObject([{ problem: undefined }]);
    const larger = (content: string, dict: string) => [content.replace(/^q/, 'q 2 0 0 2 0 0 cm'), dict] as const;
    expect(drawn(redrawn(signed.pdf, larger))).toMatchObject([{ problem: 'image larger than its box' }]);
  });

  it.each([
    ['as it was', (title: string) => `<!-- later -->${title}`, false],
    ['other words', () => '<dc:title>99</dc:title>', true],
    ['hidden behind old ones', (title: string) => `<x><![CDATA[${title}]]></x><dc:title >99</dc:title >`, true],
    ['another prefix', (t: string) => `${t}<d:title xmlns:d="http://purl.org/dc/elements/1.1/">99</d:title>`, true],
    ['no prefix', (t: string) => `${t}<title xmlns="http://purl.org/dc/elements/1.1/">99</title>`, true],
    ['an attribute', (title: string) => `${title}<rdf:Description dc:title="99"/>`, true],
    ['never ended', (title: string) => title + '<dc:title>'.repeat(50_000), true],
  ])('tells that the title in the metadata is another: %s', (_what, change, isRetitled) => {
    const titled = '<dc:title>Quyết định</dc:title>';
    const given = withMetadata(source, titled, 'own');
    expect(changesSince(withMetadata(given, change(titled), 'next'), given.length)).toMatchObject({ isRetitled });
  });

  it('values are not filled into what an earlier signature has locked, nor into a field that is not there', async () => {
    const signed = await signPdf(source, { fieldName: 'ky_ca_nhan_1', lock: { action: 'All' }, at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    expect(fillFields(signed.pdf, fill)).toMatchObject({ code: 'PADES.FIELD_LOCKED' });
    expect(fillFields(source, [{ field: 'la', value: '1' }])).toMatchObject({ kind: 'refusal' });
  });
});
