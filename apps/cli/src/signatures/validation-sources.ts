import type { ValidationSources } from '@vanthu/pades';
import { certificatesFromPem, IssuerClient, parseCrl, RevocationClient, TimestampClient } from '@vanthu/pki';
import { nodeWorld } from '@vanthu/pki-fetch';
import { TrustProblem, verificationTrust } from '../verify/verification-trust.js';

export interface SourceFlags {
  /** Addresses of timestamp servers, in the order in which they are asked. */
  readonly tsa?: string[];
  readonly trust?: string[];
  readonly issuers?: string[];
  /** `host:port` of private networks that certificates may name. */
  readonly allowHost?: string[];
  readonly data: string;
}

/**
 * Servers and anchors for levels above B-B. Timestamp servers that the person names may be in a private network; addresses that
 * certificates name may not, unless `--allow-host` says so.
 *
 * @throws TrustProblem
 */
export async function validationSources(flags: SourceFlags, at: Date): Promise<ValidationSources> {
  const { tsa = [], allowHost = [] } = flags;
  const trust = await verificationTrust(flags, process.env);
  const world = nodeWorld({ privateHosts: [...allowHost, ...tsa.map(hostOf)] });
  const revocation = new RevocationClient(world);
  return {
    at,
    anchors: trust.anchors.flatMap(({ pem, family }) =>
      certificatesFromPem(pem).map((certificate) => ({ certificate, family })),
    ),
    certificates: trust.intermediates.flatMap((pem) => certificatesFromPem(pem)),
    crls: trust.crls.map((der) => parseCrl(der)),
    issuers: new IssuerClient(world),
    revocation: {
      collect: async (question) => {
        const { answer, ocsp, crl } = await revocation.collect(question);
        return { status: answer, ocsp, crl };
      },
    },
    ...(tsa.length > 0 && { timestamps: new TimestampClient(world, { servers: tsa.map((url) => ({ url })) }) }),
  };
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    throw new TrustProblem(`Địa chỉ máy chủ dấu thời gian không đúng: ${url}`);
  }
}
