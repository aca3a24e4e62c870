import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type AlgorithmPolicy,
  type Certificate,
  certificatesFromPem,
  defaultAlgorithmPolicy,
  type OcspResponse,
  parseOcspResponse,
  validatePath,
} from '../src/index.js';

/** OpenSSL's OCSP vectors with pyHanko's verdicts, run where they are at hand; see pkits.unit.spec.ts. */
const beside = join(import.meta.dirname, '../../../../shared/corpus');
const folder = join(process.env.VANTHU_CORPUS ?? beside, 'pki', 'openssl-ocsp');
const hasVectors = existsSync(join(folder, 'openssl-ocsp.json'));
if (!hasVectors) process.stderr.write('OCSP vectors not found: the 29 paths are skipped\n');

interface Vector {
  name: string;
  root: string;
  other_certs?: string[];
  cert: string;
  ocsps: string[];
  moment: string;
  error?: { msg_regex: string };
}

const certificateOf = (file: string): Certificate => {
  const [certificate] = certificatesFromPem(readFileSync(join(folder, file), 'utf8'));
  if (certificate === undefined) throw new Error(file);
  return certificate;
};

function responseOf(file: string): OcspResponse {
  const response = parseOcspResponse(Buffer.from(readFileSync(join(folder, file), 'utf8'), 'base64'));
  if (response.kind !== 'ocsp-response') throw new Error(file);
  return response;
}

/** Of 2012: SHA-1 and RSA-1024. */
const policy: AlgorithmPolicy = {
  ...defaultAlgorithmPolicy,
  digests: new Set([...defaultAlgorithmPolicy.digests, 'sha1']),
  minRsaBits: 1024,
};

(hasVectors ? describe : describe.skip)('OCSP vectors of OpenSSL', () => {
  const vectors = hasVectors ? (JSON.parse(readFileSync(join(folder, 'openssl-ocsp.json'), 'utf8')) as Vector[]) : [];

  it.each(vectors)('$name', (vector) => {
    const judged = validatePath({
      leaf: certificateOf(vector.cert),
      intermediates: (vector.other_certs ?? []).map(certificateOf),
      anchors: [{ certificate: certificateOf(vector.root), family: 'organisation-defined' }],
      at: new Date(vector.moment),
      algorithmPolicy: policy,
      ocsps: vector.ocsps.map(responseOf),
    });
    expect(judged.indication).toBe('PASSED');
    const index = vector.error?.msg_regex.includes('intermediate certificate 1') ? 1 : 0;
    const answer = judged.revocations[index]?.answer;
    expect(answer?.status).toBe(vector.error === undefined ? 'good' : 'unknown');
  });
});
