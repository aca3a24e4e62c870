import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Certificate, type PathJudgement, verifySignatureValue } from '@vanthu/pki';
import type { PdfFacts, SignatureFacts } from '../facts.js';

interface Issuer {
  readonly commonName: string;
  /** SubjectPublicKeyInfo, base64; undefined where the certificate is published nowhere that could be found. */
  readonly key: string | undefined;
}

/** As certificates of the second and of the first generation spell it. */
const organizations = ['Ban Cơ yếu Chính phủ', 'Ban Co yeu Chinh phu'];

/* The root and the state agencies' CA of the second generation, the root of the first: public keys as published. */
const stateAgenciesG2 =
  'MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEAr+Tbl3sZ0cpqSUVjgc9Ukny8ga8sebklptm79GX6xvJ90sOwpGqOUmQGfc9O0Thkk1qSUJxfyZAi/u4yOP3EAv84O7aD6IzXQ9+DzymHUBh6xh0ca6e4Y7lxAkMl0b0pxiXy+RDaOQYpuPQ5FkADjR+26Q3PfYWgWeA1f3+VQAnN/JGH590PyxzYyAtQADFhY6pfpAYKvKhwa/vqwYKynvyvU8nPJSqXDqWJ+UCtUWV88ES4eVCSUhDMxQG0BcqHLopQe8krNSKhZDFlxG2EO+E7Bqp3V3O6kurhuK1ue5IaRYVGPvofQihX4orjc1ZON9paCXkef7xEZZlj5IxhstnzgJiyjAw1xjTvpjoNagFuW4H3vtsA2Z6b4RsyJFG21sBOe0XdDHpo7+9Z8qWvbn4ksmEyvCteG1D8cv7stvkbt/vCWotFP3ekJ1t0ofYqnDKtuZqUgoAiB1cMDLzp1IqUjwgMf95aVi31DNJRWYBJrrKyYq3g3HoQOdRyuFSYf3PbjX87EHDva/TA0GEKcPpBAj5XgiK5Lb4gOSUHNvoe1u3kKywMi+xWrMmrCvITe5Hc/U0q9FE01S9BkaUfTNXzB811KXZ0lHjhkQiRuid6iF5XOhtvooRLhsKkUGJF7TtgjbGO+dIXEF4uDBM0GokISQ6XShUeOIog6DCeGXUCAwEAAQ==';
const rootG2 =
  'MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEApTfkg+AHIT1SL5bSgtJko1HFYu50gksCJxuhgXP/aLaeakScN0+dwACEJ/k2msUdZHByS4/yn7s1LqlGiEyWQh3ovB4VK/s/jshYzXIVimyIcqTnFZuyAi1XnKhBzayrNLeDO5cZpwGU/SHgJmd2WgijaRw6JMiFvEWlPAhP9hV1EDI8shX/mXEoLmvgRPRUiznAxWwovb03SD27gu8mYl7PQJve/fcVniZtGTRfQUBDAzALsrEihAqdmFMTfnJgISyTgKnvqlhBUyNUBnJ4nVHphIK5znksDBQRPujg0C52KNlM4kM7s+5TFByy6/Xut2TSmv4AbCLhvTcVVAJjqhNyU1zARhWN/a6Xd4QzEkpAn800OGm8X0sB/uWkJixCFvHPXQip6rOXk6f6lI+o0pGdyCM9+zR6T/wik47JzZ2LCPEB0XHbGNWtVLTuZcz8b/9xXyhaYG+CX9AP3qAHpiwtzYPIhm5IdDMkYTfXaGfv8Z2p35WP0+rHK1/n4aV3FtYHUdBD9pkPaQVf0D+NAa6138JMJyzZQJ6ZCcmfbrUSdWJR99AZfebr2fYPAzo7ZCW5qBPFBg40IIRu/is3LwxPCTs/UG3w3tBoQihhefwZPtcetLwBo1Jruo43v9MblOXJ8m3klinZqwZXAFDmiefW29UYeIduxxDx0kHgJSECAwEAAQ==';
