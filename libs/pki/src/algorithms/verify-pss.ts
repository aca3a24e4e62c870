import { constants, createHash, type KeyObject, publicEncrypt } from 'node:crypto';
import type { DigestAlgorithm, PssParameters } from './algorithm.js';

/**
 * RSASSA-PSS with any pair of digests (RFC 8017 8.1.2, 9.1.2). node:crypto verifies only where MGF1 takes the digest of
 * the message, while RFC 4055 3.1 lets them differ and some cards leave MGF1 at SHA-1.
 */
export function verifyPss(key: KeyObject, hash: Uint8Array, value: Uint8Array, pss: PssParameters): boolean {
  const { digest, maskDigest, saltLength } = pss;
  const modulusBits = key.asymmetricKeyDetails?.modulusLength;
  if (digest === undefined || maskDigest === undefined || modulusBits === undefined) return false;
  if (value.length !== Math.ceil(modulusBits / 8)) return false;
  const raw = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, value);
  const bits = modulusBits - 1;
  const length = Math.ceil(bits / 8);
  // 9.1.2 wants ceil(bits / 8) octets; with a modulus of 8n + 1 bits the first of the raw ones must be zero
  if (raw.subarray(0, raw.length - length).some((byte) => byte !== 0)) return false;
  const encoded = raw.subarray(raw.length - length);
  const unused = length * 8 - bits;
  const dataLength = length - hash.length - 1;
  if (dataLength < saltLength + 1 || encoded.at(-1) !== 0xbc) return false;
  const masked = encoded.subarray(0, dataLength);
  if ((masked[0] ?? 0) >> (8 - unused) !== 0) return false;
  const found = encoded.subarray(dataLength, -1);
  const mask = mgf1(maskDigest, found, dataLength);
  const data = masked.map((byte, index) => byte ^ (mask[index] ?? 0));
  data[0] = (data[0] ?? 0) & (0xff >> unused);
  const separator = dataLength - saltLength - 1;
  if (data.subarray(0, separator).some((byte) => byte !== 0) || data[separator] !== 1) return false;
  const expected = createHash(digest)
    .update(Buffer.alloc(8))
    .update(hash)
    .update(data.subarray(separator + 1))
    .digest();
  return Buffer.compare(expected, found) === 0;
}

/** RFC 8017 B.2.1. */
function mgf1(digest: DigestAlgorithm, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Buffer[] = [];
  for (let done = 0, counter = 0; done < length; counter++) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    const block = createHash(digest).update(seed).update(index).digest();
    blocks.push(block);
    done += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}
