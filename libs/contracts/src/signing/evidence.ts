import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Sha256, Uuid } from '../core/vocabulary.js';
import { Judgement, SignatureJudgement } from './signing.js';

/** What lies behind a judgement, what keeps it provable for decades, and judging all of it anew. */

export const PreservedFile = z
  .object({
    issuedSha256: Sha256,
    /** `waiting`: a server did not answer yet; `unfit`: it does not become better by itself. */
    state: z.enum(['waiting', 'preserved', 'unfit']),
    /** Of its weakest signature. */
    level: z.string().nullable(),
    bytes: z.number().int().nullable(),
    /** The first end of a timestamp authority's certificate; it gets another timestamp before. */
    provenUntil: Instant.nullable(),
    problemVi: z.string().nullable(),
  })
  .meta({ id: 'PreservedFile' });

const KeptCertificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: Instant,
  validTo: Instant,
  sha256: Sha256,
});

/** The evidence of each signature of one document (R-VER-08), latest judgement of the issued file first. */
export const GetSignatureEvidence = query({
  service: 'signing',
  name: 'get-signature-evidence',
  right: 'signing.read-evidence',
  http: {
    method: 'GET',
    path: '/signing/documents/{documentId}/signatures',
    summary: 'Chứng cứ của từng chữ ký: chứng thư, trả lời thu hồi, dấu thời gian',
  },
  input: z.object({ documentId: Uuid }),
  output: z.object({
    judgements: z.array(
      z.object({
        fileSha256: Sha256,
        judgedAt: Instant,
        judgedFor: Instant,
        policy: z.string(),
        answer: Judgement.shape.answer,
        messageVi: z.string(),
        signatures: z.array(SignatureJudgement),
        certificates: z.array(KeptCertificate),
        revocation: z.array(
          z.object({
            kind: z.enum(['crl', 'ocsp']),
            by: z.string(),
            thisUpdate: Instant.nullable(),
            nextUpdate: Instant.nullable(),
          }),
        ),
        timestamps: z.array(z.object({ time: Instant, by: z.string() })),
      }),
    ),
    preservation: z.array(PreservedFile),
  }),
});

/** Tries now what was put off, and renews what ends soon. */
export const RaiseIssuedFiles = command({
  service: 'signing',
  name: 'raise-issued-files',
  right: 'signing.administer',
  services: ['cli'],
  http: {
    method: 'POST',
    path: '/signing/preservation',
    summary: 'Nâng mức bảo quản của tệp đã phát hành ngay bây giờ',
  },
  input: z.object({}),
  output: z.object({
    /** False where no timestamp server is configured, or it was put off. */
    isOn: z.boolean(),
    waiting: z.number().int(),
    preserved: z.number().int(),
    unfit: z.number().int(),
  }),
});

export const Rejudging = z
  .object({
    id: Uuid,
    policy: z.string(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    total: z.number().int(),
    done: z.number().int(),
    /** Files that are no longer there or were changed: said, not judged. */
    lost: z.number().int(),
    changed: z.array(
      z.object({
        documentId: Uuid,
        before: Judgement.shape.answer,
        after: Judgement.shape.answer,
        messageVi: z.string(),
      }),
    ),
  })
  .meta({ id: 'Rejudging' });

/** Judges the file of every document again, under the rules and anchors of today. One at a time: a running one is answered. */
export const StartRejudging = command({
  service: 'signing',
  name: 'start-rejudging',
  right: 'signing.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/signing/rejudgings', summary: 'Kiểm tra lại chữ ký của mọi văn bản' },
  input: z.object({}),
  output: Rejudging,
});

/** How far the latest one has come, and whose answer has changed. */
export const GetRejudging = query({
  service: 'signing',
  name: 'get-rejudging',
  right: 'signing.administer',
  services: ['cli'],
  http: {
    method: 'GET',
    path: '/signing/rejudgings/latest',
    summary: 'Tiến độ kiểm tra lại và những văn bản đổi kết quả',
  },
  input: z.object({}),
  output: z.object({ rejudging: Rejudging.nullable() }),
});
