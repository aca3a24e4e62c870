import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Sha256, Uuid } from '../core/vocabulary.js';

/**
 * Files that are handed out to be signed elsewhere and come back signed: by the desktop program of the public-service CA (VGCA), or
 * by whoever has the key (two steps). What comes back is judged against what was handed out before it is taken.
 */

/** `desktop`: at once, by the program on the clerk's machine; `file`: the whole file, within a day; `cms`: its digest, within a day. */
export const HandoutWay = z.enum(['desktop', 'file', 'cms']);
export type HandoutWay = z.infer<typeof HandoutWay>;

const purpose = z.enum(['personal', 'organisation']);
const certificateDer = z.base64().max(20_000);
const CertificateSummary = z.object({ subject: z.string(), validTo: Instant, daysLeft: z.number().int() });

/** Pre-flight: everything that would refuse a signature with this certificate, of a token that only the station sees. */
export const CheckCertificate = query({
  service: 'signing',
  name: 'check-certificate',
  right: 'signing.activate',
  http: {
    method: 'POST',
    path: '/signing/station/certificate',
    summary: 'Kiểm tra chứng thư trên máy ký trước khi ký',
  },
  input: z.object({ purpose, certificateDer }),
  output: z
    .object({
      certificate: CertificateSummary,
      problems: z.array(z.object({ code: z.string(), messageVi: z.string() })),
    })
    .meta({ id: 'CheckedCertificate' }),
});

/** Allows these documents to be handed out, each once. The answer is used like that of `open-activation`. */
export const OpenHandout = command({
  service: 'signing',
  name: 'open-handout',
  right: 'signing.activate',
  http: { method: 'POST', path: '/signing/handout-activations', summary: 'Mở một lượt ký ở nơi khác (VGCA, ký ngoài)' },
  input: z.object({
    purpose,
    way: HandoutWay,
    /** Of the token, where the station knows it; what comes back must carry it. Needed for `cms`. */
    certificateDer: certificateDer.nullable(),
    documents: z
      .array(z.object({ documentId: Uuid, manifestHash: Sha256 }))
      .min(1)
      .max(1000),
  }),
  output: z.object({ activationId: Uuid, expiresAt: Instant, certificate: CertificateSummary.nullable() }),
});

/** Whether what is ordered under this activation goes elsewhere to be signed: asked before what cannot be taken back, a number. */
export const IsHandout = query({
  service: 'signing',
  name: 'is-handout',
  services: ['outgoing'],
  input: z.object({ activationId: Uuid }),
  output: z.object({ isHandout: z.boolean() }),
});

export const Handout = z
  .object({
    handoutId: Uuid,
    jobId: Uuid,
    documentId: Uuid,
    activationId: Uuid,
    way: HandoutWay,
    /** What the desktop program calls it. */
    act: z.enum(['SignApproved', 'SignIssued', 'SignAppendix', 'SignCopy']),
    fileName: z.string(),
    /** Below the door's own address; each is good once, for whoever has it. Null when it has been used, and for `cms`. */
    downloadPath: z.string().nullable(),
    uploadPath: z.string().nullable(),
    /** As the register has given them; they stand in the file already. */
    docNumber: z.string().nullable(),
    issuedDate: z.string().nullable(),
    /** What a CMS from elsewhere is made over: its message-digest, hexadecimal. */
    digest: z.object({ algorithm: z.literal('sha256'), value: Sha256 }).nullable(),
    expiresAt: Instant,
  })
  .meta({ id: 'Handout' });
export type Handout = z.infer<typeof Handout>;

/** One's own files that are out and have not come back. */
export const FindHandouts = query({
  service: 'signing',
  name: 'find-handouts',
  right: 'signing.activate',
  http: { method: 'GET', path: '/signing/handouts', summary: 'Tệp của mình đang giao ra ngoài để ký' },
  input: z.object({ activationId: Uuid.optional(), documentId: Uuid.optional() }),
  output: z.object({ handouts: z.array(Handout) }),
});

/** The second step: the CMS that was made over the digest. */
export const HandInCms = command({
  service: 'signing',
  name: 'hand-in-cms',
  right: 'signing.activate',
  http: {
    method: 'POST',
    path: '/signing/handouts/{handoutId}/cms',
    summary: 'Nộp chữ ký (CMS) đã tạo ở nơi khác',
    timeoutMs: 20_000,
  },
  input: z.object({ handoutId: Uuid, cms: z.base64().max(100_000) }),
  output: z.object({ jobId: Uuid }),
});

/** What the desktop program did instead of signing, as the page heard it: its code and its own words. */
export const DesktopSaid = z
  .object({
    /** Nobody answered; no answer came; it said that it has signed, and brought nothing; it said no. */
    outcome: z.enum(['absent', 'silent', 'not-brought', 'declined']),
    status: z.number().int().nullable(),
    text: z.string().max(4000),
  })
  .meta({ id: 'DesktopSaid' });
export type DesktopSaid = z.infer<typeof DesktopSaid>;

/** Ends the wait: nothing that comes back later is taken, and the document may be ordered anew. */
export const GiveUpHandout = command({
  service: 'signing',
  name: 'give-up-handout',
  right: 'signing.activate',
  http: { method: 'POST', path: '/signing/handouts/{handoutId}/give-up', summary: 'Thôi chờ tệp đã giao ra ngoài' },
  input: z.object({ handoutId: Uuid, said: DesktopSaid.optional() }),
  output: z.object({ jobId: Uuid }),
});

/** The last part of a one-time address, as it was given out. */
export const HandoutAddress = z.string().regex(/^[0-9a-f-]{36}\.[du]\.[A-Za-z0-9_-]{86}$/);

/** Who calls the download address gets the prepared file, once. */
export const OpenHandedOut = command({
  service: 'signing',
  name: 'open-handed-out',
  services: ['gateway'],
  input: z.object({ address: HandoutAddress }),
  output: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string() }),
});

/** A whole signed file has come to the upload address. */
export const HandIn = command({
  service: 'signing',
  name: 'hand-in',
  services: ['gateway'],
  input: z.object({ address: HandoutAddress, passingId: Uuid }),
  output: z.object({ jobId: Uuid, fileName: z.string() }),
});
