import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { attachmentMark, loadTinos, textMark } from '@vanthu/decree30';
import { inspectPdf, isRefusal, type PrepareOptions, readFont, signPdf } from '@vanthu/pades';
import type { Issued } from '@vanthu/testpki';
import { WebSocketServer } from 'ws';
import { discPng } from '../../../libs/pades/test/flow-pdf.js';
import { withAlteredPage, withForeignAnnotation } from './foreign-annotation.js';

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
  | 'unsigned'
  | 'other-number'
  | 'field-of-another'
  | 'forbids-more'
  | 'picture-on-attachment'
  | 'cut-short'
  | 'no-upload'
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
  const { pages, firstPage } = inspectPdf(pdf);
  let given = pdf;
  if (misbehaviour === 'altered-page') given = withAlteredPage(Buffer.from(pdf));
  if (misbehaviour === 'something-beside') given = withForeignAnnotation(Buffer.from(pdf));
  const sign = async (more: PrepareOptions) => {
    const outcome = await signPdf(given, { at, claimedSigningTime: at, ...more }, key);
    if (isRefusal(outcome)) throw new Error(`the desktop program could not sign: ${outcome.code} ${outcome.message}`);
    given = outcome.pdf;
  };
  const fonts = await loadTinos();
  const font = readFont(fonts.regular.bytes);
  const marks = misbehaviour === 'other-number' ? ['99'] : (options.marks ?? []);
  for (const [index, shown] of marks.entries())
    await sign({
      newField: { page: options.marksOnPage ?? 1, box: [120 + index * 60, 700, 160 + index * 60, 720] },
      appearance: { kind: 'text', lines: [shown], fontSize: 13, font },
    });
  const picture = { kind: 'image', png: discPng(120, [200, 30, 30]) } as const;
  if ((act === 'SignAppendix' || act === 'SignCopy') && misbehaviour !== 'picture-on-attachment') {
    const [, , right = 595, top = 842] = firstPage ?? [];
    const text = attachmentMark(docNumber, at);
    const mark = textMark(text, { widthPt: right, heightPt: top }, fonts);
    const { lines, fontSizePt: fontSize, align, boxPt } = mark;
    const box = boxPt as [number, number, number, number];
    await sign({ newField: { page: 1, box }, appearance: { kind: 'text', lines, fontSize, align, font } });
    return given;
  }
  if (options.sealsTwice) await sign({ newField: { page: pages, box: [60, 700, 170, 810] }, appearance: picture });
  const asked = misbehaviour === 'field-of-another' ? 'ky_co_quan_1' : fieldName;
  await sign({
    ...(asked === undefined ? { newField: { page: pages, box: [330, 120, 430, 220] } } : { fieldName: asked }),
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
