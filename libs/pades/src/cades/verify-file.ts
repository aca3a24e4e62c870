import {
  type AlgorithmPolicy,
  type Certificate,
  CertificateError,
  type Crl,
  DerError,
  type DigestAlgorithm,
  digestOf,
  type OcspResponse,
  type PathJudgement,
  parseCrl,
  parseOcspResponse,
  parseSignedData,
  parseTimestampToken,
  type SignedDataFacts,
  type TrustAnchor,
  validatePath,
  verifySignerInfo,
  verifyTimestampToken,
} from '@vanthu/pki';
import type { CmsLevel } from './sign-file.js';

export interface VerifyFileOptions {
  readonly anchors: readonly TrustAnchor[];
  /** Now. */
  readonly at: Date;
  readonly certificates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocsps?: readonly OcspResponse[];
  readonly algorithmPolicy?: AlgorithmPolicy;
}

export interface FileReport {
  /** Digest, value, signed attributes and certificate reference, apart from trust. */
  readonly integrity: 'ok' | 'bad';
  /** EN 319 102-1 5.1.3. */
  readonly indication: 'TOTAL_PASSED' | 'TOTAL_FAILED' | 'INDETERMINATE';
  readonly subIndication: string | undefined;
  /** What the CMS has that is intact; undefined below baseline. */
  readonly level: CmsLevel | undefined;
  readonly signer: Certificate | undefined;
  readonly claimedSigningTime: Date | undefined;
  /** Proven by a timestamp whose authority is trusted. */
  readonly provenSigningTime: Date | undefined;
  readonly path: PathJudgement | undefined;
  /** Vietnamese, one sentence. */
  readonly messageVi: string;
}

