import { readFileSync, statSync } from 'node:fs';
import { type Certificate, type Crl, certificatesFromPem, parseCrl, type TrustAnchor } from '@vanthu/pki';
import { z } from 'zod';

/** What this installation trusts: anchors of the public-service family, issuers to build chains with, lists of revoked certificates. */
export abstract class Trust {
  abstract readonly anchors: readonly TrustAnchor[];
  abstract readonly intermediates: readonly Certificate[];
  /** Read for each question, so that a revocation is acted upon without a restart. */
  abstract crls(): readonly Crl[];
}

export interface TrustFiles {
  /** PEM of the anchors. */
  readonly roots: string;
  /** PEM of issuing CAs. */
  readonly intermediates: string | undefined;
  /** DER lists of revoked certificates. */
  readonly crls: readonly string[];
}

const TrustVariables = z.object({
  VANTHU_TRUST_ROOTS: z.string().min(1),
  VANTHU_TRUST_INTERMEDIATES: z.string().min(1).optional(),
  VANTHU_TRUST_CRLS: z.string().default(''),
});

/** @throws Error when no anchors are configured: a signing service that trusts nobody cannot judge. */
export function trustFilesOf(extra: Readonly<Record<string, unknown>>): TrustFiles {
  const variables = TrustVariables.parse(extra);
  return {
    roots: variables.VANTHU_TRUST_ROOTS,
    intermediates: variables.VANTHU_TRUST_INTERMEDIATES,
    crls: variables.VANTHU_TRUST_CRLS.split(',').filter(Boolean),
  };
}

/** Words in the subject of the test root; production must not start with it. */
const TEST_ROOT = /KHÔNG DÙNG THẬT|VanThu Test/iu;

export function loadTrust(files: TrustFiles, environment: 'development' | 'production' | 'test'): Trust {
  const pem = (file: string) => certificatesFromPem(readFileSync(file, 'utf8'));
  const roots = pem(files.roots);
  if (environment === 'production' && roots.some((root) => TEST_ROOT.test(root.subject.text)))
    throw new Error('The test root is among the trust anchors: production refuses it (VANTHU_TRUST_ROOTS)');
  return {
    anchors: roots.map((certificate) => ({ certificate, family: 'public-service' as const })),
    intermediates: files.intermediates ? pem(files.intermediates) : [],
    crls: listsOf(files.crls),
  };
}

/** Parsed again when a file is another one than before: a new list counts from the next question on. */
function listsOf(paths: readonly string[]): () => readonly Crl[] {
  const read = new Map<string, { readonly version: string; readonly crl: Crl }>();
  return () =>
    paths.map((path) => {
      const { mtimeNs, size, ino } = statSync(path, { bigint: true });
      const version = `${mtimeNs} ${size} ${ino}`;
      const known = read.get(path);
      if (known?.version === version) return known.crl;
      const crl = parseCrl(readFileSync(path));
      read.set(path, { version, crl });
      return crl;
    });
}
