import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Sha256, Uuid } from '../core/vocabulary.js';
import { DraftInput, OutgoingRef } from './document.js';
import { PlaceRect } from './places.js';
import { LayoutRemark } from './word.js';

/** A version of a draft that was written elsewhere: the finished DOCX or PDF, what it says, and where number, date, signatures and seal go. */

const documentId = Uuid;
const path = '/outgoing/documents/{documentId}/written-file';

/** Room for what comes later; in the PDF it is an empty form field of that name. */
export const FilePlace = z
  .object({
    name: z.string(),
    kind: z.enum(['number', 'date', 'day', 'month', 'year', 'signature', 'seal']),
    page: z.number().int().positive(),
    rect: PlaceRect,
    /** Points, of what is filled in; null: a picture. */
    sizePt: z.number().nullable(),
    isItalic: z.boolean(),
    /** False: proposed, since nothing in the file says where; nobody submits it until a person has put it in its place. */
    isFound: z.boolean(),
    /** A field that the signed file has: it stays where it is. */
    isFixed: z.boolean().optional(),
  })
  .meta({ id: 'FilePlace' });
export type FilePlace = z.infer<typeof FilePlace>;

/** What is printed in the file and written in the draft. */
export const ComparedField = z.enum([
  'agency',
  'number',
  'symbol',
  'date',
  'kind',
  'abstract',
  'signer',
  'recipients',
  'urgency',
]);
export type ComparedField = z.infer<typeof ComparedField>;
/** What the draft may take from the file. */
export const TakenField = ComparedField.extract(['kind', 'abstract', 'signer', 'recipients', 'urgency']);
export type TakenField = z.infer<typeof TakenField>;

export const FileComparison = z
  .object({
    field: ComparedField,
    nameVi: z.string(),
    /** As it would be printed from the draft; null: nothing. */
    draft: z.string().nullable(),
    /** As it was read; null: not found. */
    file: z.string().nullable(),
    isSame: z.boolean(),
    /** While it differs the form is not approved (Art. 8, Art. 12.2). */
    binds: z.boolean(),
    /** Whether `TakeOverFields` would take it. */
    mayTake: z.boolean(),
  })
  .meta({ id: 'FileComparison' });
export type FileComparison = z.infer<typeof FileComparison>;

const WrittenSource = z
  .object({ form: z.enum(['docx', 'pdf']), name: z.string(), sha256: Sha256, bytes: z.number().int() })
  .meta({ id: 'WrittenSource' });

/**
 * A draft that will be written in Word: data as for any draft, words that stand for the text until the file comes. Only of kinds
 * with a Word template.
 */
export const CreateWordDraft = command({
  service: 'outgoing',
  name: 'create-word-draft',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/outgoing/word-drafts', summary: 'Tạo dự thảo soạn bằng Word' },
  input: DraftInput.omit({ body: true }),
  output: OutgoingRef,
});

/**
 * The uploaded DOCX or PDF becomes the next version: kept byte for byte, a DOCX printed by LibreOffice, its places found. What
 * had been approved of the version before falls. May be repeated under its id; a DOCX takes seconds.
 */
export const TakeWrittenFile = command({
  service: 'outgoing',
  name: 'take-written-file',
  right: 'outgoing.draft',
  http: { method: 'POST', path, summary: 'Nhận tệp Word hoặc PDF làm bản dự thảo mới', timeoutMs: 90_000 },
  input: z.object({ documentId, version: z.number().int(), ticket: z.string().max(4000) }),
  output: OutgoingRef,
});

/** Puts places where a person wants them: a further version of the same file, since the places are what is signed. */
export const MovePlaces = command({
  service: 'outgoing',
  name: 'move-places',
  right: 'outgoing.draft',
  http: { method: 'PUT', path: `${path}/places`, summary: 'Đặt lại vị trí số, ngày, chữ ký và dấu', timeoutMs: 20_000 },
  input: z.object({
    documentId,
    version: z.number().int(),
    places: z
      .array(z.object({ name: z.string().max(40), page: z.number().int().positive(), rect: PlaceRect }))
      .min(1)
      .max(20),
  }),
  output: OutgoingRef,
});

/** The draft's data are made what the file says: a further version of the same file. */
export const TakeOverFields = command({
  service: 'outgoing',
  name: 'take-over-fields',
  right: 'outgoing.draft',
  http: { method: 'POST', path: `${path}/take-over`, summary: 'Lấy dữ liệu đọc được từ tệp', timeoutMs: 20_000 },
  input: z.object({ documentId, version: z.number().int(), fields: z.array(TakenField).min(1).max(5) }),
  output: OutgoingRef,
});

/** A signature that stood in the file when it was brought: good when it came, else the file is refused. */
export const BroughtSignature = z
  .object({
    field: z.string(),
    owner: z.enum(['person', 'organisation', 'unknown']),
    /** As enrolled; of a certificate that nobody has enrolled the name in it. */
    name: z.string(),
    /** As it claims; null: it does not say. */
    signedAt: z.string().nullable(),
    messageVi: z.string(),
    /** The step of the plan that it counts for; null: a further signature. */
    step: z.number().int().nullable(),
    /** Why it does not count for the planned signer whose it is; null: it does, or is nobody's who is planned. */
    whyNotVi: z.string().nullable(),
  })
  .meta({ id: 'BroughtSignature' });
export type BroughtSignature = z.infer<typeof BroughtSignature>;

export const GetWrittenFile = query({
  service: 'outgoing',
  name: 'get-written-file',
  right: 'outgoing.read',
  http: { method: 'GET', path, summary: 'Tệp của bản dự thảo: dữ liệu đọc được, vị trí, lỗi thể thức' },
  input: z.object({ documentId }),
  output: z
    .object({
      documentId,
      draftNumber: z.number().int(),
      source: WrittenSource,
      pages: z.array(z.object({ number: z.number().int(), widthMm: z.number(), heightMm: z.number() })),
      places: z.array(FilePlace),
      compared: z.array(FileComparison),
      remarks: z.array(LayoutRemark),
      /** In the order of the file; empty: nobody has signed it. */
      signatures: z.array(BroughtSignature),
      /** Whether the asking actor may change it now. */
      mayChange: z.boolean(),
    })
    .meta({ id: 'WrittenFile' }),
});
