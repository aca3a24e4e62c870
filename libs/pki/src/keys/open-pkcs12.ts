import { createPrivateKey, type KeyObject } from 'node:crypto';
import { DerError } from '../der/der-error.js';
import { elements, isTagged, octetsOf, onlyChild, readOctets, readOid, readSmallInteger } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';
import { oids } from '../oids.js';
import { type Certificate, CertificateError } from '../x509/certificate.js';
import { parseCertificate } from '../x509/parse-certificate.js';
import { keyMatchesCertificate } from './key-matches-certificate.js';
import type { KeyProvider } from './key-provider.js';
import { decrypt, isMacRight, readBer, Unreadable } from './pkcs12-decryption.js';
import { privateKeyProvider } from './private-key-provider.js';

export interface Pkcs12Refusal {
  readonly kind: 'refusal';
  readonly code: 'WrongPin' | 'Unreadable' | 'NoKey' | 'NoCertificate';
  /** Says nothing of what is inside. */
  readonly message: string;
}

export interface Pkcs12KeyProvider extends KeyProvider {
  readonly kind: 'key-provider';
  readonly certificate: Certificate;
}

const encryptedData = '1.2.840.113549.1.7.6';
const bagTypes = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  safeContents: '1.2.840.113549.1.12.10.1.6',
} as const;
const x509Certificate = '1.2.840.113549.1.9.22.1';

class WrongPin extends Error {}

interface Contents {
  keys: Uint8Array[];
  certificates: Certificate[];
}

/**
 * Opens a PKCS#12 container (RFC 7292): the private key with its certificate, and the issuers found beside it in order.
 * A wrong PIN and an unreadable container are answers, not exceptions.
 */
export function openPkcs12(bytes: Uint8Array, pin: string): Pkcs12KeyProvider | Pkcs12Refusal {
  try {
    const contents: Contents = { keys: [], certificates: [] };
    readPfx(readBer(bytes), pin, contents);
    return providerFrom(contents);
  } catch (error) {
    if (error instanceof WrongPin) return refusal('WrongPin', 'the PIN does not open the container');
    if (error instanceof DerError || error instanceof CertificateError || error instanceof Unreadable) {
      return refusal('Unreadable', 'not a PKCS#12 container that can be read');
    }
    throw error;
  }
}

const refusal = (code: Pkcs12Refusal['code'], message: string): Pkcs12Refusal => ({ kind: 'refusal', code, message });

function providerFrom({ keys, certificates }: Contents): Pkcs12KeyProvider | Pkcs12Refusal {
  if (certificates.length === 0) return refusal('NoCertificate', 'no certificate in the container');
  for (const key of keys.map(importKey)) {
    const certificate = certificates.find((one) => keyMatchesCertificate(key, one));
    if (certificate === undefined) continue;
    const provider = privateKeyProvider(key, Object.freeze(chainOf(certificate, certificates)));
    return Object.freeze({ kind: 'key-provider', certificate, ...provider });
  }
  return refusal('NoKey', 'no private key that belongs to a certificate in the container');
}

function importKey(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new Unreadable('private key', { cause: error });
  }
}

/** The certificate and its issuers as far as they are there; names only, `validatePath` is who decides. */
function chainOf(leaf: Certificate, all: readonly Certificate[]): Certificate[] {
  const chain = [leaf];
  for (let last = leaf; last.issuer.key !== last.subject.key; ) {
    const issuer = all.find((one) => one.subject.key === last.issuer.key && !chain.includes(one));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

function readPfx(root: DerNode, pin: string, contents: Contents): void {
  const [version, authSafe, macData] = elements(root, 'PFX');
  if (readSmallInteger(version, 'version') !== 3) throw new Unreadable('version');
  const safe = dataOf(authSafe);
  if (macData !== undefined && !isMacRight(macData, safe, pin)) throw new WrongPin();
  for (const info of elements(readBer(safe), 'AuthenticatedSafe')) {
    readSafeContents(isEncrypted(info) ? decrypted(info, pin) : dataOf(info), pin, contents, 0);
  }
}

const isEncrypted = (info: DerNode): boolean => readOid(elements(info, 'ContentInfo')[0]) === encryptedData;

function dataOf(info: DerNode | undefined): Uint8Array {
  const [type, content] = elements(info, 'ContentInfo');
  if (readOid(type) !== oids.data || content === undefined) throw new Unreadable('content type');
  return readOctets(onlyChild(content, 'content'), 'data');
}

function decrypted(info: DerNode, pin: string): Uint8Array {
  const content = elements(info, 'ContentInfo')[1];
  const [, encryptedInfo] = elements(content?.children[0], 'EncryptedData');
  const [, algorithm, encrypted] = elements(encryptedInfo, 'EncryptedContentInfo');
  if (!isTagged(encrypted, 0)) throw new Unreadable('encrypted content');
  return plain(algorithm, octetsOf(encrypted, 'encrypted content'), pin);
}

function plain(algorithm: DerNode | undefined, encrypted: Uint8Array, pin: string): Uint8Array {
  const result = decrypt(algorithm, encrypted, pin);
  // without a MAC the padding is the only thing that tells a wrong PIN
  if (result === undefined) throw new WrongPin();
  return result;
}

function readSafeContents(bytes: Uint8Array, pin: string, contents: Contents, depth: number): void {
  if (depth > 4) throw new Unreadable('nested too deep');
  for (const bag of elements(readBer(bytes), 'SafeContents')) {
    const [type, wrapped] = elements(bag, 'SafeBag');
    const value = wrapped === undefined ? undefined : onlyChild(wrapped, 'bag value');
    switch (readOid(type)) {
      case bagTypes.key:
        if (value !== undefined) contents.keys.push(value.bytes);
        break;
      case bagTypes.shroudedKey: {
        const [algorithm, encrypted] = elements(value, 'EncryptedPrivateKeyInfo');
        contents.keys.push(plain(algorithm, readOctets(encrypted, 'encrypted key'), pin));
        break;
      }
      case bagTypes.certificate: {
        const [kind, certificate] = elements(value, 'CertBag');
        if (readOid(kind) !== x509Certificate || certificate === undefined) break;
        const octets = readOctets(onlyChild(certificate, 'certificate'), 'certificate');
        contents.certificates.push(parseCertificate(octets, { lenient: true }));
        break;
      }
      case bagTypes.safeContents:
        if (value !== undefined) readSafeContents(value.bytes, pin, contents, depth + 1);
        break;
      default: // CRLs and secrets are of no use for signing
    }
  }
}
