import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Urgency, Uuid } from '../core/vocabulary.js';

/** The outputs of Annex VI part V beside the register, the case files they rest on, and the data that travels with a document. */

/** `handling`: how outgoing documents were settled. `documents-of-case-file`, `case-files`: the lists of Annex V. */
export const PeriodOutput = z.enum(['handling', 'documents-of-case-file', 'case-files']);
export type PeriodOutput = z.infer<typeof PeriodOutput>;

/** For any period of a year, with cover (R-SYS-06). The file passes through the gateway and is kept nowhere. */
export const WritePeriodOutput = query({
  service: 'outgoing',
  name: 'write-period-output',
  right: 'outgoing.register',
  services: ['gateway'],
  input: z
    .object({
      output: PeriodOutput,
      from: CivilDate,
      to: CivilDate,
      format: z.enum(['pdf', 'xlsx']),
      /** Quyển số. */
      volume: z.string().max(20).default('01'),
      /** Which one, for `documents-of-case-file`. */
      caseFile: Line(60).optional(),
    })
    .refine(({ output, caseFile }) => output !== 'documents-of-case-file' || caseFile !== undefined, {
      message: 'mục lục văn bản cần số, ký hiệu hồ sơ',
      path: ['caseFile'],
    }),
  output: z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});

export const CaseFile = z
  .object({
    /** Số và ký hiệu hồ sơ: `07.VHKHTT`. */
    notation: z.string(),
    /** Năm hình thành hồ sơ: of the first document that was put in. */
    year: z.number().int(),
    title: z.string(),
    /** Thời hạn bảo quản: `Vĩnh viễn`, `20 năm`. */
    retention: z.string(),
    documents: z.number().int(),
    pages: z.number().int(),
    /** Of the documents in it. */
    from: CivilDate,
    to: CivilDate,
  })
  .meta({ id: 'OutgoingCaseFile' });
export type CaseFile = z.infer<typeof CaseFile>;

/** Case files of the agency in which issued documents lie; the newest first. */
export const FindCaseFiles = query({
  service: 'outgoing',
  name: 'find-case-files',
  right: 'outgoing.register',
  http: { method: 'GET', path: '/outgoing/case-files', summary: 'Hồ sơ có văn bản đi' },
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: z.object({ caseFiles: z.array(CaseFile) }),
});

/** Behind the lists of Annex V in a report: case files with documents dated in the period, and the places of documents in them. */
export const CountCaseFiles = query({
  service: 'outgoing',
  name: 'count-case-files',
  services: ['stats'],
  input: z.object({ agencyIds: z.array(Uuid).max(20_000), from: CivilDate, to: CivilDate }),
  output: z.object({ caseFiles: z.number().int(), documents: z.number().int() }),
});

/** Title and retention of a case file, as they stand in its list (Art. 29.2). */
export const DescribeCaseFile = command({
  service: 'outgoing',
  name: 'describe-case-file',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/outgoing/case-files/describe', summary: 'Ghi tiêu đề, thời hạn bảo quản của hồ sơ' },
  input: z.object({ notation: Line(60), title: Line(500), retention: Line(30) }),
  output: z.object({ notation: z.string() }),
});

/** Agencies among the receivers; persons and others have no code. */
const To = z.object({ OrganId: z.string().nullable(), OrganName: z.string() });

/**
 * The data of an outgoing document under the names of Annex VI part II, I. What the table marks as automatic (1.1, 1.2, 2, 4, 6,
 * 10, 13.1) is filled by the system alone: no request takes it (R-OUT-15).
 */
export const OutgoingFields = z
  .object({
    FileCode: z.array(
      z.object({
        OrganId: z.string(),
        FileCatalog: z.number().int(),
        FileNotation: z.string(),
        DocOrdinal: z.number().int(),
      }),
    ),
    TypeName: z.string(),
    CodeNumber: z.string(),
    CodeNotation: z.string(),
    IssuedDate: CivilDate,
    OrganName: z.string(),
    Subject: z.string(),
    Language: z.string(),
    PageAmount: z.number().int(),
    Description: z.string(),
    SignerInfo: z.object({ Position: z.string(), FullName: z.string() }),
    To: z.array(To),
    /** Mức độ khẩn; what is secret is never here. */
    Priority: Urgency,
    IssuedAmount: z.number().int(),
    /** Mã định danh văn bản: agency code, year, number (Decision 28/2018 Art. 10.2.b). */
    Identifier: z.string(),
    IssuedAt: Instant.nullable(),
  })
  .meta({ id: 'OutgoingFields' });

export const GetFields = query({
  service: 'outgoing',
  name: 'get-fields',
  right: 'outgoing.read',
  http: {
    method: 'GET',
    path: '/outgoing/documents/{documentId}/fields',
    summary: 'Dữ liệu đặc tả của văn bản đi theo Phụ lục VI',
  },
  input: z.object({ documentId: Uuid }),
  output: OutgoingFields,
});
