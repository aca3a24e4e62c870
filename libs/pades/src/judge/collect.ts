import type { Certificate } from '@vanthu/pki';
import { formFields } from '../form/fields.js';
import { PdfDocument } from '../pdf/document.js';
import type { PdfLimits } from '../pdf/limits.js';
import { PdfDict } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { findChanges } from './changes/find-changes.js';
import { EvidenceReader } from './evidence/read-store.js';
import { documentTimestamp, signatureTimestamps } from './evidence/read-timestamps.js';
import type { EvidenceFacts, PdfFacts, SignatureFacts, TimestampFacts } from './facts.js';
import { signedWidgets } from './lost-fields.js';
import { PrefixDigests } from './prefix-digests.js';
import { type ReadSignature, readSignature } from './read-signature.js';

const maxSignatures = 300;
/** Each change is held against each signature. */
const maxComparisons = 3_000_000;
const noEvidence: EvidenceFacts = { certificates: [], crls: [], ocsps: [], problems: [] };

/**
 * Reads everything that bytes can tell about the signatures of a PDF. Never throws on hostile or damaged input:
 * what cannot be read is `problem`, and then there are no signatures to be called valid.
 *
 * @param password  opens an encrypted file; without it, what is judged is what is stored
 */
export function collect(pdf: Uint8Array, limits?: PdfLimits, password?: string): PdfFacts {
  const empty = { length: pdf.length, revisions: [], isEncrypted: false, signatures: [], changes: [], marks: [] };
  try {
    return read(new PdfDocument(pdf, limits, password));
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    const problem = { code: error.code, message: error.message };
    return { ...empty, timestamps: [], evidence: noEvidence, problem };
  }
}

function read(document: PdfDocument): PdfFacts {
  const reader = new EvidenceReader(document);
  const known = reader.facts().certificates.map(({ certificate }) => certificate);
  const all = readSignatures(document, known).sort(byRevision);
  const bare = all.map(({ facts }) => facts);
  for (const signature of bare) reader.signature(signature);
  const stamps = signatureTimestamps(bare, known);
  const signatures = bare.map((signature) => withStamps(signature, stamps));
  const oldest = Math.min(...signatures.map(({ revision }) => revision ?? document.revisions.length - 1));
  const found = signatures.length === 0 ? { changes: [], marks: [] } : findChanges(document, oldest);
  if (found.changes.length * signatures.length > maxComparisons)
    throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many changes for so many signatures', 0);
  return {
    length: document.bytes.length,
    revisions: document.revisions.map(({ index, length }) => ({ index, length })),
    isEncrypted: document.last.isEncrypted,
    signatures,
    ...found,
    timestamps: [
      ...stamps,
      ...all.flatMap(({ facts, contents, digest }) =>
        facts.isDocumentTimestamp ? [documentTimestamp(facts, contents, digest, known)] : [],
      ),
    ],
    evidence: reader.facts(),
    problem: undefined,
  };
}

/** A token whose algorithm nobody knows may be one that was broken on purpose: the signature is not called intact. */
function withStamps(signature: SignatureFacts, stamps: readonly TimestampFacts[]): SignatureFacts {
  const isUnknown = stamps.some(
    ({ field, judgement }) => field === signature.field && judgement?.finding?.code === 'unsupported-algorithm',
  );
  if (!isUnknown || signature.isDocumentTimestamp) return signature;
  return { ...signature, integrityReasons: [...signature.integrityReasons, 'timestamp-unsupported'] };
}

function readSignatures(document: PdfDocument, certificates: readonly Certificate[]): ReadSignature[] {
  const view = document.last;
  const digests = new PrefixDigests(document.bytes);
  const fields = formFields(view).filter(({ type, value }) => type === 'Sig' && value instanceof PdfDict);
  if (fields.length > maxSignatures) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many signatures', 0);
  if (fields.length > 0) return fields.map((field) => readSignature(document, field, certificates, digests));
  return signedWidgets(view)
    .slice(0, maxSignatures)
    .map((field) => readSignature(document, field, certificates, digests))
    .map((read) => {
      const integrityReasons = [...read.facts.integrityReasons, 'field-not-in-form' as const];
      return { ...read, facts: { ...read.facts, integrityReasons } };
    });
}

/* Order comes from revisions: times in signatures and tokens are not monotonic even in genuine files. */
const byRevision = (a: ReadSignature, b: ReadSignature): number => a.facts.signedLength - b.facts.signedLength;
