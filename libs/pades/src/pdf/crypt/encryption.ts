import { createHash } from 'node:crypto';
import {
  isName,
  nameOf,
  numberOf,
  type ObjectCipher,
  PdfArray,
  PdfDict,
  type PdfObject,
  PdfString,
} from '../objects.js';
import { PdfError } from '../pdf-error.js';
import { aesDecipher, aesEncipher } from './aes-cbc.js';
import { type OpenedFile, openWith, type StandardSecurity } from './file-key.js';
import { rc4 } from './rc4.js';

type Resolve = (value: PdfObject | undefined) => PdfObject | undefined;
type Method = 'identity' | 'rc4' | 'aes';

/** `encipher` writes what the rest reads. */
export interface TwoWayCipher extends ObjectCipher {
  readonly encipher: ObjectCipher;
}

/** How a file is encrypted, and what the password at hand opens (ISO 32000-2 7.6). */
export class Encryption {
  private constructor(
    private readonly opened: OpenedFile | undefined,
    private readonly usesFileKey: boolean,
    private readonly methods: { readonly strings: Method; readonly streams: Method },
    private readonly encryptsMetadata: boolean,
    /** /P, table 22; -1 when another handler than the standard one rules. */
    readonly permissions: number,
  ) {}

  /** Whether strings and streams can be read. Structure and signatures can be judged without. */
  get isOpen(): boolean {
    return this.opened !== undefined;
  }

  /** Everything is permitted to who has the owner password. */
  get isOwner(): boolean {
    return this.opened?.as === 'owner';
  }

  /** Table 22, bits 6 and 9: filling form fields and signing. */
  get mayFillForms(): boolean {
    return this.isOwner || (this.permissions & 0b1_0010_0000) !== 0;
  }

  /** Table 22, bit 6 with bit 4: adding form fields. */
  get mayAddFields(): boolean {
    return this.isOwner || (this.permissions & 0b10_1000) === 0b10_1000;
  }

  /** Throws `PdfError` on a malformed /Encrypt. Another handler than the standard one gives a file that stays closed. */
  static read(dict: PdfDict, id: PdfObject | undefined, resolve: Resolve, password: string): Encryption {
    const closed = { strings: 'identity', streams: 'identity' } as const;
    if (!isName(resolve(dict.get('Filter')), 'Standard')) return new Encryption(undefined, false, closed, true, -1);
    const version = numberOf(resolve(dict.get('V'))) ?? 0;
    const security = standardSecurity(dict, id, resolve, version);
    const methods = version < 4 ? ({ strings: 'rc4', streams: 'rc4' } as const) : cryptFilters(dict, resolve);
    const opened = openWith(security, password);
    return new Encryption(opened, version >= 5, methods, security.encryptsMetadata, security.permissions);
  }

  /** For the strings and the stream of one indirect object; undefined when they cannot be read. */
  cipherFor(num: number, gen: number): TwoWayCipher | undefined {
    if (!this.opened) return undefined;
    const { strings, streams } = this.methods;
    let key: Uint8Array | undefined;
    let keyFor: Method = 'identity';
    const keyOf = (method: Method): Uint8Array => {
      if (!key || keyFor !== method) key = this.objectKey(num, gen, method === 'aes');
      keyFor = method;
      return key;
    };
    const decipher = (method: Method, stored: Uint8Array) =>
      method === 'identity'
        ? stored
        : method === 'rc4'
          ? rc4(keyOf(method), stored)
          : // Kept as stored when it is no ciphertext: two such strings must not become equal.
            (aesDecipher(keyOf(method), stored) ?? stored);
    const encipher = (method: Method, plain: Uint8Array) =>
      method === 'identity'
        ? plain
        : method === 'rc4'
          ? rc4(keyOf(method), plain)
          : aesEncipher(keyOf(method), plain, `${num} ${gen} `);
    return {
      string: (stored) => decipher(strings, stored),
      stream: (stored, dict) => (this.isPlain(dict) ? stored : decipher(streams, stored)),
      encipher: {
        string: (plain) => encipher(strings, plain),
        stream: (plain, dict) => (this.isPlain(dict) ? plain : encipher(streams, plain)),
      },
    };
  }

