import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import forge from 'node-forge';
import { digestBytes, readDigestAlgorithm } from '../algorithms/signature-algorithm.js';
import { elements, isTagged, octetsOf, readOctets, readOid, readSmallInteger, tags } from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';

/** The container is not one we can read, as opposed to one for which the PIN is wrong. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A hostile container may ask for hours of key derivation. */
const maxIterations = 2_000_000;
/** The old derivation runs in JavaScript, a hundred times slower. */
const maxLegacyIterations = 200_000;

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';
const legacyPbe = '1.2.840.113549.1.12.1.';

const ciphers: Readonly<Record<string, readonly [name: string, keyBytes: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};

const hmacs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Decrypts with the AlgorithmIdentifier found beside the bytes; undefined when the padding comes out wrong. */
export function decrypt(algorithm: DerNode | undefined, encrypted: Uint8Array, pin: string): Uint8Array | undefined {
  const [oidNode, parameters] = elements(algorithm, 'encryption algorithm');
  const oid = readOid(oidNode);
  if (oid === pbes2) return decryptPbes2(parameters, encrypted, pin);
  if (oid.startsWith(legacyPbe)) return decryptLegacy(oid, parameters, encrypted, pin);
  throw new Unreadable(`encryption ${oid}`);
}

/** RFC 8018 6.2 */
function decryptPbes2(parameters: DerNode | undefined, encrypted: Uint8Array, pin: string): Uint8Array | undefined {
  const [derivation, scheme] = elements(parameters, 'PBES2');
  const [derivationOid, derivationParameters] = elements(derivation, 'key derivation');
  if (readOid(derivationOid) !== pbkdf2) throw new Unreadable('key derivation other than PBKDF2');
  const [salt, count, ...more] = elements(derivationParameters, 'PBKDF2');
  const prf = more.find((field) => isTagged(field, tags.sequence, 'universal'));
  const hash = prf === undefined ? 'sha1' : hmacs[readOid(elements(prf, 'prf')[0])];
  const [cipherOid, iv] = elements(scheme, 'encryption scheme');
  const cipher = ciphers[readOid(cipherOid)];
  const iterations = readSmallInteger(count, 'iterations');
  if (hash === undefined || cipher === undefined || iterations < 1 || iterations > maxIterations) {
    throw new Unreadable('PBES2 parameters');
  }
  const [name, keyBytes] = cipher;
  const key = pbkdf2Sync(Buffer.from(pin, 'utf8'), readOctets(salt, 'salt'), iterations, keyBytes, hash);
  const decipher = createDecipheriv(name, key, readOctets(iv, 'iv'));
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    return undefined;
  }
}

interface ForgeCipher {
  update(input: forge.util.ByteStringBuffer): void;
  finish(): boolean;
  output: { getBytes(): string };
}
/** @types/node-forge leaves pki.pbe out. */
const pbe = (forge.pki as unknown as { pbe: { getCipher(oid: string, parameters: unknown, pin: string): ForgeCipher } })
  .pbe;

/** RFC 7292 appendix C: triple DES and RC2 of older containers, which node:crypto cannot open. */
function decryptLegacy(
  oid: string,
  parameters: DerNode | undefined,
  encrypted: Uint8Array,
  pin: string,
): Uint8Array | undefined {
  const iterations = readSmallInteger(elements(parameters, 'PBE parameters')[1], 'iterations');
  if (iterations < 1 || iterations > maxLegacyIterations) throw new Unreadable('iterations');
  const asn1 = forge.asn1.fromDer(binary(parameters?.bytes ?? new Uint8Array()));
  const cipher = legacyCipher(oid, asn1, pin);
  cipher.update(forge.util.createBuffer(binary(encrypted)));
  return cipher.finish() ? Buffer.from(cipher.output.getBytes(), 'latin1') : undefined;
}

function legacyCipher(oid: string, parameters: forge.asn1.Asn1, pin: string): ForgeCipher {
  try {
    return pbe.getCipher(oid, parameters, pin);
  } catch (error) {
    throw new Unreadable(`encryption ${oid}`, { cause: error });
  }
}

/** Checks MacData (RFC 7292 4, appendix B) over the authenticated safe. */
export function isMacRight(macData: DerNode, authenticatedSafe: Uint8Array, pin: string): boolean {
  const [digestInfo, salt, count] = elements(macData, 'MacData');
  const [algorithm, expected] = elements(digestInfo, 'mac');
  const { digest } = readDigestAlgorithm(algorithm);
  const iterations = count === undefined ? 1 : readSmallInteger(count, 'iterations');
  const sizes: Readonly<Record<string, number>> = { sha1: 20, ...digestBytes };
  const size = digest && sizes[digest];
  if (digest === undefined || size === undefined || iterations < 1 || iterations > maxLegacyIterations) {
    throw new Unreadable('MAC parameters');
  }
  const key = deriveMacKey(digest as MacDigest, readOctets(salt, 'salt'), iterations, size, pin);
  const mac = createHmac(digest, key).update(authenticatedSafe).digest();
  const wanted = octetsOf(expected ?? digestInfo ?? macData, 'mac value');
  return wanted.length === mac.length && timingSafeEqual(wanted, mac);
}

type MacDigest = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Purpose 3 of RFC 7292 appendix B.3: a MAC key. */
function deriveMacKey(digest: MacDigest, salt: Uint8Array, iterations: number, bytes: number, pin: string): Uint8Array {
  const saltBuffer = forge.util.createBuffer(binary(salt));
  const key = forge.pkcs12.generateKey(pin, saltBuffer, 3, iterations, bytes, forge.md[digest].create());
  return Buffer.from(key.getBytes(), 'latin1');
}

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

export const readBer = (bytes: Uint8Array): DerNode => readDer(bytes, { lenient: true, maxBytes: 16 * 1024 * 1024 });
