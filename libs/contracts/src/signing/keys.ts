import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { Instant, Line, Sha256, Uuid } from '../core/vocabulary.js';

/** Ways to keys that do not lie here: tokens and HSMs (PKCS#11), remote services (Cloud Signature Consortium v2). */

const owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: Uuid }),
  z.object({ kind: z.literal('organisation'), agencyId: Uuid }),
]);

export const KeyWay = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pkcs11'),
    /** CKA_LABEL of the token; the module is the installation's (VANTHU_PKCS11_MODULE). */
    token: Line(64),
    /** CKA_ID of key and certificate, hexadecimal. */
    keyId: z.string().regex(/^([0-9a-f]{2}){1,64}$/),
  }),
  z.object({
    kind: z.literal('csc'),
    /** Name of a server in the installation's list (VANTHU_CSC_FILE). */
    server: Line(64),
    credentialId: Line(200),
    /**
     * How its owner allows a signature, in the words of `auth.mode` (CSC API v2, 11.5): `explicit` (default) with a PIN that is typed
     * here, `oauth2code` in the page of the service.
     */
    authorisation: z.enum(['explicit', 'oauth2code']).optional(),
  }),
]);
export type KeyWay = z.infer<typeof KeyWay>;

/** Says where the key of a person or an agency is. It stays there; its PIN is known to its owner alone. */
export const ConnectKey = command({
  service: 'signing',
  name: 'connect-key',
  right: 'signing.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/signing/connected-keys', summary: 'Nối khóa trong thiết bị hoặc dịch vụ ký từ xa' },
  input: z.object({
    owner,
    way: KeyWay,
    certificateDer: z.base64().max(20_000),
    /** Transparent PNG: blue hand signature or red seal (Annex I II.7.d, II.8.a). */
    imagePng: z.base64().max(1_000_000).nullable(),
    label: Line(200),
  }),
  output: z.object({ keyId: Uuid, certificateSha256: Sha256 }),
});

export const CheckedStation = z
  .object({
    hasKey: z.boolean(),
    way: z.enum(['pkcs12', 'pkcs11', 'csc']).nullable(),
    /** What its owner is asked for: a PIN here, or to confirm in the page of the remote service. */
    asks: z.enum(['pin', 'confirmation']).nullable(),
    label: z.string().nullable(),
    certificate: z
      .object({ subject: z.string(), issuer: z.string(), validTo: Instant, daysLeft: z.number().int() })
      .nullable(),
    triesLeft: z.number().int().nullable(),
    lockedUntil: Instant.nullable(),
    /** Why signing would be refused now; empty: nothing stands in the way. */
    problems: z.array(z.object({ code: z.string(), messageVi: z.string() })),
    /** New signatures get a timestamp. */
    hasTimestamps: z.boolean(),
  })
  .meta({ id: 'CheckedStation' });

/** Pre-flight: everything that would refuse a signature, looked at before the PIN is asked for. No key is used. */
export const CheckStation = query({
  service: 'signing',
  name: 'check-station',
  right: 'signing.activate',
  http: { method: 'GET', path: '/signing/station', summary: 'Kiểm tra trước khi ký: khóa, chứng thư, dấu thời gian' },
  input: z.object({ purpose: z.enum(['personal', 'organisation']) }),
  output: CheckedStation,
});

/** A list or server has said that the certificate of a key is revoked; said once for each key. Aggregate id = key id. */
export const KeyRevoked = event({
  service: 'signing',
  aggregate: 'signing-key',
  name: 'revoked',
  payload: z.object({ keyId: Uuid, owner, certificateSha256: Sha256, subject: z.string(), seenAt: Instant }),
});