  /* 7.5.8.2, 7.6.5, table 21: cross-reference streams, /Crypt /Identity, metadata left in clear. */
  private isPlain(dict: PdfDict): boolean {
    const type = nameOf(dict.get('Type'));
    if (type === 'XRef' || (type === 'Metadata' && !this.encryptsMetadata)) return true;
    const filter = dict.get('Filter');
    const first = filter instanceof PdfArray ? filter.items[0] : filter;
    if (!isName(first, 'Crypt')) return false;
    const list = dict.get('DecodeParms');
    const parms = list instanceof PdfArray ? list.items[0] : list;
    return !(parms instanceof PdfDict) || (nameOf(parms.get('Name')) ?? 'Identity') === 'Identity';
  }

  /* Algorithm 1 and 1.A. */
  private objectKey(num: number, gen: number, isAes: boolean): Uint8Array {
    const { key } = this.opened!;
    if (this.usesFileKey) return key;
    const hash = createHash('md5').update(key);
    hash.update(Uint8Array.of(num, num >> 8, num >> 16, gen, gen >> 8));
    if (isAes) hash.update('sAlT', 'latin1');
    return hash.digest().subarray(0, Math.min(key.length + 5, 16));
  }
}

function standardSecurity(
  dict: PdfDict,
  id: PdfObject | undefined,
  resolve: Resolve,
  version: number,
): StandardSecurity {
  const fail = (what: string): never => {
    throw new PdfError('PDF.ENCRYPTED', `/Encrypt: ${what}`, dict.span.start);
  };
  const bytes = (key: string, length: number): Uint8Array => {
    const value = resolve(dict.get(key));
    return value instanceof PdfString && value.bytes.length >= length ? value.bytes : fail(`/${key} malformed`);
  };
  const revision = numberOf(resolve(dict.get('R')));
  if (revision !== 2 && revision !== 3 && revision !== 4 && revision !== 5 && revision !== 6)
    return fail('revision unknown');
  const isModern = revision >= 5;
  if (version < 1 || version === 3 || version > 5 || isModern !== (version === 5)) return fail('/V and /R do not fit');
  const bits = version === 1 ? 40 : version >= 4 ? 128 : (numberOf(resolve(dict.get('Length'))) ?? 40);
  if (bits % 8 !== 0 || bits < 40 || bits > 128) fail('key length malformed');
  const permissions = numberOf(resolve(dict.get('P')));
  const list = resolve(id);
  const first = list instanceof PdfArray ? resolve(list.items[0]) : undefined;
  return {
    revision,
    keyBytes: isModern ? 32 : revision === 2 ? 5 : bits / 8,
    ownerEntry: bytes('O', isModern ? 48 : 32),
    userEntry: bytes('U', isModern ? 48 : 32),
    ownerKeyEntry: isModern ? bytes('OE', 32) : new Uint8Array(),
    userKeyEntry: isModern ? bytes('UE', 32) : new Uint8Array(),
    permissions: permissions === undefined ? fail('/P missing') : permissions | 0,
    encryptsMetadata: resolve(dict.get('EncryptMetadata')) !== false,
    fileId: first instanceof PdfString ? first.bytes : new Uint8Array(),
  };
}

/* 7.6.5, table 25 */
function cryptFilters(dict: PdfDict, resolve: Resolve): { strings: Method; streams: Method } {
  const filters = resolve(dict.get('CF'));
  const method = (key: string): Method => {
    const name = nameOf(resolve(dict.get(key))) ?? 'Identity';
    if (name === 'Identity') return 'identity';
    const filter = filters instanceof PdfDict ? resolve(filters.get(name)) : undefined;
    const cfm = filter instanceof PdfDict ? (nameOf(resolve(filter.get('CFM'))) ?? 'None') : undefined;
    if (cfm === 'V2') return 'rc4';
    if (cfm === 'AESV2' || cfm === 'AESV3') return 'aes';
    throw new PdfError('PDF.ENCRYPTED', `/Encrypt: crypt filter ${name} is not read here`, dict.span.start);
  };
  return { strings: method('StrF'), streams: method('StmF') };
}
