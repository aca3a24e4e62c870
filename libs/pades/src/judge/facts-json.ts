import { parseCertificate, parseCrl, parseOcspResponse, parseSignedData, parseTimestampToken } from '@vanthu/pki';
import type { PdfFacts } from './facts.js';

/* Parsed objects are kept as the bytes they were read from, and read again: they hold keys, which are no data. */
const tags = { bytes: '$bytes', date: '$date', parsed: '$parsed' } as const;

type Reader = (der: Uint8Array) => unknown;

const readers: Readonly<Record<string, Reader>> = {
  'signed-data': (der) => parseSignedData(der, { lenient: true }),
  'timestamp-token': (der) => parseTimestampToken(der, { lenient: true }),
  'ocsp-response': parseOcspResponse,
  certificate: (der) => parseCertificate(der, { lenient: true }),
  crl: parseCrl,
};

/** Facts as JSON, to be stored with a document and judged again under another policy, time or trust. */
export const factsToJson = (facts: PdfFacts): string => JSON.stringify(plain(facts));

/** Reads what `factsToJson` wrote. Throws `SyntaxError` or `TypeError` on anything else. */
export const factsFromJson = (json: string): PdfFacts => revived(JSON.parse(json)) as PdfFacts;

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { [tags.bytes]: base64(value) };
  if (value instanceof Date) return { [tags.date]: value.toISOString() };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kind = kindOf(value);
  if (kind) return { [tags.parsed]: kind, der: base64((value as { der: Uint8Array }).der) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

function kindOf(value: object): string | undefined {
  if (!('der' in value) || !(value.der instanceof Uint8Array)) return undefined;
  if ('kind' in value && typeof value.kind === 'string') return value.kind in readers ? value.kind : undefined;
  if ('fingerprintSha256' in value) return 'certificate';
  return 'thisUpdate' in value ? 'crl' : undefined;
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  const { [tags.bytes]: bytes, [tags.date]: date, [tags.parsed]: parsed, der } = value as Record<string, unknown>;
  if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'base64'));
  if (typeof date === 'string') return new Date(date);
  if (typeof parsed === 'string' && typeof der === 'string') {
    const read = readers[parsed];
    if (!read) throw new TypeError(`unknown kind of facts: ${parsed}`);
    return read(new Uint8Array(Buffer.from(der, 'base64')));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item)]));
}
