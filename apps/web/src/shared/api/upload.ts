import i18next from 'i18next';
import { currentCsrfToken, problemOf, type Refusal, type Schemas } from './client';

/** Sends a file as it is; the answer is a ticket that the owner of the document turns into its own file. */
export async function upload(file: File, form: 'pdf' | 'word' = 'pdf'): Promise<Schemas['UploadTicket']> {
  const name = encodeURIComponent(file.name.normalize('NFC'));
  const response = await fetch(`/api/uploads?name=${name}${form === 'word' ? '&form=word' : ''}`, {
    method: 'PUT',
    headers: { 'Content-Type': file.type || 'application/octet-stream', 'X-CSRF-Token': currentCsrfToken() },
    body: file,
    // A line that broke is told like an answer that was an error; the file is sent again by the same press.
  }).catch(() => null);
  const body: unknown = await response?.json().catch(() => null);
  if (response?.ok) return body as Schemas['UploadTicket'];
  const refusal = body as Partial<Refusal> | null;
  throw problemOf(response?.status ?? 0, {
    code: refusal?.code ?? 'WEB.UPLOAD',
    message: refusal?.message ?? i18next.t('problems.upload'),
    details: refusal?.details ?? {},
    retryable: refusal?.retryable ?? true,
  });
}
