import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { attachmentMark, loadTinos, textMark } from '@vanthu/decree30';
import { inspectPdf, isRefusal, type PrepareOptions, readFont, signPdf, valueFigures } from '@vanthu/pades';
import type { Issued } from '@vanthu/testpki';
import { WebSocketServer } from 'ws';
import { discPng } from '../../../libs/pades/test/flow-pdf.js';
import { withAlteredPage, withForeignAnnotation, withOtherMetadata, withOtherTitle } from './foreign-annotation.js';

type Act = 'SignApproved' | 'SignIssued' | 'SignAppendix' | 'SignCopy';

/** What a page sends, as the public client code of Vietnamese offices does. */
interface Message {
  readonly FileName: string;
  readonly FileUploadHandler: string;
  readonly DocNumber?: string;
  readonly IssuedDate?: string;
}

/** What a program may do instead of what it was asked. */
export type Misbehaviour =
  | 'none'
  | 'other-file'
  | 'other-person'
  | 'altered-page'
  | 'something-beside'
  | 'other-title'
  | 'other-metadata'
  | 'unsigned'
  | 'other-number'
  | 'field-of-another'
  | 'forbids-more'
  | 'picture-on-attachment'
  | 'cut-short'
  | 'no-upload'
  | 'declines'
  | 'no-answer'
  | 'uploads-twice';

export interface DesktopKey {
  readonly issued: Issued;
  /** Whose token might be in the slot as well. */
  readonly stranger: Issued;
  readonly at?: Date;
}

const acts: readonly string[] = ['SignApproved', 'SignIssued', 'SignAppendix', 'SignCopy'];
const ok = { Status: 0, Message: '', FileServer: '' };

/**
 * Signs a whole file as the desktop program does: in a field of its own where an earlier signature lets it, with a picture on the
 * last page; number and day once more as marks, when `marks` says so.
 */
export async function signAsDesktop(
  pdf: Uint8Array,
  act: Act,
  { issued, stranger, at = new Date() }: DesktopKey,
  options: {
    readonly misbehaviour?: Misbehaviour;
    readonly docNumber?: string;
    /** The planned field, for a program that knows forms. */
    readonly fieldName?: string;
    readonly marks?: readonly string[];
    /** Where it sets them; default 1. */
    readonly marksOnPage?: number;
    /** Points by which it misses the places of the figures, to the right and upwards. */
    readonly marksOff?: readonly [number, number];
    /** The place of its picture; default: that of the planned field. */
    readonly pictureBox?: readonly [number, number, number, number];
    readonly picturePng?: Uint8Array;
    /** What the mark of an appendix or a copy says. Default: number and symbol of `docNumber`, now. */
    readonly markText?: string;
    readonly markBox?: readonly [number, number, number, number];
    /** Another seal over the last page, as agencies do on paper. */
    readonly sealsTwice?: boolean;
    /** Certifies with DocMDP P=2, as the desktop program does with the first signature. */
    readonly certifies?: boolean;
  } = {},
): Promise<Uint8Array> {
  const { misbehaviour = 'none', docNumber = '', fieldName } = options;
  const key = (misbehaviour === 'other-person' ? stranger : issued).keyProvider();
  if (misbehaviour === 'unsigned') return pdf;
  if (misbehaviour === 'cut-short') return pdf.subarray(0, pdf.length - 40);
  const { pages, firstPage, signatureFields } = inspectPdf(pdf);
  let given = pdf;
  if (misbehaviour === 'altered-page') given = withAlteredPage(Buffer.from(pdf));
  if (misbehaviour === 'something-beside') given = withForeignAnnotation(Buffer.from(pdf));
  if (misbehaviour === 'other-title') given = withOtherTitle(Buffer.from(pdf));
  if (misbehaviour === 'other-metadata') given = withOtherMetadata(Buffer.from(pdf));
  const sign = async (more: PrepareOptions) => {
    // The first name that is free, as the program counts them.
    const taken = new Set(inspectPdf(given).signatureFields.map(({ name }) => name));
    const free = Array.from({ length: 20 }, (_, i) => `Signature${i + 1}`).find((name) => !taken.has(name)) ?? '';
    const named = more.newField ? { fieldName: free } : {};
    const outcome = await signPdf(given, { at, claimedSigningTime: at, ...named, ...more }, key);
    if (isRefusal(outcome)) throw new Error(`the desktop program could not sign: ${outcome.code} ${outcome.message}`);
    given = outcome.pdf;
  };
  const fonts = await loadTinos();
  const font = readFont(fonts.regular.bytes);
  const marks = misbehaviour === 'other-number' ? ['99'] : (options.marks ?? []);
  const figures = valueFigures(pdf);
  const [right, up] = options.marksOff ?? [0, 0];
  for (const shown of marks) {
    const [x0, y0, x1, y1] = figures.find(({ text }) => Number(text) === Number(shown))?.box ?? [120, 700, 160, 720];
    await sign({
      newField: { page: options.marksOnPage ?? 1, box: [x0 - 3 + right, y0 - 2 + up, x1 + 3 + right, y1 + 2 + up] },
      appearance: { kind: 'text', lines: [shown], fontSize: 13, font },
    });
  }
  const picture = { kind: 'image', png: options.picturePng ?? discPng(120, [200, 30, 30]) } as const;
  if ((act === 'SignAppendix' || act === 'SignCopy') && misbehaviour !== 'picture-on-attachment') {
    const [, , width = 595, top = 842] = firstPage ?? [];
    const text = options.markText ?? attachmentMark(docNumber, at);
    const mark = textMark(text, { widthPt: width, heightPt: top }, fonts);
    const { lines, fontSizePt: fontSize, align, boxPt } = mark;
    const box = options.markBox ?? (boxPt as [number, number, number, number]);
    await sign({ newField: { page: 1, box }, appearance: { kind: 'text', lines, fontSize, align, font } });
    return given;
  }
  if (options.sealsTwice) await sign({ newField: { page: pages, box: [60, 700, 170, 810] }, appearance: picture });
  const asked = misbehaviour === 'field-of-another' ? 'ky_co_quan_1' : fieldName;
  const planned = signatureFields.find(({ name }) => name === (act === 'SignIssued' ? 'ky_co_quan_1' : 'ky_ca_nhan_1'));
  const place = {
    page: planned?.page ?? pages,
    box: options.pictureBox ?? planned?.rect ?? [330, 120, 430, 220],
  } as const;
  await sign({
    ...(asked === undefined ? { newField: place } : { fieldName: asked }),
    appearance: picture,
    ...(misbehaviour === 'forbids-more' ? { certify: 1 as const } : options.certifies ? { certify: 2 as const } : {}),
  });
  return given;
}

