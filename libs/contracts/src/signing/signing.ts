import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { Instant, Line, Principal, Service, Sha256, Uuid } from '../core/vocabulary.js';

/** Ways to keys, signing jobs, evidence: every signature made and every one judged. */

/** What the judge says of one signature, in the words of ETSI EN 319 102-1 and of people. */
export const SignatureJudgement = z
  .object({
    field: z.string(),
    revision: z.number().int(),
    covers: z.enum(['file', 'revision', 'partial']),
    integrity: z.enum(['ok', 'bad']),
    changes: z.enum(['none', 'lta', 'form', 'annotation', 'forbidden']),
    indication: z.enum(['TOTAL_PASSED', 'TOTAL_FAILED', 'INDETERMINATE']),
    subIndication: z.string().nullable(),
    level: z.string().nullable(),
    certificateSha256: Sha256.nullable(),
    signerSubject: z.string().nullable(),
    issuerSubject: z.string().nullable(),
    certificateValidFrom: Instant.nullable(),
    certificateValidTo: Instant.nullable(),
    claimedSigningTime: Instant.nullable(),
    /** By enrolment on that day; `unknown` is "chưa phân loại". */
    owner: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), personId: Uuid, name: z.string() }),
      z.object({ kind: z.literal('organisation'), agencyId: Uuid, name: z.string() }),
      z.object({ kind: z.literal('unknown') }),
    ]),
    changesVi: z.array(z.string()),
    messageVi: z.string(),
    /** What decides nothing and is to be told: revocation that could not be asked, clocks that disagree (R-VER-04, R-VER-05). */
    remarksVi: z.array(z.string()).optional(),
    /** Valid, but nobody could be asked whether the certificate was revoked: never shown as valid alone (R-VER-05). */
    isRevocationUnknown: z.boolean().optional(),
  })
  .meta({ id: 'SignatureJudgement' });
export type SignatureJudgement = z.infer<typeof SignatureJudgement>;

export const Judgement = z
  .object({
    fileSha256: Sha256,
    /** Three words: hợp lệ, không hợp lệ, chưa đủ căn cứ; or no signature at all. */
    answer: z.enum(['valid', 'invalid', 'undetermined', 'unsigned']),
    messageVi: z.string(),
    signatures: z.array(SignatureJudgement),
    /** Time for which the certificates were judged. */
    judgedFor: Instant,
    judgedAt: Instant,
    policy: z.string(),
  })
  .meta({ id: 'Judgement' });
export type Judgement = z.infer<typeof Judgement>;

/** The public key to which PINs are sealed (RSA-OAEP-256, JWK). */
export const GetActivationKey = query({
  service: 'signing',
  name: 'get-activation-key',
  right: 'signing.activate',
  http: { method: 'GET', path: '/signing/activation-key', summary: 'Khóa công khai để niêm phong mã PIN' },
  input: z.object({}),
  output: z.object({ keyId: z.string(), jwk: z.record(z.string(), z.unknown()) }),
});

/** Opens a key with its PIN. The opened key lives in memory, bounded in time and number of uses; lost at a restart. */
export const OpenActivation = command({
  service: 'signing',
  name: 'open-activation',
  right: 'signing.activate',
  http: {
    method: 'POST',
    path: '/signing/activations',
    summary: 'Mở khóa ký bằng mã PIN đã niêm phong',
    // A token has 30 seconds to answer, a remote service 20 for each of its two answers.
    timeoutMs: 45_000,
  },
  secret: ['sealedPin'],
  input: z.object({
    /** `personal`: the asking person's key; `organisation`: the agency's seal key, for its clerks. */
    purpose: z.enum(['personal', 'organisation']),
    /** Base64 of RSA-OAEP-256 over UTF-8 JSON {"pin","nonce","at"}; good once and for two minutes. */
    sealedPin: z.base64().max(2000),
    /** What the person has seen and wants signed; the opened key signs nothing else, and each once. */
    documents: z
      .array(z.object({ documentId: Uuid, manifestHash: Sha256 }))
      .min(1)
      .max(1000),
  }),
  output: z.object({
    activationId: Uuid,
    usesLeft: z.number().int(),
    expiresAt: Instant,
    certificate: z.object({ subject: z.string(), validTo: Instant, daysLeft: z.number().int() }),
  }),
});

