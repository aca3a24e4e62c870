import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Instant, PageQuery, pageOf, Uuid } from '../core/vocabulary.js';

/** Signing coverage from evidence. Rate = both ÷ (issued − excluded); the civil date of issue decides the period. */

export const CoverageFigures = z
  .object({
    issued: z.number().int(),
    excluded: z.number().int(),
    signed: z.number().int(),
    both: z.number().int(),
    personalOnly: z.number().int(),
    organisationOnly: z.number().int(),
    unsigned: z.number().int(),
    /** Two decimals, half up, as text with a point; null when nothing is counted. */
    percentBoth: z.string().nullable(),
    percentSigned: z.string().nullable(),
  })
  .meta({ id: 'CoverageFigures' });
export type CoverageFigures = z.infer<typeof CoverageFigures>;

const period = {
  agencyId: Uuid.optional(),
  from: CivilDate,
  to: CivilDate,
  descendants: z.union([z.boolean(), z.stringbool()]).default(true),
};

export const GetCoverage = query({
  service: 'stats',
  name: 'get-coverage',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/coverage', summary: 'Tỷ lệ văn bản đi được ký số cá nhân và ký số cơ quan' },
  input: z.object(period),
  output: z.object({
    figures: CoverageFigures,
    sentenceVi: z.string(),
    byAgency: z.array(z.object({ agencyId: Uuid, agencyName: z.string(), figures: CoverageFigures })),
    byUnit: z.array(z.object({ unitId: Uuid.nullable(), unitName: z.string(), figures: CoverageFigures })),
    asOf: Instant,
  }),
});

export const CoverageBucket = z
  .enum(['both', 'personalOnly', 'organisationOnly', 'unsigned', 'excluded', 'issued', 'lacking'])
  .meta({ id: 'CoverageBucket' });
export const FindCoverageDocuments = query({
  service: 'stats',
  name: 'find-coverage-documents',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/coverage/documents', summary: 'Danh sách đứng sau một con số' },
  input: PageQuery.extend({ ...period, bucket: CoverageBucket, unitId: Uuid.optional() }),
  output: pageOf(
    z.object({
      documentId: Uuid,
      agencyId: Uuid,
      numberAndSymbol: z.string(),
      abstract: z.string(),
      issuedOn: CivilDate,
      signerName: z.string(),
      bucket: z.string(),
      reasonVi: z.string(),
      /** Whether the asking actor may open the document itself. */
      readable: z.boolean(),
    }),
  ),
});

/** Counts of what waits, for the cards of the overview. */
export const GetVolumes = query({
  service: 'stats',
  name: 'get-volumes',
  right: 'stats.read',
  http: { method: 'GET', path: '/stats/volumes', summary: 'Số văn bản đi, đến trong kỳ' },
  input: z.object(period),
  output: z.object({
    outgoingIssued: z.number().int(),
    incomingRegistered: z.number().int(),
    incomingReturned: z.number().int(),
    incomingCompleted: z.number().int(),
    completedLate: z.number().int(),
  }),
});

/** Reads the logs of all owners again, builds beside the old model and switches. */
export const Rebuild = command({
  service: 'stats',
  name: 'rebuild',
  right: 'stats.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/stats/rebuild', summary: 'Dựng lại số liệu từ nhật ký sự kiện' },
  input: z.object({}),
  output: z.object({ jobId: Uuid }),
});
export const GetRebuild = query({
  service: 'stats',
  name: 'get-rebuild',
  right: 'stats.administer',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/rebuild/{jobId}', summary: 'Tiến độ dựng lại' },
  input: z.object({ jobId: Uuid }),
  output: z.object({
    state: z.enum(['running', 'done', 'failed']),
    entriesRead: z.number().int(),
    positions: z.record(z.string(), z.number().int()),
  }),
});
