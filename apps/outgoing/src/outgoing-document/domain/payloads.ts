import type { outgoing, PayloadOf } from '@vanthu/contracts';
import { civilDate, type KindCode, kindByCode, printDate, printNumber } from '@vanthu/decree30';
import {
  type AttachedFile,
  type OutgoingDocument,
  type PlannedSignature,
  principalOf,
  type SignatureJob,
} from './outgoing-document.js';
import { sealField } from './signature-plan.js';

/** What most events of a document say of it. */
export const subjectOf = (document: OutgoingDocument) => ({
  documentId: document.id,
  agencyId: document.agencyId,
  unitId: document.unitId,
  kind: document.kind,
  abstract: document.abstract,
  urgency: document.urgency,
  readers: [...document.readers],
});

/** Number and date as they are printed, filled in the increment of the seal (R-OUT-11, R-OUT-13). */
export const fillOf = ({ numbering, fillable }: Pick<OutgoingDocument, 'numbering' | 'fillable'>) =>
  [...figuresOf(numbering)].flatMap(([field, value]) => (fillable.includes(field) ? [{ field, value }] : []));

/** Each figure by the field that shows it. */
function figuresOf(numbering: OutgoingDocument['numbering']): Map<string, string> {
  if (!numbering) return new Map();
  const date = printDate(civilDate(numbering.documentDate));
  // A file of others has the words "ngày", "tháng", "năm" printed and room between them.
  const [, day = '', month = '', year = ''] = /^ngày (\d+) tháng (\d+) năm (\d+)$/u.exec(date) ?? [];
  return new Map([
    ['so_van_ban', printNumber(numbering.number)],
    ['ngay_ban_hanh', date],
    ['ngay_ban_hanh_ngay', day],
    ['ngay_ban_hanh_thang', month],
    ['ngay_ban_hanh_nam', year],
  ]);
}

/** In a file that others signed without room for them: each figure as a signed field of the organisation. */
function marksOf({ marks = [] }: PlannedSignature, { numbering }: OutgoingDocument) {
  const figures = figuresOf(numbering);
  return marks.map(({ value, ...mark }) => ({ ...mark, text: figures.get(value) ?? '' }));
}

/** What stands for the organisation on a separate attachment (R-ORG-06, R-ORG-07). */
const attachmentOrder = (file: AttachedFile, numberAndSymbol: string) => ({
  fileSha256: file.sha256,
  field: sealField,
  mark: { form: 'attachment' as const, numberAndSymbol },
});

/** The order to `signing`. Made again for the same job it says the same, but for the activation. */
export function signatureRequest(
  document: OutgoingDocument,
  job: SignatureJob,
): PayloadOf<typeof outgoing.SignatureRequested> {
  const planned = document.plan.find(({ step }) => step === job.step);
  if (!planned) throw new Error(`document ${document.id} has no step ${job.step}`);
  const seals = job.kind === 'organisation';
  const isScan = seals && document.road === 'ink';
  const signer = seals
    ? { kind: 'organisation' as const, agencyId: document.agencyId, name: document.agencyName }
    : { kind: 'person' as const, personId: planned.personId ?? '', name: planned.name };
  return {
    documentId: document.id,
    agencyId: document.agencyId,
    jobId: job.jobId,
    step: job.step,
    kind: job.kind,
    manifestHash: job.manifestHash,
    manifest: { draftNumber: document.draftNumber, files: document.manifest.files },
    fileSha256: job.inputSha256,
    fileName: document.file.name,
    field: planned.field,
    // On paper number and date are written by hand and seen in the scan.
    fill: seals && !isScan ? fillOf(document) : [],
    ...(planned.place && !isScan ? { place: planned.place } : {}),
    ...(planned.marks?.length && !isScan ? { marks: marksOf(planned, document) } : {}),
    mark: isScan ? { form: 'certified-copy', agencyName: document.agencyName } : null,
    attachments: seals
      ? document.attachments.map((one) => attachmentOrder(one, document.numbering?.numberAndSymbol ?? ''))
      : [],
    signer,
    activationId: job.activationId,
    readers: [...document.readers],
  };
}

export function issuedPayload(
  document: OutgoingDocument,
  mends: NonNullable<PayloadOf<typeof outgoing.Issued>['mends']>,
): PayloadOf<typeof outgoing.Issued> {
  const { numbering, issuedAt, issuedOn } = document;
  if (!numbering || issuedAt === null || issuedOn === null) throw new Error(`document ${document.id} is not issued`);
  const signer = principalOf(document);
  return {
    ...subjectOf(document),
    kindName: kindNameOf(document.kind),
    agencyName: document.agencyName,
    agencyCode: document.agencyCode,
    number: numbering.number,
    symbol: document.symbol,
    numberAndSymbol: numbering.numberAndSymbol,
    documentDate: numbering.documentDate,
    issuedAt,
    issuedOn,
    signerPersonId: signer.personId ?? '',
    signerName: signer.name,
    signerTitle: document.signerTitle,
    fileSha256: document.file.sha256,
    fileBytes: document.file.bytes,
    fileName: document.file.name,
    pages: document.pages,
    attachments: document.attachments.map(({ title, name, sealed }) => {
      if (!sealed) throw new Error(`an attachment of document ${document.id} is not sealed`);
      return { title, name, ...sealed };
    }),
    recipients: [...document.recipients],
    answers: document.answers,
    ...(mends.length === 0 ? {} : { mends }),
    excludedFromCoverage: null,
  };
}

export const kindNameOf = (kind: string): string => kindByCode(kind as KindCode).nameVi;
