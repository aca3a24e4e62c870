import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

const algorithm = (key: Uint8Array): string => (key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc');

/** Blocks without padding, with the initialisation vector given (ISO 32000-2 7.6.4.3). */
export function aesBlocks(direction: 'encrypt' | 'decrypt', key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const make = direction === 'encrypt' ? createCipheriv : createDecipheriv;
  const cipher = make(algorithm(key), key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/**
 * Deciphers a string or stream that begins with its initialisation vector (7.6.3). Undefined when it is no such data.
 * A wrong padding is cut by nobody and harms nobody: the bytes are kept then.
 */
export function aesDecipher(key: Uint8Array, stored: Uint8Array): Uint8Array | undefined {
  if (stored.length === 0) return stored;
  const whole = (stored.length - 16) & ~15;
  if (stored.length < 16) return undefined;
  const plain = aesBlocks('decrypt', key, stored.subarray(0, 16), stored.subarray(16, 16 + whole));
  const padding = plain.at(-1) ?? 0;
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain;
}

/**
 * Enciphers behind an initialisation vector, padded as RFC 8018 says. The vector comes from key, place and text, so that
 * writing the same twice gives the same bytes and nothing here needs chance.
 */
export function aesEncipher(key: Uint8Array, plain: Uint8Array, place: string): Uint8Array {
  const iv = createHmac('sha256', key).update(place).update(plain).digest().subarray(0, 16);
  const cipher = createCipheriv(algorithm(key), key, iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
}
