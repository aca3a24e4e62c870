import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type AlgorithmPolicy,
  type Certificate,
  CertificateError,
  type Crl,
  defaultAlgorithmPolicy,
  parseCertificate,
  parseCrl,
  validatePath,
} from '../src/index.js';

/**
 * NIST PKITS, run where the vectors are at hand: in `shared/corpus` beside the checkout, or where VANTHU_CORPUS says. They are
 * not part of the repository (their licence differs).
 */
const beside = join(import.meta.dirname, '../../../../shared/corpus');
const folder = join(process.env.VANTHU_CORPUS ?? beside, 'pki', 'pkits');
const hasVectors = existsSync(join(folder, 'pkits.json'));
if (!hasVectors) process.stderr.write('PKITS vectors not found: the 246 paths are skipped\n');

interface Vector {
  id: string;
  name: string;
  cert: string;
  other_certs?: string[];
  crls?: string[];
  error?: unknown;
  /** false: the case is not about revocation */
  revocation?: boolean;
  params?: {
    user_initial_policy_set?: string[];
    initial_explicit_policy?: boolean;
    initial_policy_mapping_inhibit?: boolean;
    initial_any_policy_inhibit?: boolean;
  };
}

const certificateOf = (file: string): Certificate => parseCertificate(readFileSync(join(folder, 'certs', file)));
const policy: AlgorithmPolicy = {
  ...defaultAlgorithmPolicy,
  digests: new Set([...defaultAlgorithmPolicy.digests, 'sha1']),
  minRsaBits: 1024,
  allowOtherKeys: true,
};

function readable<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof CertificateError) return [];
    throw error;
  }
}

function accepts(vector: Vector): boolean {
  const crls: Crl[] = (vector.crls ?? []).flatMap((file) =>
    readable(() => parseCrl(readFileSync(join(folder, 'crls', file)))),
  );
  const rootCrl = parseCrl(readFileSync(join(folder, 'crls', 'TrustAnchorRootCRL.crl')));
  const [leaf] = readable(() => certificateOf(vector.cert));
  if (leaf === undefined) return false;
  const judgement = validatePath({
    leaf,
    intermediates: (vector.other_certs ?? []).flatMap((file) => readable(() => certificateOf(file))),
    anchors: [{ certificate: certificateOf('TrustAnchorRootCertificate.crt'), family: 'organisation-defined' }],
    at: new Date('2022-05-01T00:00:00Z'),
    algorithmPolicy: policy,
    crls: [...crls, rootCrl],
    revocation: vector.revocation === false ? 'if-known' : 'required',
    policies: {
      ...(vector.params?.user_initial_policy_set ? { accepted: vector.params.user_initial_policy_set } : {}),
      requireExplicit: vector.params?.initial_explicit_policy ?? false,
      inhibitMapping: vector.params?.initial_policy_mapping_inhibit ?? false,
      inhibitAny: vector.params?.initial_any_policy_inhibit ?? false,
    },
  });
  return judgement.indication === 'PASSED';
}

(hasVectors ? describe : describe.skip)('PKITS', () => {
  it('accepts every valid path and no invalid one', () => {
    const vectors = JSON.parse(readFileSync(join(folder, 'pkits.json'), 'utf8')) as Vector[];
    const results = vectors.map((vector) => ({
      vector,
      accepted: accepts(vector),
      isValid: vector.error === undefined,
    }));
    const wronglyAccepted = results.filter(({ accepted, isValid }) => accepted && !isValid);
    const wronglyRefused = results.filter(({ accepted, isValid }) => !accepted && isValid);
    const names = (list: typeof results): string[] => list.map(({ vector }) => `${vector.id} ${vector.name}`);
    expect({ accepted: names(wronglyAccepted), refused: names(wronglyRefused) }).toEqual({ accepted: [], refused: [] });
  });
});
