import { describe, expect, it } from '@jest/globals';
import { at, certify, certifyLeaf, crlOf, day, ecKey, type Holder, rsaKey } from '../../test/small-pki.js';
import { der, type PathQuestion, type TrustAnchor, validatePath } from '../index.js';

const root = certify('Root');
const ca = certify('CA', root);
const leaf = certifyLeaf('Leaf', ca);
const anchorOf = ({ certificate }: Holder): TrustAnchor => ({ certificate, family: 'public-service' });

const judge = (holder: Holder, intermediates: Holder[] = [ca], more: Partial<PathQuestion> = {}) =>
  validatePath({
    leaf: holder.certificate,
    intermediates: intermediates.map(({ certificate }) => certificate),
    anchors: [anchorOf(root)],
    at,
    ...more,
  });

describe('validatePath', () => {
  it('R-VER-07: a chain to a configured anchor passes and names its family', () => {
    const judgement = judge(leaf);
    expect(judgement).toMatchObject({ indication: 'PASSED', family: 'public-service', revocation: 'unknown' });
    expect(judgement.chain.map(({ subject }) => subject.commonName)).toEqual(['Leaf', 'CA', 'Root']);
  });

  it('R-VER-07: an anchor of another family does not count', () => {
    expect(judge(leaf, [ca], { families: ['national'] })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      reason: { code: 'anchor-of-another-family' },
    });
  });

  it('a missing intermediate is not held against the signature', () => {
    expect(judge(leaf, [])).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      reason: { code: 'issuer-not-found' },
    });
  });

  it('searches of one document share the signature checks that they may make; what was checked costs nothing', () => {
    const [first, second] = [certifyLeaf('First', ca), certifyLeaf('Second', ca)];
    const linkChecks = { left: 1 };
    expect(judge(leaf).indication).toBe('PASSED');
    expect([judge(first, [ca], { linkChecks }).indication, linkChecks.left]).toEqual(['PASSED', 0]);
    expect(judge(second, [ca], { linkChecks }).subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(judge(leaf, [ca], { linkChecks }).indication).toBe('PASSED');
  });

  it('an unknown root is NO_CERTIFICATE_CHAIN_FOUND', () => {
    const stranger = certify('Stranger root');
    const judgement = judge(certifyLeaf('Elsewhere', stranger), [stranger]);
    expect(judgement.subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('a root with the trusted name and another key is a broken link', () => {
    const forged = certify('Root');
    expect(judge(certifyLeaf('Forged', forged), [forged])).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
      reason: { code: 'bad-signature' },
    });
  });

  it('among two CAs of one name the one that signed is found', () => {
    const twin = certify('CA', root);
    expect(judge(leaf, [twin, ca]).indication).toBe('PASSED');
  });

  it('R-VER-03: the answer is about the instant asked for', () => {
    const short = certifyLeaf('Short', ca, { validFrom: day(-50), validTo: day(-10) });
    expect(judge(short)).toMatchObject({ indication: 'FAILED', subIndication: 'EXPIRED' });
    expect(judge(short, [ca], { at: day(-20) }).indication).toBe('PASSED');
    expect(judge(short, [ca], { at: day(-60) }).subIndication).toBe('NOT_YET_VALID');
  });

  it('an intermediate out of its time is OUT_OF_BOUNDS_NO_POE', () => {
    const old = certify('Old CA', root, { validTo: day(-1) });
    expect(judge(certifyLeaf('L', old), [old]).subIndication).toBe('OUT_OF_BOUNDS_NO_POE');
  });

  it('an anchor is trusted within its dates only', () => {
    const anchors = [{ ...anchorOf(root), validUntil: day(-1) }];
    expect(judge(leaf, [ca], { anchors })).toMatchObject({ reason: { code: 'anchor-not-trusted-then' } });
  });

  it.each([
    ['not marked as CA', { ca: undefined }, 'not-a-ca'],
    ['without keyCertSign', { keyUsage: ['cRLSign'] as const }, 'key-usage'],
  ])('refuses an issuer %s', (_, fields, code) => {
    const wrong = certify('Wrong CA', root, fields);
    expect(judge(certifyLeaf('L', wrong), [wrong])).toMatchObject({
      subIndication: 'CHAIN_CONSTRAINTS_FAILURE',
      reason: { code, certificateIndex: 1 },
    });
  });

  it('pathLenConstraint bounds the CAs below', () => {
    const top = certify('Top', root, { ca: { pathLength: 0 } });
    const below = certify('Below', top);
    expect(judge(certifyLeaf('L', top), [top]).indication).toBe('PASSED');
    expect(judge(certifyLeaf('L', below), [top, below]).reason?.code).toBe('path-length-exceeded');
  });

  it('an unknown critical extension makes a certificate unusable', () => {
    const extensions = [{ oid: '1.2.3.4', critical: true, value: der.null() }];
    expect(judge(certifyLeaf('L', ca, { extensions })).reason?.code).toBe('unknown-critical-extension');
    const harmless = [{ oid: '1.2.3.4', critical: false, value: der.null() }];
    expect(judge(certifyLeaf('L', ca, { extensions: harmless })).indication).toBe('PASSED');
  });

  it.each([
    ['RSA-1024', () => rsaKey(1024)],
    ['P-224', () => ecKey('secp224r1')],
  ])('R-VER-06: a certificate with an %s key is not accepted', (_, key) => {
    expect(judge(certifyLeaf('L', ca, {}, key())).subIndication).toBe('CRYPTO_CONSTRAINTS_FAILURE');
  });

  it('R-VER-04: revoked before the instant fails, revoked after it passes', () => {
    const serialNumber = leaf.certificate.serialNumber;
    const crls = [crlOf(ca, [{ serialNumber, revokedAt: day(-5), reason: 1 }]), crlOf(root, [], day(-50), day(50))];
    expect(judge(leaf, [ca], { crls })).toMatchObject({ indication: 'FAILED', subIndication: 'REVOKED' });
    expect(judge(leaf, [ca], { crls, at: day(-6) })).toMatchObject({ indication: 'PASSED', revocation: 'good' });
  });

  it('a revoked intermediate is REVOKED_CA_NO_POE', () => {
    const crls = [crlOf(root, [{ serialNumber: ca.certificate.serialNumber, revokedAt: day(-5), reason: 2 }])];
    expect(judge(leaf, [ca], { crls }).subIndication).toBe('REVOKED_CA_NO_POE');
  });

  it('R-VER-05: silence about revocation is never good', () => {
    expect(judge(leaf).revocation).toBe('unknown');
    expect(judge(leaf, [ca], { revocation: 'required' })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
    });
    const stale = [crlOf(ca, [], day(-20), day(-10)), crlOf(root, [])];
    expect(judge(leaf, [ca], { crls: stale }).revocation).toBe('unknown');
    const forged = [crlOf({ ...ca, privateKey: leaf.privateKey }, []), crlOf(root, [])];
    expect(judge(leaf, [ca], { crls: forged }).revocation).toBe('unknown');
  });

  it('many certificates that all name each other lead to an end', () => {
    const ring = Array.from({ length: 40 }, () => certify('Ring', { ...ca, certificate: certify('Ring').certificate }));
    const member = ring[0];
    if (member === undefined) throw new Error('empty');
    expect(judge(certifyLeaf('L', member), ring).indication).toBe('INDETERMINATE');
  });
});
