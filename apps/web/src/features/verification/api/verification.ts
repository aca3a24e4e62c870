import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { answerOf, api, problemOf, type Refusal, RequestProblem, type Schemas } from '../../../shared/api/client';

export type Verification = Schemas['VerificationView'];
export type Signature = Schemas['VerifiedSignature'];
export type Sample = Schemas['VerificationOffer']['samples'][number];

/** The limit for files, and samples to try. */
export const useOffer = () =>
  useQuery({
    queryKey: ['verification-offer'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answerOf(api.GET('/api/verification')),
  });

export async function fetchSample(sample: Sample, signal: AbortSignal): Promise<File> {
  const response = await fetch(`/api/verification/samples/${encodeURIComponent(sample.name)}`, { signal });
  if (!response.ok) throw await refusalOf(response);
  return new File([await response.blob()], sample.name, { type: 'application/pdf' });
}

/** Shows the file to the judge. Nothing of it is kept there. */
export async function verify(file: File, signal: AbortSignal): Promise<Verification> {
  return (await send(file, 'json', signal)).json() as Promise<Verification>;
}

/** The same answer once more, as a report to keep: the file is shown again, since nothing was kept. */
export const fetchReport = async (file: File, as: 'html' | 'pdf'): Promise<Blob> => (await send(file, as)).blob();

async function send(file: File, as: 'json' | 'html' | 'pdf', signal?: AbortSignal): Promise<Response> {
  const name = encodeURIComponent(file.name.normalize('NFC').slice(-200));
  const response = await fetch(`/api/verification?as=${as}&name=${name}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/pdf' },
    body: file,
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response: Response): Promise<RequestProblem> {
  const body = (await response.json().catch(() => null)) as Partial<Refusal> | null;
  return problemOf(response.status, {
    code: body?.code ?? 'WEB.VERIFICATION',
    message: body?.message ?? i18next.t('problems.upload'),
    details: body?.details ?? {},
    retryable: body?.retryable ?? true,
  });
}

/** ISO 32000-1 §7.5.2 and Annex H 3.4.1: readers accept the header within the first 1024 bytes. */
const headerWithin = 1024;

const refusal = (code: string, message: string): RequestProblem =>
  new RequestProblem(0, { code, message, details: {}, retryable: false });

/** What can be said without sending anything. @throws RequestProblem */
export async function readPdf(file: File, maxMegabytes: number | undefined): Promise<ArrayBuffer> {
  if (maxMegabytes !== undefined && file.size > maxMegabytes * 1_048_576) {
    throw refusal('FILE.TOO_LARGE', i18next.t('verification.tooLarge', { max: maxMegabytes }));
  }
  if (file.size === 0) throw refusal('FILE.EMPTY', i18next.t('verification.empty'));
  const bytes = await file.arrayBuffer().catch(() => {
    throw refusal('WEB.UNREADABLE', i18next.t('verification.unreadable'));
  });
  const beginning = new TextDecoder('latin1').decode(bytes.slice(0, headerWithin));
  if (!beginning.includes('%PDF-')) throw refusal('FILE.NOT_PDF', i18next.t('verification.notPdf'));
  return bytes;
}
