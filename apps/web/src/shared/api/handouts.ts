import { answerOf, api, RequestProblem, type Schemas } from './client';
import { confirmedFor } from './confirmation';
import { certificateAtDesk, DesktopProblem, signAtDesk } from './desktop-signer';
import { openActivation, type Seen } from './seal-pin';
import type { Purpose } from './station';

/** Where the key is with which these documents are signed. */
export type SigningWay = 'key' | 'confirmation' | 'desktop' | 'file' | 'cms';
export type Handout = Schemas['Handout'];

export interface WayAnswers {
  way?: SigningWay | undefined;
  pin?: string | undefined;
  /** Of who will sign, for `cms`. */
  certificate?: File | undefined;
}

/** Opens what the documents are ordered under: the key with its PIN, or leave to have them signed elsewhere. */
export async function openFor(purpose: Purpose, answers: WayAnswers, documents: readonly Seen[]): Promise<string> {
  const { way = 'key', pin = '', certificate } = answers;
  if (way === 'key') return (await openActivation(purpose, pin, documents)).activationId;
  if (way === 'confirmation') return confirmedFor(purpose, documents);
  const certificateDer =
    way === 'desktop' ? await certificateAtDesk() : certificate ? await readBase64(certificate) : null;
  const body = { purpose, way, certificateDer, documents: [...documents] };
  return (await answerOf(api.POST('/api/signing/handout-activations', { body }))).activationId;
}

export const findHandouts = async (query: { activationId?: string; documentId?: string }): Promise<Handout[]> =>
  (await answerOf(api.GET('/api/signing/handouts', { params: { query } }))).handouts;

type Said = Schemas['DesktopSaid'];

/** `said`: what the program on the machine did instead of signing. */
export const giveUpHandout = (handoutId: string, said?: Said): Promise<unknown> =>
  answerOf(
    api.POST('/api/signing/handouts/{handoutId}/give-up', {
      params: { path: { handoutId } },
      body: said ? { said } : {},
    }),
  );

/**
 * Has the desktop program sign what is out under this grant, one after the other. Whatever it does not bring back is awaited no
 * longer, so that the document goes back to its desk. @returns whether there was anything
 */
export async function workOffAtDesk(activationId: string, only?: string): Promise<boolean> {
  const found = await findHandouts({ activationId, ...(only === undefined ? {} : { documentId: only }) });
  const handouts = found.filter(({ way, uploadPath }) => way === 'desktop' && uploadPath !== null);
  const ended = new Set<string>();
  for (const handout of handouts) {
    const { handoutId, jobId, act, docNumber, issuedDate } = handout;
    if (ended.has(jobId)) continue;
    let said: Said = { outcome: 'not-brought', status: null, text: '' };
    try {
      await signAtDesk(act, {
        FileName: `${location.origin}${handout.downloadPath ?? ''}`,
        FileUploadHandler: `${location.origin}${handout.uploadPath ?? ''}`,
        SessionId: '',
        JWTToken: '',
        ...(docNumber === null ? {} : { DocNumber: docNumber }),
        ...(issuedDate === null ? {} : { IssuedDate: issuedDate }),
        MetaData: [],
      });
    } catch (error) {
      if (!(error instanceof DesktopProblem)) throw error;
      ended.add(jobId);
      said = { outcome: error.code, status: error.status, text: error.why.slice(0, 4000) };
    }
    // What was brought back is settled; of the rest whoever ordered is told what the program said.
    await giveUpHandout(handoutId, said).catch(ignoreSettled);
  }
  return handouts.length > 0;
}

function ignoreSettled(error: unknown): void {
  const isSettled = error instanceof RequestProblem && /^SIGNING\.HANDOUT_/.test(error.refusal.code);
  if (!isSettled) throw error;
}

/** Brings a signed file to the address of its handout. */
export async function handInFile(uploadPath: string, file: File): Promise<void> {
  const response = await fetch(uploadPath, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/pdf' },
    body: file,
  });
  if (response.ok) return;
  const refusal = (await response.json().catch(() => null)) as { code?: string; message?: string } | null;
  throw new RequestProblem(response.status, {
    code: refusal?.code ?? 'WEB.UPLOAD',
    message: refusal?.message ?? '',
    details: {},
    retryable: false,
  });
}

export const handInCms = async (handoutId: string, file: File): Promise<unknown> =>
  answerOf(
    api.POST('/api/signing/handouts/{handoutId}/cms', {
      params: { path: { handoutId } },
      body: { cms: await readBase64(file) },
    }),
  );

/** DER as it is, PEM without its frame. */
async function readBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder('latin1').decode(bytes);
  const framed = /-----BEGIN [A-Z0-9 ]+-----([\s\S]+?)-----END/.exec(text)?.[1];
  if (framed !== undefined) return framed.replace(/\s+/g, '');
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
