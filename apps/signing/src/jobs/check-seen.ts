import { createHash } from 'node:crypto';
import { type ClosedRegisterFile, closedRegisterText, outgoing } from '@vanthu/contracts';
import type { SigningRequest } from './job.store.js';

/** What this service itself has made of the same version of the same document. */
export interface MadeBefore {
  readonly kind: 'personal' | 'organisation';
  readonly outputSha256: string;
  /** Of the signatures in it. */
  readonly certificates: readonly string[];
}

/**
 * Whether what is to be signed is what was seen: the manifest has the hash for which the key was opened, and each file is of that
 * manifest, or what we ourselves have signed of it. Whoever orders (a compromised `outgoing` too) gets no other file signed while
 * an activation is open, and the organisation signs only what a person has signed, or the scan of such a paper (Art. 32.2.d;
 * R-ORG-01).
 */
export function isWhatWasSeen(request: SigningRequest, before: readonly MadeBefore[]): boolean {
  if (request.register) return isTheClosedRegister(request, request.register.file);
  const { documentId, manifest, manifestHash, fileSha256, kind, mark } = request;
  const text = outgoing.manifestText(documentId, manifest.draftNumber, manifest.files);
  if (createHash('sha256').update(text).digest('hex') !== manifestHash) return false;
  const listed = (role: 'main' | 'attachment' | 'scan', sha256: string) =>
    manifest.files.some((file) => file.role === role && file.sha256 === sha256);
  if (!request.attachments.every((one) => listed('attachment', one.fileSha256))) return false;
  const continues = before.some((made) => made.kind === 'personal' && made.outputSha256 === fileSha256);
  if (continues) return mark === null;
  return kind === 'personal' ? listed('main', fileSha256) : mark !== null && listed('scan', fileSha256);
}

/**
 * The organisation's own book, which no person signs before: the file that was seen, in its name alone, with words in the place of
 * the seal, so that it is never taken for a document (Art. 16.2.b, 22.3.b).
 */
function isTheClosedRegister(request: SigningRequest, file: ClosedRegisterFile): boolean {
  const { documentId, manifestHash, fileSha256, kind, mark, fill, attachments } = request;
  const text = closedRegisterText(documentId, file);
  const isSeen = createHash('sha256').update(text).digest('hex') === manifestHash && file.sha256 === fileSha256;
  const isBook = kind === 'organisation' && mark?.form === 'register' && fill.length + attachments.length === 0;
  return isSeen && isBook;
}