/** Puts a PKCS#12 into keeping. It stays sealed by its own PIN, which is not stored. */
export const StoreKey = command({
  service: 'signing',
  name: 'store-key',
  right: 'signing.administer',
  services: ['cli'],
  http: {
    method: 'POST',
    path: '/signing/keys',
    summary: 'Đưa khóa PKCS#12 vào kho (vẫn khóa bằng mã PIN của chủ khóa)',
  },
  secret: ['pkcs12'],
  input: z.object({
    owner: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), personId: Uuid }),
      z.object({ kind: z.literal('organisation'), agencyId: Uuid }),
    ]),
    pkcs12: z.base64().max(100_000),
    certificateDer: z.base64().max(20_000),
    /** Transparent PNG: blue hand signature or red seal (Annex I II.7.d, II.8.a). */
    imagePng: z.base64().max(1_000_000).nullable(),
    label: Line(200),
  }),
  output: z.object({ keyId: Uuid, certificateSha256: Sha256 }),
});

/** Judges a stored file now and keeps the judgement as evidence. */
export const JudgeFile = query({
  service: 'signing',
  name: 'judge-file',
  services: ['outgoing', 'incoming'],
  input: z.object({ fileSha256: Sha256, judgedFor: Instant.optional() }),
  output: Judgement,
});

/** Reads the stored file of a document again and judges it again; a different answer moves the figures. */
export const RejudgeDocument = command({
  service: 'signing',
  name: 'rejudge-document',
  right: 'signing.rejudge',
  services: ['cli'],
  http: {
    method: 'POST',
    path: '/signing/documents/{documentId}/rejudge',
    summary: 'Kiểm tra lại chữ ký của tệp đang lưu',
  },
  input: z.object({ documentId: Uuid }),
  output: z.object({ jobId: Uuid, judgement: Judgement }),
});

/** The evidence of one document: its latest judgement. */
export const GetEvidence = query({
  service: 'signing',
  name: 'get-evidence',
  right: 'signing.read-evidence',
  services: ['outgoing', 'incoming'],
  http: {
    method: 'GET',
    path: '/signing/documents/{documentId}/evidence',
    summary: 'Kết quả kiểm tra chữ ký của một văn bản',
  },
  input: z.object({ documentId: Uuid }),
  output: z.object({
    judgement: Judgement.nullable(),
    history: z.array(z.object({ judgedAt: Instant, answer: Judgement.shape.answer })),
  }),
});

const subject = { documentId: Uuid, service: Service, readers: z.array(Principal) };

/** Aggregate id = job id. */
export const SignatureMade = event({
  service: 'signing',
  aggregate: 'signing-job',
  name: 'signature-made',
  payload: z.object({
    ...subject,
    jobId: Uuid,
    step: z.number().int(),
    kind: z.enum(['personal', 'organisation']),
    manifestHash: Sha256,
    inputSha256: Sha256,
    outputSha256: Sha256,
    outputBytes: z.number().int(),
    /** Where a program elsewhere has signed in a field of its own instead of the planned one. */
    field: z.string().optional(),
    signedAt: Instant,
    judgement: Judgement,
    attachments: z.array(
      z.object({
        inputSha256: Sha256,
        outputSha256: Sha256,
        outputBytes: z.number().int(),
        field: z.string().optional(),
        judgement: Judgement,
      }),
    ),
  }),
});
/** Nothing was signed. `needsActivation`: the opened key is gone or used up; a new activation continues the job. */
export const SignatureNotMade = event({
  service: 'signing',
  aggregate: 'signing-job',
  name: 'signature-not-made',
  payload: z.object({
    ...subject,
    jobId: Uuid,
    step: z.number().int(),
    outcome: z.enum(['needs-activation', 'refused', 'failed']),
    code: z.string(),
    reasonVi: z.string(),
  }),
});
/** Aggregate id = document id: each judgement of the file of a document, in order. */
export const DocumentJudged = event({
  service: 'signing',
  aggregate: 'judged-document',
  name: 'judged',
  payload: z.object({ ...subject, judgement: Judgement }),
});
