import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Sha256, Uuid } from '../core/vocabulary.js';

/**
 * Keys at a remote service whose owner confirms in the page of that service, on the phone say (Cloud Signature Consortium API v2, 8.4:
 * OAuth 2.0 authorization code with PKCE for the scope `credential`). No PIN passes through here.
 */

export const RemoteAuthorisation = z
  .object({
    /** Is used like that of `open-activation`; nothing is signed with it before its owner has confirmed. */
    activationId: Uuid,
    /**
     * `gathering`: the service binds the authorisation to the hashes (SCAL 2), so documents are ordered first; `waiting`: `address`
     * is to be opened; `confirmed`: order, nothing is to be confirmed now; `ended`: nothing more is signed, for `reasonVi`.
     */
    state: z.enum(['gathering', 'waiting', 'confirmed', 'ended']),
    /** The page of the service where its owner confirms; null but in `waiting`. */
    address: z.string().nullable(),
    /** How many signatures are to be confirmed there. */
    signatures: z.number().int(),
    expiresAt: Instant,
    reasonVi: z.string().nullable(),
  })
  .meta({ id: 'RemoteAuthorisation' });
export type RemoteAuthorisation = z.infer<typeof RemoteAuthorisation>;

/** Begins to ask the owner of a key for the signatures under these documents, each once. */
export const BeginAuthorisation = command({
  service: 'signing',
  name: 'begin-authorisation',
  right: 'signing.activate',
  http: {
    method: 'POST',
    path: '/signing/authorisations',
    summary: 'Xin chủ khóa xác nhận ở trang của dịch vụ ký từ xa',
    timeoutMs: 45_000,
  },
  input: z.object({
    purpose: z.enum(['personal', 'organisation']),
    documents: z
      .array(z.object({ documentId: Uuid, manifestHash: Sha256 }))
      .min(1)
      .max(1000),
  }),
  output: RemoteAuthorisation,
});

/** One's own: what is still to be confirmed. */
export const GetAuthorisation = query({
  service: 'signing',
  name: 'get-authorisation',
  right: 'signing.activate',
  http: {
    method: 'GET',
    path: '/signing/authorisations/{activationId}',
    summary: 'Còn phải xác nhận gì ở dịch vụ ký từ xa',
  },
  input: z.object({ activationId: Uuid }),
  output: RemoteAuthorisation,
});

/** What the service has sent its owner back with (RFC 6749 4.1.2, RFC 9207), to the person who began it and good once. */
export const CompleteAuthorisation = command({
  service: 'signing',
  name: 'complete-authorisation',
  right: 'signing.activate',
  http: {
    method: 'POST',
    path: '/signing/authorisation-answers',
    summary: 'Nhận câu trả lời của dịch vụ ký từ xa sau khi chủ khóa xác nhận',
    timeoutMs: 45_000,
  },
  secret: ['code', 'state'],
  input: z.object({
    state: z.string().min(1).max(255),
    code: z.string().min(1).max(4000).optional(),
    error: z.string().max(200).optional(),
    iss: z.string().max(500).optional(),
  }),
  output: z.object({ activationId: Uuid, signatures: z.number().int() }),
});
