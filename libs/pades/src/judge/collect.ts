import { formFields } from '../form/fields.js';
import { PdfDocument } from '../pdf/document.js';
import type { PdfLimits } from '../pdf/limits.js';
import { PdfDict } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { findChanges } from './changes/find-changes.js';
import type { PdfFacts, SignatureFacts } from './facts.js';
import { readSignature } from './read-signature.js';

const maxSignatures = 1_000;

/**
 * Reads everything that bytes can tell about the signatures of a PDF. Never throws on hostile or damaged input:
 * what cannot be read is `problem`, and then there are no signatures to be called valid.
 */
export function collect(pdf: Uint8Array, limits?: PdfLimits): PdfFacts {
  const empty = { length: pdf.length, revisions: [], isEncrypted: false, signatures: [], changes: [] };
  try {
    return read(new PdfDocument(pdf, limits));
  } catch (error) {
    if (error instanceof PdfError) return { ...empty, problem: { code: error.code, message: error.message } };
    throw error;
  }
}

function read(document: PdfDocument): PdfFacts {
  const view = document.last;
  const fields = formFields(view).filter(({ type, value }) => type === 'Sig' && value instanceof PdfDict);
  if (fields.length > maxSignatures) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many signatures', 0);
  const signatures = fields.map((field) => readSignature(document, field)).sort(byRevision);
  const oldest = Math.min(...signatures.map(({ revision }) => revision ?? document.revisions.length - 1));
  return {
    length: document.bytes.length,
    revisions: document.revisions.map(({ index, length }) => ({ index, length })),
    isEncrypted: view.isEncrypted,
    signatures,
    changes: signatures.length === 0 ? [] : findChanges(document, oldest),
    problem: undefined,
  };
}

/* Order comes from revisions: times in signatures and tokens are not monotonic even in genuine files. */
const byRevision = (a: SignatureFacts, b: SignatureFacts): number => a.signedLength - b.signedLength;
