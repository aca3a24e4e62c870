import { DerError } from '../der/der-error.js';
import { elements, expectTag, readTime, tags } from '../der/der-values.js';
import { type DerNode, readDer, readHeader } from '../der/read-der.js';
import { oids } from '../oids.js';
import { entryKey, type RevokedEntries, type RevokedEntry } from './crl.js';
import { extensionValue, readExtensions } from './extensions.js';
import { readGeneralName } from './general-name.js';
import { serialHex } from './parse-certificate.js';

/** Keys take some hundred bytes each; the largest lists in use have about a million. */
const maxEntries = 1_000_000;
const understoodInEntries = new Set<string>([oids.crlReason, oids.certificateIssuer]);

interface EntryExtensions {
  readonly reason: number | undefined;
  /** Comparison form; for this entry and those after it (RFC 5280 5.3.3). */
  readonly certificateIssuer: string | undefined;
  readonly criticalUnknown: readonly string[];
}

const noExtensions: EntryExtensions = { reason: undefined, certificateIssuer: undefined, criticalUnknown: [] };

/** Most entries carry one of ten reasons in the same few bytes, so what was read once is looked up. */
const maxRememberedExtensions = 1_000;

/**
 * revokedCertificates of a CRL. A national list has hundreds of thousands of entries of which one or two are asked for: all
 * are walked over once, in place, and checked; only the place of each is kept, and an entry is made when asked for.
 */
export class CrlEntries implements RevokedEntries {
  readonly criticalUnknown = new Set<string>();
  private readonly places = new Map<string, number>();
  private readonly seenExtensions = new Map<string, EntryExtensions>();

  /** @param list  the elements of the SEQUENCE, without its tag and length */
  constructor(
    private readonly list: Uint8Array,
    issuerKey: string,
  ) {
    let certificateIssuer = issuerKey;
    let count = 0;
    for (let place = 0; place < list.length; ) {
      count += 1;
      if (count > maxEntries) throw new DerError('too-large', `more than ${maxEntries} entries`, place);
      const entry = this.walk(place);
      for (const oid of entry.extensions.criticalUnknown) this.criticalUnknown.add(oid);
      certificateIssuer = entry.extensions.certificateIssuer ?? certificateIssuer;
      this.places.set(entryKey(issuerKey, certificateIssuer, entry.serialNumber), place);
      place = entry.end;
    }
  }

  get size(): number {
    return this.places.size;
  }

  get(key: string): RevokedEntry | undefined {
    const place = this.places.get(key);
    if (place === undefined) return undefined;
    const { serialNumber, revokedAt, extensions } = this.walk(place);
    return Object.freeze({ serialNumber, revokedAt, reason: extensions.reason });
  }

  /** SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions OPTIONAL } */
  private walk(place: number) {
    const entry = this.value(place, this.list.length, 0x30);
    const serial = this.value(entry.start, entry.end, 0x02);
    const date = this.value(serial.end, entry.end, undefined);
    const extensions = date.end < entry.end ? this.value(date.end, entry.end, 0x30) : undefined;
    if ((extensions ?? date).end !== entry.end) throw new DerError('unexpected', 'more in a CRL entry', place);
    return {
      end: entry.end,
      serialNumber: serialOf(this.list.subarray(serial.start, serial.end), place),
      revokedAt: dateOf(this.list.subarray(serial.end, date.end)),
      extensions: extensions ? this.extensionsOf(this.list.subarray(date.end, extensions.end)) : noExtensions,
    };
  }

  private value(place: number, limit: number, identifier: number | undefined): { start: number; end: number } {
    const { contentStart: start, length } = readHeader(this.list, place, limit, true);
    if (length === undefined) throw new DerError('malformed', 'indefinite length in a CRL entry', place);
    const end = start + length;
    if (end > limit) throw new DerError('truncated', 'a CRL entry ends after its container does', place);
    if (identifier !== undefined && this.list[place] !== identifier) {
      throw new DerError('unexpected', 'a CRL entry of another shape', place);
    }
    return { start, end };
  }

  private extensionsOf(bytes: Uint8Array): EntryExtensions {
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const seen = this.seenExtensions.get(key);
    if (seen !== undefined) return seen;
    const list = readExtensions(readDer(bytes, { lenient: true, maxNodes: 1_000 }));
    const read: EntryExtensions = {
      reason: extensionValue(list, oids.crlReason, (node) => expectTag(node, tags.enumerated, 'reason').content[0]),
      certificateIssuer: extensionValue(list, oids.certificateIssuer, readCertificateIssuer),
      // RFC 5280 5.3: an entry extension we do not understand spoils the whole list
      criticalUnknown: list.filter((one) => one.critical && !understoodInEntries.has(one.oid)).map(({ oid }) => oid),
    };
    if (this.seenExtensions.size < maxRememberedExtensions) this.seenExtensions.set(key, read);
    return read;
  }
}

function serialOf(content: Uint8Array, offset: number): string {
  return serialHex({ content, offset });
}

/** UTCTime and GeneralizedTime as DER has them are read in place; anything else by the reader for all times. */
function dateOf(bytes: Uint8Array): Date {
  const isUtcTime = bytes[0] === 0x17 && bytes[1] === 13;
  const isPlain = (isUtcTime || (bytes[0] === 0x18 && bytes[1] === 15)) && bytes[bytes.length - 1] === 0x5a;
  if (!isPlain) return readTime(readDer(bytes, { lenient: true }), 'revocation date');
  const rest = isUtcTime ? 4 : 6;
  const short = pair(bytes, 2);
  const year = isUtcTime ? short + (short < 50 ? 2000 : 1900) : short * 100 + pair(bytes, 4);
  const month = pair(bytes, rest);
  const day = pair(bytes, rest + 2);
  const hour = pair(bytes, rest + 4);
  const minute = pair(bytes, rest + 6);
  const second = pair(bytes, rest + 8);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  // what is not digits, years below 1000 and leap seconds are the other reader's
  return isReal && year >= 1000 && second < 60 ? date : readTime(readDer(bytes), 'revocation date');
}

/** Two decimal digits; NaN for anything else. */
function pair(bytes: Uint8Array, index: number): number {
  const high = (bytes[index] ?? 0) - 0x30;
  const low = (bytes[index + 1] ?? 0) - 0x30;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : Number.NaN;
}

function readCertificateIssuer(node: DerNode): string {
  const name = elements(node, 'certificate issuer')
    .map(readGeneralName)
    .find((one) => one.kind === 'directory');
  if (name === undefined) throw new DerError('bad-value', 'certificate issuer without a directory name', node.offset);
  return name.name.key;
}
