import { describe, expect, it } from '@jest/globals';
import { at, certify, certifyLeaf, crlOf, day, type Holder } from '../../test/small-pki.js';
import { der, type Extension, nameDer, oids, type PathQuestion, validatePath } from '../index.js';

const root = certify('Root');

const critical = (oid: string, value: Uint8Array): Extension => ({ oid, critical: true, value });
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const email = (value: string): Uint8Array => der.implicitPrimitive(1, text(value));
const dns = (value: string): Uint8Array => der.implicitPrimitive(2, text(value));
const uri = (value: string): Uint8Array => der.implicitPrimitive(6, text(value));
const ip = (...bytes: number[]): Uint8Array => der.implicitPrimitive(7, Uint8Array.from(bytes));
const directory = (organization: string, commonName?: string): Uint8Array =>
  der.explicit(4, nameOf(organization, commonName));
const nameOf = (organization: string, commonName?: string): Uint8Array => {
  const whole = nameDer({ organization, commonName: commonName ?? '' });
  if (commonName !== undefined) return whole;
  const set = der.set(der.sequence(der.oid('2.5.4.10'), der.utf8String(organization)));
  return der.sequence(set);
};

const subtrees = (tag: number, names: Uint8Array[]): Uint8Array[] =>
  names.length === 0 ? [] : [der.implicitConstructed(tag, Buffer.concat(names.map((name) => der.sequence(name))))];
const nameConstraints = (permitted: Uint8Array[], excluded: Uint8Array[] = []): Extension =>
  critical(oids.nameConstraints, der.sequence(...subtrees(0, permitted), ...subtrees(1, excluded)));
const alternativeNames = (...names: Uint8Array[]): Extension => critical(oids.subjectAltName, der.sequence(...names));

const judge = (leaf: Holder, intermediates: Holder[], more: Partial<PathQuestion> = {}) =>
  validatePath({
    leaf: leaf.certificate,
    intermediates: intermediates.map(({ certificate }) => certificate),
    anchors: [{ certificate: root.certificate, family: 'organisation-defined' }],
    at,
    ...more,
  });

describe('name constraints (RFC 5280 4.2.1.10)', () => {
  const under = (constraints: Extension, ...names: Uint8Array[]): string => {
    const ca = certify('Constrained', root, { extensions: [constraints] });
    return judge(certifyLeaf('L', ca, { extensions: [alternativeNames(...names)] }), [ca]).reason?.code ?? 'passed';
  };

  it.each([
    ['a host below', [dns('gov.vn')], [dns('tp.gov.vn')], 'passed'],
    ['a host that only ends alike', [dns('gov.vn')], [dns('notgov.vn')], 'name-constraints'],
    ['capitals', [dns('GOV.vn')], [dns('a.gov.VN')], 'passed'],
    ['a mailbox at the host', [email('gov.vn')], [email('an@gov.vn')], 'passed'],
    ['a mailbox below the host', [email('gov.vn')], [email('an@so.gov.vn')], 'name-constraints'],
    ['a mailbox below a dotted host', [email('.gov.vn')], [email('an@so.gov.vn')], 'passed'],
    ['another mailbox than the one permitted', [email('an@gov.vn')], [email('binh@gov.vn')], 'name-constraints'],
    ['a form nobody speaks of', [dns('gov.vn')], [email('an@elsewhere.example')], 'passed'],
    ['one good and one bad name', [dns('gov.vn')], [dns('a.gov.vn'), dns('a.example')], 'name-constraints'],
    ['a URI whose host fits', [uri('.gov.vn')], [uri('https://an@so.gov.vn:8443/x')], 'passed'],
    ['a URI without a host name', [uri('.gov.vn')], [uri('https://10.0.0.1/')], 'name-constraints'],
    ['an address within the mask', [ip(10, 1, 0, 0, 255, 255, 0, 0)], [ip(10, 1, 2, 3)], 'passed'],
    ['an address outside the mask', [ip(10, 1, 0, 0, 255, 255, 0, 0)], [ip(10, 2, 2, 3)], 'name-constraints'],
  ])('permitted: %s', (_, permitted, names, expected) => {
    expect(under(nameConstraints(permitted), ...names)).toBe(expected);
  });

  it('excluded names lose against nothing', () => {
    expect(under(nameConstraints([dns('gov.vn')], [dns('tp.gov.vn')]), dns('x.tp.gov.vn'))).toBe('name-constraints');
    expect(under(nameConstraints([], [uri('.gov.vn')]), uri('https://10.0.0.1/'))).toBe('name-constraints');
  });

  it('bind the subject as well, with a CA between', () => {
    const constraint = nameConstraints([directory('UBND tỉnh')]);
    const top = certify('Top', root, { extensions: [constraint] });
    const inside = { subject: nameOf('UBND tỉnh', 'CA dưới') };
    const below = certify('Below', top, inside);
    const leaf = certifyLeaf('L', below, { subject: nameOf('Ubnd  TỈNH', 'Người ký') });
    expect(judge(leaf, [top, below]).indication).toBe('PASSED');
    const stranger = certifyLeaf('L', below, { subject: nameOf('Sở khác', 'Người ký') });
    expect(judge(stranger, [top, below]).reason).toMatchObject({ code: 'name-constraints', certificateIndex: 0 });
  });

  it('thousands of names under thousands of subtrees are refused', () => {
    const many = Array.from({ length: 3000 }, (_, index) => dns(`h${index}.vn`));
    expect(under(nameConstraints(many), ...many)).toBe('name-constraints');
  });
});

