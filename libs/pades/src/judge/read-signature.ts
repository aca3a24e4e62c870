import {
  type Certificate,
  type DigestAlgorithm,
  derLength,
  digestOf,
  parseSignedData,
  type SignedDataFacts,
  type SignerInfoJudgement,
  verifySignerInfo,
} from '@vanthu/pki';
import { readLock, readTransforms } from '../form/field-lock.js';
import { type FormField, isDocumentTimestamp } from '../form/fields.js';
import { isBlank, lastStartxref, type PdfDocument } from '../pdf/document.js';
import { nameOf, PdfArray, PdfDict, PdfRef, PdfString } from '../pdf/objects.js';
import { readDate, textOf } from '../pdf/text-string.js';
import { sameObject } from './changes/semantic-equality.js';
import { isEnvelopeConsistent } from './cms-envelope.js';
import type { SignatureFacts } from './facts.js';
import type { PrefixDigests } from './prefix-digests.js';
import type { IntegrityReason } from './report.js';

const detached = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

export interface ReadSignature {
  readonly facts: SignatureFacts;
  readonly contents: Uint8Array;
  /** Of the signed bytes; undefined when the byte range cannot be used. */
  readonly digest: SignedBytes['digest'] | undefined;
}

interface SignedBytes {
  /** Before and behind the gap. */
  readonly parts: readonly Uint8Array[];
  readonly digest: (algorithm: DigestAlgorithm) => Uint8Array;
}

function signedBytes(bytes: Uint8Array, digests: PrefixDigests, [, end, from, length]: Range): SignedBytes {
  return {
    parts: [bytes.subarray(0, end), bytes.subarray(from, from + length)],
    digest: (algorithm) => digests.digest(algorithm, end, from, from + length),
  };
}

/** What one signed field says and whether its mathematics hold (ISO 32000-1 12.8.1; EN 319 102-1 5.2.2, 5.2.7). */
export function readSignature(
  document: PdfDocument,
  field: FormField,
  certificates: readonly Certificate[],
  digests: PrefixDigests,
): ReadSignature {
  const view = document.last;
  const dict = field.value as PdfDict;
  const reasons = new Set<IntegrityReason>();
  const range = byteRange(document, dict, reasons);
  const contents = view.resolve(dict.get('Contents'));
  const bytes = contents instanceof PdfString ? contents.bytes : new Uint8Array();
  const subFilter = nameOf(view.resolve(dict.get('SubFilter'))) ?? '';
  const isTimestamp = isDocumentTimestamp(view, dict);
  if (dict.hasDuplicateKeys) reasons.add('dictionary-inconsistent');
  const revision = range && coveredRevision(document, range[2] + range[3]);
  if (revision === undefined) reasons.add('coverage-partial');
  else if (!sameInRevision(document, field, revision)) reasons.add('dictionary-inconsistent');
  const cms = readCms(bytes, reasons);
  const signed = range && signedBytes(document.bytes, digests, range);
  const signerInfo = cms && signed && !isTimestamp ? check(signed, cms, subFilter, certificates, reasons) : undefined;
  const transforms = readTransforms(view, dict);
  const lock = readLock(view, field.dict.get('Lock'));
  const facts: SignatureFacts = {
    field: field.name,
    object: referenceOf(field),
    revision,
    signedLength: range ? range[2] + range[3] : 0,
    covers:
      revision === undefined || !range
        ? 'partial'
        : range[2] + range[3] === document.bytes.length
          ? 'file'
          : 'revision',
    subFilter,
    isDocumentTimestamp: isTimestamp,
    integrityReasons: [...reasons],
    cms,
    signerInfo,
    certificationLevel: transforms.docMdp,
    locks: lock ? [...transforms.fieldMdp, lock] : transforms.fieldMdp,
    claimedSigningTime: readDate(textOf(view.resolve(dict.get('M')))) ?? cms?.signingTime,
    reason: textOf(view.resolve(dict.get('Reason'))),
    remarks: [...(cms?.remarks ?? [])],
  };
  return { facts, contents: bytes, digest: signed?.digest };
}

const referenceOf = (field: FormField): number => {
  const value = field.dict.get('V');
  return value instanceof PdfRef ? value.num : (field.ref?.num ?? 0);
};

type Range = readonly [number, number, number, number];