/** The desktop service at its place on the station: fetches what the page names, signs it, brings the whole file to the page's server. */
export class DesktopService {
  misbehaviour: Misbehaviour = 'none';
  key: DesktopKey;
  /** What it was asked, in order. */
  readonly asked: { readonly act: string; readonly message: unknown }[] = [];
  private readonly server;

  constructor(key: DesktopKey, tls: Issued) {
    this.key = key;
    this.server = createServer({ key: tls.privateKeyPem, cert: tls.certificatePem });
    const sockets = new WebSocketServer({ server: this.server });
    sockets.on('connection', (socket, request) => {
      const act = (request.url ?? '').replace(/^\//, '');
      socket.on('message', (data) => {
        void this.answer(act, String(data)).then(
          (answer) => answer && socket.send(JSON.stringify(answer)),
          (error: unknown) => socket.send(JSON.stringify({ Status: 1, Message: String(error), FileServer: '' })),
        );
      });
    });
  }

  async start(port = 8987): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(act: string, data: string): Promise<object | null> {
    if (act === 'GetCertInfo') {
      const { certificate, certificateDer } = this.key.issued;
      this.asked.push({ act, message: null });
      const info = { SerialNumber: certificate.serialNumber, Base64: Buffer.from(certificateDer).toString('base64') };
      return { ...ok, CertInfo: info };
    }
    const message = JSON.parse(data) as Message;
    this.asked.push({ act, message });
    if (!acts.includes(act) || this.misbehaviour === 'no-answer') return null;
    if (this.misbehaviour === 'declines')
      return { Status: 7, Message: 'Không tìm thấy thiết bị ký số', FileServer: '' };
    const fetched = await fetch(message.FileName);
    if (!fetched.ok) return { Status: 1, Message: `HTTP ${fetched.status}`, FileServer: '' };
    const pdf = new Uint8Array(await fetched.arrayBuffer());
    const options = { misbehaviour: this.misbehaviour, docNumber: message.DocNumber ?? '' };
    const signed = await signAsDesktop(pdf, act as Act, this.key, options);
    if (this.misbehaviour === 'no-upload') return ok;
    const answer = await this.upload(message.FileUploadHandler, signed);
    if (this.misbehaviour === 'uploads-twice') await this.upload(message.FileUploadHandler, signed);
    return answer.Status
      ? { ...ok, FileServer: answer.FileServer }
      : { Status: 1, Message: answer.Message, FileServer: '' };
  }

  private async upload(
    url: string,
    pdf: Uint8Array,
  ): Promise<{ Status: boolean; Message: string; FileServer: string }> {
    const form = new FormData();
    form.append('uploadfile', new Blob([Uint8Array.from(pdf)], { type: 'application/pdf' }), 'signed.pdf');
    const response = await fetch(url, { method: 'POST', body: form });
    return (await response.json()) as { Status: boolean; Message: string; FileServer: string };
  }
}