describe('policies (RFC 5280 6.1)', () => {
  const gold = '1.3.6.1.4.1.32473.1';
  const silver = '1.3.6.1.4.1.32473.2';
  const mapping = (from: string, to: string): Extension =>
    critical(oids.policyMappings, der.sequence(der.sequence(der.oid(from), der.oid(to))));
  const requireExplicit = critical(oids.policyConstraints, der.sequence(der.implicitPrimitive(0, Uint8Array.of(0))));

  it('without a demand any certificate will do', () => {
    const ca = certify('CA', root, { policy: gold });
    expect(judge(certifyLeaf('L', ca, { policy: silver }), [ca]).indication).toBe('PASSED');
  });

  it('a CA that demands a policy refuses a leaf without one', () => {
    const ca = certify('CA', root, { policy: gold, extensions: [requireExplicit] });
    expect(judge(certifyLeaf('L', ca, { policy: gold }), [ca]).indication).toBe('PASSED');
    expect(judge(certifyLeaf('L', ca, { policy: silver }), [ca]).reason?.code).toBe('policy');
    expect(judge(certifyLeaf('L', ca), [ca]).reason?.code).toBe('policy');
  });

  it('only policies the caller accepts count, through mappings too', () => {
    const ca = certify('CA', root, { policy: gold, extensions: [mapping(gold, silver)] });
    const leaf = certifyLeaf('L', ca, { policy: silver });
    const asked = (accepted: string): string | undefined =>
      judge(leaf, [ca], { policies: { requireExplicit: true, accepted: [accepted] } }).reason?.code;
    expect(asked(gold)).toBeUndefined();
    expect(asked(silver)).toBe('policy');
    const inhibited = { requireExplicit: true, inhibitMapping: true };
    expect(judge(leaf, [ca], { policies: inhibited }).reason?.code).toBe('policy');
  });

  it('anyPolicy stands for all unless it is inhibited', () => {
    const ca = certify('CA', root, { policy: oids.anyPolicy });
    const leaf = certifyLeaf('L', ca, { policy: gold });
    const accepted = [gold];
    expect(judge(leaf, [ca], { policies: { requireExplicit: true, accepted } }).indication).toBe('PASSED');
    const inhibited = { requireExplicit: true, accepted, inhibitAny: true };
    expect(judge(leaf, [ca], { policies: inhibited }).reason?.code).toBe('policy');
  });

  it('a mapping to anyPolicy is refused', () => {
    const ca = certify('CA', root, { policy: gold, extensions: [mapping(gold, oids.anyPolicy)] });
    expect(judge(certifyLeaf('L', ca, { policy: gold }), [ca]).reason?.code).toBe('policy-mapping');
  });
});

describe('CRLs signed by another key', () => {
  it('count when the signer has a path to the anchor, and only then', () => {
    const ca = certify('CA', root);
    const leaf = certifyLeaf('L', ca);
    const listed = [{ serialNumber: leaf.certificate.serialNumber, revokedAt: day(-3), reason: 1 }];
    const signer = certify('CA', root, { ca: undefined, keyUsage: ['cRLSign'] });
    expect(judge(leaf, [ca, signer], { crls: [crlOf(signer, listed)] }).subIndication).toBe('REVOKED');
    const impostor = certify('CA', undefined, { ca: undefined, keyUsage: ['cRLSign'] });
    const judgement = judge(leaf, [ca, impostor], { crls: [crlOf(impostor, listed)] });
    expect(judgement).toMatchObject({ indication: 'PASSED', revocation: 'unknown' });
  });
});
