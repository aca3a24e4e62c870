import type { signing } from '@vanthu/contracts';
import type { ExplainedChange, MarkReport, Report, SignatureReport } from '@vanthu/pades';
import type { FieldPlaces } from '../places.js';
import type { Verified } from '../verify-pdf.js';
import { sevenItems } from './seven-items.js';
import { visible } from './visible.js';

type View = signing.VerificationView;
type Owner = signing.VerifiedSignature['owner'];

export interface DescribeOptions {
  /** ISO 8601. */
  readonly judgedFor: string;
  readonly policy: string;
  /** Whose certificate it is by enrolment, by SHA-256 fingerprint. Default: nobody knows. */
  readonly owners?: Readonly<Record<string, Owner>>;
}

/** A hostile file may hold a thousand signatures with a thousand changes each; nobody reads them, and messages have a limit. */
const mostSignatures = 60;
const mostChanges = 30;
const mostChangesOfAll = 300;
const longest = 300;

/** Names and texts come out of files of strangers. */
const clip = (text: string): string => visible(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
const clipOr = (text: string | undefined): string | null => (text === undefined ? null : clip(text));

const answers = { 'hợp lệ': 'valid', 'không hợp lệ': 'invalid', 'chưa đủ căn cứ': 'undetermined' } as const;
const ofSignature = { TOTAL_PASSED: 'valid', TOTAL_FAILED: 'invalid', INDETERMINATE: 'undetermined' } as const;

const unsigned = ({ problem, signatures }: Report): boolean => problem === undefined && signatures.length === 0;

/** What was found, in the words that people, screens and printed reports share. */
export function describeVerified({ sha256, bytes, report, places }: Verified, options: DescribeOptions): View {
  return {
    sha256,
    bytes,
    answer: unsigned(report) ? 'unsigned' : answers[report.answer],
    messageVi: clip(report.messageVi),
    signatures: describeAll(report.signatures.slice(0, mostSignatures), places, options),
    moreSignatures: Math.max(0, report.signatures.length - mostSignatures),
    marks: report.marks.slice(0, mostSignatures).map((mark) => describeMark(mark, places)),
    timestamps: report.documentTimestamps
      .slice(0, mostSignatures)
      .map(({ field, genTime, authority }) => ({ field: clip(field), time: genTime ?? null, by: clipOr(authority) })),
    judgedFor: options.judgedFor,
    policy: options.policy,
  };
}

function describeAll(signatures: SignatureReport[], places: FieldPlaces, options: DescribeOptions) {
  let left = mostChangesOfAll;
  return signatures.map((signature) => {
    const described = describe(signature, places, options, Math.min(left, mostChanges));
    left -= described.changes.length;
    return described;
  });
}

function describe(
  signature: SignatureReport,
  places: FieldPlaces,
  options: DescribeOptions,
  most: number,
): signing.VerifiedSignature {
  const certificate = signature.signerCertificate;
  const owner = certificate && options.owners?.[certificate.fingerprintSha256];
  const changes = distinct(signature.changesExplained, places);
  return {
    field: clip(signature.field),
    answer: ofSignature[signature.indication],
    messageVi: clip(signature.messageVi),
    indication: signature.indication,
    subIndication: signature.subIndication ?? null,
    level: signature.level === 'none' ? null : signature.level,
    signer: clipOr(certificate?.commonName),
    owner: owner ?? { kind: 'unknown', name: null },
    items: sevenItems(signature).map((item) => ({ ...item, valueVi: clip(item.valueVi) })),
    covers: signature.covers,
    place: places.fields[signature.field] ?? null,
    changes: changes.slice(0, most),
    moreChanges: Math.max(0, changes.length - most),
    remarksVi: signature.remarks.slice(0, mostChanges).map(clip),
  };
}

const markKinds: Record<MarkReport['kind'], string> = {
  digits: 'Số hoặc ngày',
  text: 'Dòng chữ',
  image: 'Hình chữ ký',
  seal: 'Dấu',
  unknown: 'Hình khác',
};

const describeMark = ({ field, kind, shows, signer }: MarkReport, places: FieldPlaces): signing.VerificationMark => ({
  field: clip(field),
  kindVi: markKinds[kind],
  shows: shows === '' ? null : clip(shows),
  setBy: clipOr(signer),
  place: places.fields[field] ?? null,
});

const placeOf = ({ field, object }: ExplainedChange, places: FieldPlaces): signing.VerificationPlace | null =>
  (field === undefined ? undefined : places.fields[field]) ?? places.objects[object] ?? null;

const gravity = ['forbidden', 'annotation', 'form', 'lta', 'none'];

/**
 * Each sentence once, and of what is allowed one for each place: "adds the number 12" says more than "signs the field" after it.
 * The grave ones first, and of those the ones that can be pointed at.
 */
function distinct(changes: readonly ExplainedChange[], places: FieldPlaces): signing.VerificationChange[] {
  const byWords = new Map<string, signing.VerificationChange>();
  for (const change of changes) {
    const place = placeOf(change, places);
    const where = place ? `${place.page} ${place.rect.join(' ')}` : '';
    const key = change.level === 'forbidden' || !place ? `${change.text} ${where}` : where;
    if (!byWords.has(key)) byWords.set(key, { level: change.level, textVi: clip(change.text), place });
  }
  const order = ({ level, place }: signing.VerificationChange) => gravity.indexOf(level) * 2 + (place ? 0 : 1);
  return [...byWords.values()].sort((a, b) => order(a) - order(b));
}
