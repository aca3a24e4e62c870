import { createHash } from 'node:crypto';
import { aesBlocks } from './aes-cbc.js';
import { rc4 } from './rc4.js';

/** What the standard security handler's dictionary says (ISO 32000-2 table 21). */
export interface StandardSecurity {
  readonly revision: 2 | 3 | 4 | 5 | 6;
  /** Length of the file key in bytes. */
  readonly keyBytes: number;
  readonly ownerEntry: Uint8Array;
  readonly userEntry: Uint8Array;
  readonly ownerKeyEntry: Uint8Array;
  readonly userKeyEntry: Uint8Array;
  /** Signed, 32 bits. */
  readonly permissions: number;
  readonly encryptsMetadata: boolean;
  /** First element of the trailer's /ID. */
  readonly fileId: Uint8Array;
}

export interface OpenedFile {
  readonly key: Uint8Array;
  readonly as: 'owner' | 'user';
}

const pad = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');

const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The file key when `password` is the user's or the owner's, else undefined. */
export function openWith(security: StandardSecurity, password: string): OpenedFile | undefined {
  if (security.revision >= 5)
    return openModern(security, Buffer.from(password.normalize('NFKC'), 'utf8').subarray(0, 127));
  const bytes = Buffer.from(password, 'latin1');
  const owner = legacyUserKey(security, userPasswordFromOwner(security, bytes));
  if (owner) return { key: owner, as: 'owner' };
  const user = legacyUserKey(security, bytes);
  return user && { key: user, as: 'user' };
}

const padded = (password: Uint8Array): Buffer => Buffer.concat([password, pad]).subarray(0, 32);

/* Algorithm 2, then 4 or 5 to see whether it is right. */
function legacyUserKey(security: StandardSecurity, password: Uint8Array): Uint8Array | undefined {
  const { revision, keyBytes, userEntry, fileId } = security;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(security.permissions);
  const metadata = revision >= 4 && !security.encryptsMetadata ? Buffer.alloc(4, 255) : Buffer.alloc(0);
  let key = md5(padded(password), security.ownerEntry.subarray(0, 32), permissions, fileId, metadata);
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, keyBytes));
  const fileKey = key.subarray(0, keyBytes);
  const check = revision === 2 ? rc4(fileKey, pad) : rounds(fileKey, md5(pad, fileId), 0, 19);
  const length = revision === 2 ? 32 : 16;
  return Buffer.compare(check.subarray(0, length), userEntry.subarray(0, length)) === 0 ? fileKey : undefined;
}

/* RC4 with the key and a counter mixed into each of its bytes, from one count to the other. */
function rounds(key: Uint8Array, data: Uint8Array, from: number, to: number): Uint8Array {
  const step = from <= to ? 1 : -1;
  let out = data;
  for (let i = from; i !== to + step; i += step)
    out = rc4(
      key.map((byte) => byte ^ i),
      out,
    );
  return out;
}

/* Algorithm 7. */
function userPasswordFromOwner({ revision, keyBytes, ownerEntry }: StandardSecurity, owner: Uint8Array): Uint8Array {
  let key = md5(padded(owner));
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key);
  const own = key.subarray(0, keyBytes);
  const entry = ownerEntry.subarray(0, 32);
  return revision === 2 ? rc4(own, entry) : rounds(own, entry, 19, 0);
}

/* Algorithm 2.A: 32 bytes hash, 8 bytes validation salt, 8 bytes key salt. */
function openModern(security: StandardSecurity, password: Uint8Array): OpenedFile | undefined {
  const { ownerEntry, userEntry } = security;
  const user48 = userEntry.subarray(0, 48);
  const hash = security.revision === 5 ? plainHash : hardenedHash;
  const matches = (entry: Uint8Array, extra: Uint8Array) =>
    Buffer.compare(hash(password, entry.subarray(32, 40), extra), entry.subarray(0, 32)) === 0;
  const unwrap = (entry: Uint8Array, extra: Uint8Array, wrapped: Uint8Array) =>
    aesBlocks('decrypt', hash(password, entry.subarray(40, 48), extra), Buffer.alloc(16), wrapped.subarray(0, 32));
  if (matches(ownerEntry, user48)) return { key: unwrap(ownerEntry, user48, security.ownerKeyEntry), as: 'owner' };
  const none = Buffer.alloc(0);
  return matches(userEntry, none) ? { key: unwrap(userEntry, none, security.userKeyEntry), as: 'user' } : undefined;
}

function plainHash(password: Uint8Array, salt: Uint8Array, extra: Uint8Array): Buffer {
  return createHash('sha256').update(password).update(salt).update(extra).digest();
}

/* Algorithm 2.B. */
function hardenedHash(password: Uint8Array, salt: Uint8Array, extra: Uint8Array): Buffer {
  let key = plainHash(password, salt, extra);
  for (let round = 0; ; round++) {
    const once = Buffer.concat([password, key, extra]);
    const repeated = Buffer.concat(new Array<Buffer>(64).fill(once));
    const mixed = aesBlocks('encrypt', key.subarray(0, 16), key.subarray(16, 32), repeated);
    // The first 16 bytes as a number modulo 3: 256 is 1 modulo 3, so the sum of the bytes serves.
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][remainder]!).update(mixed).digest();
    if (round >= 63 && mixed.at(-1)! <= round - 31) return key.subarray(0, 32);
  }
}