/** From the first byte, with one gap that is exactly the /Contents string of this dictionary. */
function byteRange(document: PdfDocument, dict: PdfDict, reasons: Set<IntegrityReason>): Range | undefined {
  const value = document.last.resolve(dict.get('ByteRange'));
  const items = value instanceof PdfArray ? value.items : [];
  if (
    items.length !== 4 ||
    !items.every((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0)
  ) {
    reasons.add('byte-range-malformed');
    return undefined;
  }
  const range = items as unknown as Range;
  if (range[0] !== 0) reasons.add('byte-range-not-from-start');
  if (range[1] >= range[2]) reasons.add('byte-range-malformed');
  if (range[2] + range[3] > document.bytes.length || range[0] + range[1] > document.bytes.length) {
    reasons.add('byte-range-past-end');
    return undefined;
  }
  const span = dict.spans.get('Contents');
  const isHex = document.bytes[range[1]] === 0x3c && document.bytes[range[2] - 1] === 0x3e;
  const isOwn = dict.source === document.bytes && span?.start === range[0] + range[1] && span.end === range[2];
  if (!isHex || !isOwn) reasons.add('gap-not-contents');
  else if (!isEvenHex(document.bytes, range[1] + 1, range[2] - 1)) reasons.add('gap-not-even');
  return range;
}

/* Digits of one case and nothing between them, as programs write it: what nothing protects can then not change unseen. */
function isEvenHex(bytes: Uint8Array, start: number, end: number): boolean {
  let upper = false;
  let lower = false;
  for (let at = start; at < end; at++) {
    const code = bytes[at]!;
    if (code >= 0x41 && code <= 0x46) upper = true;
    else if (code >= 0x61 && code <= 0x66) lower = true;
    else if (code < 0x30 || code > 0x39) return false;
  }
  return !(upper && lower) && (end - start) % 2 === 0;
}

/** The revision that ends where the signed bytes end: its last `startxref` must be one that the file still builds on. */
function coveredRevision(document: PdfDocument, end: number): number | undefined {
  const found = lastStartxref(document.bytes, end);
  if (found?.eof === undefined || !isBlank(document.bytes, found.eof, end)) return undefined;
  return document.revisions.find(({ startxref }) => startxref === found.value)?.index;
}

/* The dictionary that was signed is the one that is shown now: the field led to it already then. */
function sameInRevision(document: PdfDocument, field: FormField, revision: number): boolean {
  const value = field.dict.get('V');
  if (!(value instanceof PdfRef)) return true;
  const [then, now] = [document.view(revision).entry(value.num), document.last.entry(value.num)];
  return then === now || sameObject(document.view(revision).object(value.num), document.last.object(value.num));
}

function readCms(bytes: Uint8Array, reasons: Set<IntegrityReason>): SignedDataFacts | undefined {
  const length = safeLength(bytes);
  const facts = parseSignedData(length === undefined ? bytes : bytes.subarray(0, length), { lenient: true });
  if (facts.kind === 'cms-problem') {
    reasons.add('cms-malformed');
    return undefined;
  }
  if (!isEnvelopeConsistent(facts)) reasons.add('cms-inconsistent');
  if (facts.signerCertificate && hasPaddedSerial(facts.signerCertificate)) reasons.add('cms-malformed');
  if (facts.signedAttributeList.some(({ oid, values }) => singleValued.has(oid) && values.length !== 1))
    reasons.add('cms-malformed');
  if (length !== undefined && bytes.subarray(length).some((byte) => byte !== 0)) reasons.add('padding-not-zero');
  return facts;
}

/* X.690 8.3.2: a number has no superfluous first octet. Some readers take such a certificate, others see no signature. */
function hasPaddedSerial({ serialNumberDer: [, length = 0, first, second = 0] }: Certificate): boolean {
  return length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

/* Indefinite lengths (BER) are left to the parser. */
function safeLength(bytes: Uint8Array): number | undefined {
  try {
    const length = derLength(bytes);
    return length <= bytes.length ? length : undefined;
  } catch {
    return undefined;
  }
}

function check(
  signed: SignedBytes,
  cms: SignedDataFacts,
  subFilter: string,
  certificates: readonly Certificate[],
  reasons: Set<IntegrityReason>,
): SignerInfoJudgement | undefined {
  const digest = digestFor(cms, subFilter, signed, reasons);
  if (!digest) {
    reasons.add('digest-unsupported');
    return undefined;
  }
  const judged = verifySignerInfo(cms, digest, { content: signed.parts, certificates });
  if (judged.digest === 'bad') reasons.add('digest-mismatch');
  if (judged.digest === 'unsupported') reasons.add('digest-unsupported');
  if (judged.value === 'bad') reasons.add('value-mismatch');
  if (judged.value === 'unsupported') reasons.add('value-unsupported');
  if (judged.ess === 'mismatch') reasons.add('ess-mismatch');
  if (judged.contentType === 'mismatch') reasons.add('cms-content-type');
  return judged;
}

/* Attributes that have exactly one value: RFC 5652 11, RFC 5035 3, EN 319 122-1 5.2. */
const singleValued = new Set([
  ...['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.5'],
  ...['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.16.2.15'],
  ...['0.4.0.19122.1.1', '1.2.840.113549.1.9.16.2.18', '1.2.840.113549.1.9.16.2.16', '1.2.840.113549.1.9.16.2.17'],
]);

/* adbe.pkcs7.sha1 signs the SHA-1 of the bytes, carried inside the CMS (ISO 32000-1 12.8.3.3.1). */
function digestFor(
  cms: SignedDataFacts,
  subFilter: string,
  signed: SignedBytes,
  reasons: Set<IntegrityReason>,
): Uint8Array | undefined {
  const algorithm: DigestAlgorithm | undefined = cms.digestAlgorithm;
  if (!algorithm) return undefined;
  if (subFilter === 'adbe.pkcs7.sha1') {
    const inner = cms.encapsulatedContent;
    if (!inner || Buffer.compare(signed.digest('sha1'), inner) !== 0) reasons.add('digest-mismatch');
    return inner && digestOf(algorithm, inner);
  }
  if (!detached.has(subFilter)) reasons.add('sub-filter-unknown');
  if (cms.encapsulatedContent !== undefined) reasons.add('not-detached');
  return signed.digest(algorithm);
}
