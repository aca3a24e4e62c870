import { createHash, type Hash } from 'node:crypto';
import type { DigestAlgorithm } from '@vanthu/pki';
import { PdfError } from '../pdf/pdf-error.js';

/* Besides four times the file: genuine signatures share their beginnings, those of a trap do not. */
const maxHashedBytes = 512 * 1024 * 1024;

/**
 * Digests of byte ranges that all begin at the first byte: each goes on from the state that the one before reached, so
 * that a file with twenty signatures is read once and not twenty times.
 */
export class PrefixDigests {
  private readonly states = new Map<DigestAlgorithm, { readonly end: number; readonly hash: Hash }[]>();

  private left: number;

  constructor(private readonly bytes: Uint8Array) {
    this.left = maxHashedBytes + 4 * bytes.length;
  }

  /** Of [0, end) and then [from, to). */
  digest(algorithm: DigestAlgorithm, end: number, from: number, to: number): Uint8Array {
    const states = this.states.get(algorithm) ?? [{ end: 0, hash: start(algorithm) }];
    this.states.set(algorithm, states);
    let at = states.length - 1;
    while (at > 0 && states[at]!.end > end) at--;
    const near = states[at]!;
    const hash = near.hash.copy(lengthOf(algorithm));
    this.left -= Math.max(0, end - near.end) + Math.max(0, to - from);
    if (this.left < 0) throw new PdfError('PDF.TOO_LARGE', 'the byte ranges of all signatures are too much to hash', 0);
    if (end > near.end) {
      hash.update(this.bytes.subarray(near.end, end));
      states.splice(at + 1, 0, { end, hash: hash.copy(lengthOf(algorithm)) });
    }
    return hash.update(this.bytes.subarray(from, to)).digest();
  }
}

/* SHAKE256 with the 512 bits that RFC 8419 gives it. */
const lengthOf = (algorithm: DigestAlgorithm) => (algorithm === 'shake256' ? { outputLength: 64 } : undefined);
const start = (algorithm: DigestAlgorithm): Hash => createHash(algorithm, lengthOf(algorithm));
