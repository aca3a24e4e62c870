import { it } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { append } from '../../test/append.js';
import { signingDay } from '../../test/test-certificates.js';
import { organisation, signed, twoSignatures } from '../../test/two-signatures.js';
import { flowPdf } from '../../test/flow-pdf.js';
import { formFields } from '../form/fields.js';
import { collect, judge } from '../index.js';
import { inspectPdf } from '../inspect/inspect-pdf.js';
import type { RevisionView } from '../pdf/document.js';
import { PdfDict, PdfRef } from '../pdf/objects.js';
import { rewriteDict, type PdfUpdate } from '../pdf/update.js';

const fieldIn = (view: RevisionView, name: string) => formFields(view).find((field) => field.name === name)!;
const show = (what: string, pdf: Uint8Array, anchors: any) => {
  const r = judge(collect(pdf), { anchors, at: signingDay });
  process.stdout.write(`${what.padEnd(70)} ${r.answer} | ${r.signatures.map((s) => `${s.field}:${s.changes}/${s.indication}/${s.covers}`).join(' ')}\n`);
};
const overlay = (update: PdfUpdate, view: RevisionView, extra = '') => {
  const ap = update.add('<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 45 >>\nstream\n', Buffer.from('1 1 1 rg 0 0 595 842 re f 0 0 0 rg 9 9 9 9 re '.slice(0, 45)) as any, '\nendstream');
  const p = (fieldIn(view, 'so_van_ban').dict.get('P') as PdfRef);
  const page = view.resolve(p) as PdfDict;
  const added = update.add(`<< /Type /Annot /Subtype /Widget /FT /Sig /T (la_chan) /F 4 /Rect [0 0 595 842] /P ${p.num} 0 R /AP << /N ${ap} 0 R >> ${extra} >>`);
  const refs = (l: any) => l.items.map((i: PdfRef) => `${i.num} 0 R`).join(' ');
  update.replace(p.num, p.gen, rewriteDict(page, { Annots: `[${refs(view.resolve(page.get('Annots')))} ${added} 0 R]` }));
  const place = view.catalog.get('AcroForm') as PdfRef;
  const form = view.resolve(place) as PdfDict;
  update.replace(place.num, 0, rewriteDict(form, { Fields: `[${refs(view.resolve(form.get('Fields')))} ${added} 0 R]` }));
};
it('attacks', async () => {
  const flow = await twoSignatures();
  const { anchors } = flow;
  show('as made', flow.second, anchors);
  show('overlay by a new unsigned signature field, after seal with lock All', append(flow.second, overlay), anchors);
  show('overlay by a new unsigned signature field, after personal (Exclude)', append(flow.first, overlay), anchors);
  // seal without lock, as other software makes it
  const { lock: _l, ...noLock } = organisation as any;
  const source = await flowPdf();
  const bare = await signed(source, { ...noLock, fieldName: 'ky_co_quan_1' }, flow.agency);
  show('organisation only, no lock', bare, anchors);
  show('  overlay by a new UNSIGNED visible signature field', append(bare, overlay), anchors);
  show('  existing empty signature field gets a page-wide-looking AP', append(bare, (u, v) => {
    const { ref, dict } = fieldIn(v, 'ky_ca_nhan_1');
    const ap = u.add('<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 1 >>\nstream\n', Buffer.from('q') as any, '\nendstream');
    u.replace(ref!.num, ref!.gen, rewriteDict(dict, { AP: `<< /N ${ap} 0 R >>` }));
  }), anchors);
  // attacker's own key signs a full page field over it
  show('  filled number changed afterwards', append(bare, (u, v) => { const { ref, dict } = fieldIn(v, 'so_van_ban'); u.replace(ref!.num, ref!.gen, rewriteDict(dict, { V: '(99)' })); }), anchors);
  // launch action with an indirect /S
  const launch = append(await flowPdf(), (u, v) => { const n = u.add('/Launch'); const root = v.trailer.get('Root') as PdfRef; u.replace(root.num, 0, rewriteDict(v.catalog, { OpenAction: `<< /S ${n} 0 R /F (cmd.exe) >>` })); });
  const i = inspectPdf(launch); process.stdout.write(`Launch behind an indirect /S: hasLaunchActions=${i.hasLaunchActions}\n`);
  for (const S of ['URI', 'Named', 'RichMediaExecute', 'Thread', 'Trans', 'GoTo3DView', 'ResetForm', 'Hide', 'SetOCGState']) {
    const p = append(await flowPdf(), (u, v) => { const root = v.trailer.get('Root') as PdfRef; u.replace(root.num, 0, rewriteDict(v.catalog, { OpenAction: `<< /S /${S} /F (x) >>` })); });
    const f = inspectPdf(p); process.stdout.write(`${S}:${f.hasLaunchActions || f.hasScripts} `);
  }
  process.stdout.write('\n');
  const time = (what: string, pdf: Uint8Array) => { for (const [n, f] of [['inspect', inspectPdf], ['collect', collect]] as const) { const t = performance.now(); const m = process.memoryUsage().rss; let out = ''; try { const r: any = f(pdf); out = JSON.stringify(r.reasons ?? r.problem ?? 'ok').slice(0, 80); } catch (e) { out = 'THROWS ' + (e as Error).name + ' ' + (e as Error).message.slice(0, 80); } process.stdout.write(`${what} (${(pdf.length / 1e6).toFixed(1)} MB) ${n}: ${(performance.now() - t).toFixed(0)} ms, rss +${((process.memoryUsage().rss - m) / 1e6).toFixed(0)} MB ${out}\n`); } };
  const withObjStm = (filter: string, data: Buffer, n = 1) => {
    const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]; let off = parts[0]!.length; const offs: number[] = [];
    const obj = (num: number, b: Buffer) => { offs[num] = off; const o = Buffer.concat([Buffer.from(`${num} 0 obj\n`), b, Buffer.from('\nendobj\n')]); parts.push(o); off += o.length; };
    obj(1, Buffer.from('<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>'));
    obj(2, Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'));
    obj(3, Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'));
    obj(4, Buffer.concat([Buffer.from(`<< /Type /ObjStm /N ${n} /First 4 /Filter ${filter} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]));
    const x = off; const rows = Buffer.alloc(7 * 4); 
    const row = (i: number, t: number, a: number, b: number) => { rows[i * 4 + 0] = t; };
    const w = [1, 4, 2]; const r2: number[] = [];
    const put = (t: number, a: number, b: number) => r2.push(t, (a >>> 24) & 255, (a >>> 16) & 255, (a >>> 8) & 255, a & 255, b >> 8, b & 255);
    put(0, 0, 65535); for (let k = 1; k <= 4; k++) put(1, offs[k]!, 0); put(2, 4, 0); put(1, x, 0);
    const rb = Buffer.from(r2);
    parts.push(Buffer.from(`6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length ${rb.length} >>\nstream\n`), rb, Buffer.from(`\nendstream\nendobj\nstartxref\n${x}\n%%EOF\n`));
    return Buffer.concat(parts);
  };
  time('flate bomb', withObjStm('/FlateDecode', deflateSync(Buffer.alloc(400_000_000, 32))));
  time('A85 zzz 8MB', withObjStm('/ASCII85Decode', Buffer.alloc(8_000_000, 'z')));
  time('flate -> A85', withObjStm('[/FlateDecode /ASCII85Decode]', deflateSync(Buffer.alloc(32_000_000, 'z'))));
  time('flate -> AHx', withObjStm('[/FlateDecode /ASCIIHexDecode]', deflateSync(Buffer.alloc(32_000_000, '2'))));
  time('flate -> RL -> RL', withObjStm('[/FlateDecode /RunLengthDecode /RunLengthDecode]', deflateSync(Buffer.alloc(20_000_000, 129))));
  time('nested arrays', withObjStm('/FlateDecode', deflateSync(Buffer.from('5 0 ' + '['.repeat(5_000_000)))));
  time('huge array', withObjStm('/FlateDecode', deflateSync(Buffer.from('5 0 [' + '1 '.repeat(10_000_000) + ']'))));
  time('many refs', withObjStm('/FlateDecode', deflateSync(Buffer.from('5 0 [' + '1 0 R '.repeat(5_000_000) + ']'))));
  time('dict with many keys', withObjStm('/FlateDecode', deflateSync(Buffer.from('5 0 <<' + Array.from({ length: 1_500_000 }, (_, k) => `/a${k} 1`).join('') + '>>'))));
  const kids = '5 0 << /Fields [' + '<</T(a)/FT/Sig/Kids[<</T(b)>>]>>'.repeat(400_000) + '] >>';
  time('many fields', withObjStm('/FlateDecode', deflateSync(Buffer.from(kids))));
  time('obj keyword flood', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('1 0 obj<</Length 99>>stream\n'.repeat(1_000_000)), Buffer.from('startxref\n9\n%%EOF')]));
  time('startxref flood', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('startxref 9 %%EOF '.repeat(2_000_000))]));
}, 300_000);
