import { uuidV5 } from '@vanthu/messaging';
import type { OutgoingDocument, PlannedSignature, SignatureJob } from '../domain/outgoing-document.js';

/**
 * The job for a planned signature of the document as it stands. Its id follows from document, step and manifest: whoever orders
 * the same signature again orders the same job (design §5.5).
 */
export function signatureJob(
  document: OutgoingDocument,
  { step, kind }: PlannedSignature,
  order: { activationId: string; authority: string | null },
): SignatureJob {
  const manifestHash = document.manifest.hash;
  return {
    jobId: uuidV5(document.id, `${step} ${manifestHash}`),
    step,
    kind,
    manifestHash,
    inputSha256: document.file.sha256,
    activationId: order.activationId,
    state: 'waiting',
    reasonVi: null,
    authority: order.authority,
  };
}