const rootG1 =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2vO97GS+C6Xh1FSdXoYxy8t16cquvNidWnMinvyKMEypZwb5y74AlLYZuph1uw7omdo0tLG7GkztR6OLCLZAFN7Y1cjLhO2Rp1siM+VAdQh61Nh4tMRJTDS84S7C0AzY9WahKl0Q8XDijToTf8wK2IzR9JG7LJczy67QTJipSjAUlsQMRGqqU95TSiS62yDNQW1mQb9MzpYT3sUxsDgoLmy3EbxIcJ7hgU2tAhozw7N6Z3XUwglpIdK+u/4RZHVMN6DTZTXyoHdqJpqZJfYzsHckwp506gGjVRCQtz94+obaQodVtzanWZ49fmfV60Kkzr5FSOnO92RyKHHEBSMkBwIDAQAB';

const issuers: readonly Issuer[] = [
  { commonName: 'CA phục vụ các cơ quan Nhà nước G2', key: stateAgenciesG2 },
  { commonName: 'RootCA chuyên dùng Chính phủ G2', key: rootG2 },
  { commonName: 'Co quan chung thuc so chuyen dung Chinh phu (RootCA)', key: rootG1 },
  { commonName: 'CA phục vụ các cơ quan Đảng G2', key: undefined },
  { commonName: 'Co quan chung thuc so Chinh phu', key: undefined },
  { commonName: 'Co quan chung thuc so Dang Cong san', key: undefined },
];

/**
 * Whether a signer's certificate comes from a CA of the public service: under an anchor of that family, or signed with a
 * key known here. This decides which changes a signature may make, and never whether it is trusted.
 *
 * The certificates of three such CAs are published nowhere. A name proves nothing; there a timestamp of the public
 * service's own authority over a signature of the same certificate is asked for besides. Such a signature has no chain
 * and stays "chưa đủ căn cứ".
 */
export function isPublicService(signature: SignatureFacts, facts: PdfFacts, path: PathJudgement | undefined): boolean {
  const signer = signature.signerInfo?.signerCertificate;
  if (!signer || signature.integrityReasons.length > 0 || signature.signerInfo?.value !== 'ok') return false;
  if (path?.anchor !== undefined) return path.anchor.family === 'public-service';
  const issuer = issuers.find((one) => isNamed(signer, one));
  if (!issuer) return false;
  if (issuer.key !== undefined) return isSignedBy(signer, issuer.key);
  const own = new Set(
    facts.signatures
      .filter(({ signerInfo }) => signerInfo?.signerCertificate?.fingerprintSha256 === signer.fingerprintSha256)
      .map(({ field }) => field),
  );
  return facts.timestamps.some(
    ({ kind, field, judgement }) =>
      kind === 'signature' && own.has(field) && judgement?.imprint === 'ok' && isOfPublicAuthority(judgement),
  );
}

function isOfPublicAuthority(judgement: NonNullable<PdfFacts['timestamps'][number]['judgement']>): boolean {
  const authority = judgement.signerCertificate;
  if (!authority || judgement.signature.value !== 'ok' || judgement.usage !== 'ok') return false;
  return issuers.some(
    (issuer) => issuer.key !== undefined && isNamed(authority, issuer) && isSignedBy(authority, issuer.key),
  );
}

const isNamed = ({ issuer }: Certificate, { commonName }: Issuer): boolean =>
  issuer.commonName?.normalize('NFC') === commonName &&
  organizations.includes(issuer.organization?.normalize('NFC') ?? '');

const keys = new Map<string, KeyObject>();

function isSignedBy(certificate: Certificate, key: string): boolean {
  const publicKey = keys.get(key) ?? createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  keys.set(key, publicKey);
  const { signatureAlgorithm, tbs, signature } = certificate;
  return verifySignatureValue({ algorithm: signatureAlgorithm, publicKey, signed: [tbs], value: signature }) === 'ok';
}
