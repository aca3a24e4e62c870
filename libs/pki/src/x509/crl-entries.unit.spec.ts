import { describe, expect, it } from '@jest/globals';
import { certify, crlOf, day } from '../../test/small-pki.js';
import { DerError, der, oids } from '../index.js';
import { extensionDer } from './build-certificate.js';
import { CrlEntries } from './crl-entries.js';

const time = (text: string, tag = 0x17): Uint8Array => {
  const encoded = der.octetString(Buffer.from(text));
  encoded[0] = tag;
  return encoded;
};
const entry = (serial: number, date: Uint8Array, ...extensions: Uint8Array[]): Uint8Array =>
  der.sequence(der.integer(serial), date, ...(extensions.length === 0 ? [] : [der.sequence(...extensions)]));
const entriesOf = (...list: Uint8Array[]): CrlEntries => new CrlEntries(Buffer.concat(list), 'CN=CA');
const reason = (code: number): Uint8Array => extensionDer(oids.crlReason, der.enumerated(code));

describe('entries of a CRL', () => {
  it('are found by their number, with time and reason', () => {
    const list = entriesOf(entry(0x11, time('260301020304Z')), entry(0x12, time('20260301020304Z', 0x18), reason(4)));
    expect(list.size).toBe(2);
    const revokedAt = new Date('2026-03-01T02:03:04Z');
    expect(list.get('11')).toEqual({ serialNumber: '11', revokedAt, reason: undefined });
    expect(list.get('12')).toEqual({ serialNumber: '12', revokedAt, reason: 4 });
    expect(list.get('13')).toBeUndefined();
  });

  it.each([
    ['an offset', '260301090304+0700', '2026-03-01T02:03:04Z'],
    ['no seconds', '2603010203Z', '2026-03-01T02:03:00Z'],
    ['the last century', '990301020304Z', '1999-03-01T02:03:04Z'],
  ])('times of old programs are read: %s', (_, text, expected) => {
    expect(entriesOf(entry(1, time(text))).get('01')?.revokedAt).toEqual(new Date(expected));
  });

  it.each(['260230020304Z', '261301020304Z', '260301240304Z', '260301026004Z', '26030102030xZ', ''])(
    'a time that is none spoils the list: %s',
    (text) => expect(() => entriesOf(entry(1, time(text)))).toThrow(DerError),
  );

  it('an issuer that is named holds for the entries after it (RFC 5280 5.3.3)', () => {
    const other = certify('Other').certificate.subject;
    const named = extensionDer(oids.certificateIssuer, der.sequence(der.explicit(4, other.der)), true);
    const list = entriesOf(
      entry(1, time('260301020304Z')),
      entry(2, time('260301020304Z'), named),
      entry(3, time('260301020304Z')),
    );
    expect(list.get('01')).toBeDefined();
    expect(list.get('03')).toBeUndefined();
    expect(list.get(`03 ${other.key}`)).toBeDefined();
  });

  it('a critical extension that nobody understands is told (RFC 5280 5.3)', () => {
    const strange = extensionDer('1.3.6.1.4.1.32473.1', der.null(), true);
    expect([...entriesOf(entry(1, time('260301020304Z'), strange)).criticalUnknown]).toEqual(['1.3.6.1.4.1.32473.1']);
  });

  it('ten thousand entries are walked over, and any of them is found', () => {
    const revocations = Array.from({ length: 10_000 }, (_, index) => ({
      serialNumber: (0x400000 + index).toString(16),
      revokedAt: day(-1),
      reason: 1,
    }));
    const crl = crlOf(certify('CA'), revocations);
    expect(crl.entries.size).toBe(10_000);
    expect(crl.entries.get((0x400000 + 9_999).toString(16))).toMatchObject({ revokedAt: day(-1), reason: 1 });
  });
});