/** Judges a detached signature of a file. Never throws for what is in the bytes. */
export function verifyFile(content: Uint8Array, cms: Uint8Array, options: VerifyFileOptions): FileReport {
  const facts = parseSignedData(cms, { lenient: true });
  if (facts.kind === 'cms-problem') return failed('FORMAT_FAILURE', 'Tệp chữ ký không đọc được');
  if (facts.encapsulatedContent) return failed('FORMAT_FAILURE', 'Chữ ký không tách rời khỏi tệp', facts);
  if (facts.digestAlgorithm === undefined)
    return failed('CRYPTO_CONSTRAINTS_FAILURE', 'Thuật toán băm không được hỗ trợ', facts);
  const { certificates = [], algorithmPolicy } = options;
  const policy = algorithmPolicy ? { algorithmPolicy } : {};
  const judgement = verifySignerInfo(facts, digestOf(facts.digestAlgorithm, content), {
    ...{ certificates, content: [content] },
    ...policy,
  });
  const signer = judgement.signerCertificate;
  if (!signer) return undetermined('NO_SIGNING_CERTIFICATE_FOUND', 'Không có chứng thư số của người ký', facts);
  if (judgement.digest !== 'ok') return failed('HASH_FAILURE', 'Tệp đã bị thay đổi sau khi ký', facts, signer);
  if (judgement.value !== 'ok') return failed('SIG_CRYPTO_FAILURE', 'Giá trị chữ ký không đúng', facts, signer);
  if (judgement.ess === 'mismatch' || judgement.contentType === 'mismatch')
    return failed('SIG_CONSTRAINTS_FAILURE', 'Thuộc tính của chữ ký không khớp', facts, signer);
  const known = evidenceOf(facts, options);
  const proven = provenTime(facts, known, options);
  const path = validatePath({
    ...{ leaf: signer, purpose: 'document-signing', at: proven ?? options.at, anchors: options.anchors, ...policy },
    ...{ intermediates: known.certificates, crls: known.crls, ocsps: known.ocsps },
  });
  const about = {
    ...({ integrity: 'ok', level: levelOf(facts, judgement.ess, proven, path), signer, path } as const),
    ...{ claimedSigningTime: facts.signingTime, provenSigningTime: proven },
  };
  const weak = judgement.weak[0];
  if (weak !== undefined) {
    const messageVi = 'Chữ ký toàn vẹn nhưng dùng thuật toán yếu';
    return { ...about, indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE', messageVi };
  }
  return { ...about, ...answerOf(path, proven !== undefined) };
}

/* EN 319 102-1 5.3.4 with table 6: without a proven time, a certificate that has ended or was revoked may have been good when it signed. */
const withoutProof: Readonly<Record<string, string>> = { EXPIRED: 'OUT_OF_BOUNDS_NO_POE', REVOKED: 'REVOKED_NO_POE' };

function answerOf({ indication, subIndication }: PathJudgement, isProven: boolean) {
  const unproven = isProven || subIndication === undefined ? undefined : withoutProof[subIndication];
  if (unproven) {
    const messageVi = 'Chứng thư số nay không còn hiệu lực và chưa chứng minh được thời điểm ký';
    return { indication: 'INDETERMINATE', subIndication: unproven, messageVi } as const;
  }
  switch (indication) {
    case 'PASSED':
      return { indication: 'TOTAL_PASSED', subIndication, messageVi: 'Chữ ký hợp lệ' } as const;
    case 'FAILED':
      return { indication: 'TOTAL_FAILED', subIndication, messageVi: 'Chứng thư số không có hiệu lực khi ký' } as const;
    case 'INDETERMINATE':
      return { indication, subIndication, messageVi: 'Chưa đủ căn cứ về chứng thư số của người ký' } as const;
  }
}

interface Known {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly ocsps: readonly OcspResponse[];
}

function evidenceOf(facts: SignedDataFacts, { certificates = [], crls = [], ocsps = [] }: VerifyFileOptions): Known {
  const carried = facts.ocsps.flatMap((bytes) => {
    const response = parseOcspResponse(bytes);
    return response.kind === 'ocsp-response' ? [response] : [];
  });
  const lists = facts.crls.flatMap((bytes) => {
    try {
      return [parseCrl(bytes)];
    } catch (error) {
      if (error instanceof CertificateError || error instanceof DerError) return [];
      throw error;
    }
  });
  return {
    certificates: [...facts.certificates, ...certificates],
    crls: [...crls, ...lists],
    ocsps: [...ocsps, ...carried],
  };
}

/** The earliest time that a trusted authority has given to the signature value. */
function provenTime(facts: SignedDataFacts, known: Known, { anchors, at }: VerifyFileOptions): Date | undefined {
  const imprint = (digest: DigestAlgorithm) => digestOf(digest, facts.signatureValue);
  const times = facts.timestampTokens.flatMap((bytes) => {
    const token = parseTimestampToken(bytes, { lenient: true });
    if (token.kind === 'timestamp-problem' || token.genTime > at) return [];
    const { isIntact, signerCertificate } = verifyTimestampToken(token, { imprint, certificates: known.certificates });
    if (!isIntact || !signerCertificate) return [];
    const path = validatePath({
      ...{ leaf: signerCertificate, purpose: 'timestamping', at: token.genTime, anchors, crls: known.crls },
      ...{ intermediates: [...token.signedData.certificates, ...known.certificates], ocsps: known.ocsps },
    });
    return path.indication === 'PASSED' ? [token.genTime] : [];
  });
  return times.sort((a, b) => a.getTime() - b.getTime())[0];
}

/* 6.3: signing certificate reference and signing time are mandatory from B-B on; B-LT needs every answer inside. */
function levelOf(
  facts: SignedDataFacts,
  ess: 'match' | 'mismatch' | 'absent',
  proven: Date | undefined,
  path: PathJudgement,
): CmsLevel | undefined {
  if (ess !== 'match' || !facts.signingTime || facts.contentTypeAttribute === undefined) return undefined;
  if (!proven) return 'B-B';
  const carried = new Set([...facts.crls, ...facts.ocsps].map((bytes) => Buffer.from(bytes).toString('latin1')));
  const isCarried = ({ der }: Crl | OcspResponse) => carried.has(Buffer.from(der).toString('latin1'));
  const isProven = path.revocation === 'good' && path.revocations.every(({ evidence }) => evidence.every(isCarried));
  return isProven ? 'B-LT' : 'B-T';
}

const report = (
  indication: FileReport['indication'],
  subIndication: string,
  messageVi: string,
  integrity: FileReport['integrity'],
  facts?: SignedDataFacts,
  signer?: Certificate,
): FileReport => ({
  ...{ integrity, indication, subIndication, messageVi, signer, level: undefined, path: undefined },
  ...{ claimedSigningTime: facts?.signingTime, provenSigningTime: undefined },
});

const failed = (word: string, messageVi: string, facts?: SignedDataFacts, signer?: Certificate): FileReport =>
  report('TOTAL_FAILED', word, messageVi, 'bad', facts, signer);

const undetermined = (word: string, messageVi: string, facts: SignedDataFacts): FileReport =>
  report('INDETERMINATE', word, messageVi, 'bad', facts);
