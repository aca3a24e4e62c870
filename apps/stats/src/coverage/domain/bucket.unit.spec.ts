import { describe, expect, it } from '@jest/globals';
import type { signing } from '@vanthu/contracts';
import { agencyId, byOrganisation, byPerson, judgementOf, otherAgencyId } from '../../../test/sample-events.js';
import { bucketOf, reasonVi, verdictOf } from './bucket.js';

type Signature = signing.SignatureJudgement;
const bucket = (signatures: Signature[]) =>
  bucketOf({ agencyId, excludedReason: null, verdict: verdictOf(judgementOf(signatures)) });

describe('the bucket follows from judged signatures alone', () => {
  it.each<[string, Signature[]]>([
    ['both', [byPerson(), byOrganisation()]],
    ['personalOnly', [byPerson()]],
    ['organisationOnly', [byOrganisation()]],
    ['unsigned', []],
  ])('%s', (expected, signatures) => {
    expect(bucket(signatures)).toBe(expected);
  });

  it.each<[string, Partial<Signature>]>([
    ['broken', { integrity: 'bad' }],
    ['followed by a forbidden change', { changes: 'forbidden' }],
    ['followed by an annotation', { changes: 'annotation' }],
    ['undetermined', { indication: 'INDETERMINATE' }],
    ['failed', { indication: 'TOTAL_FAILED' }],
    ['of unknown owner', { owner: { kind: 'unknown' } }],
  ])('a personal signature that is %s does not count', (_, own) => {
    expect(bucket([byPerson(own), byOrganisation()])).toBe('organisationOnly');
  });

  it.each(['none', 'lta', 'form'] as const)('changes of kind %s are permitted', (changes) => {
    expect(bucket([byPerson({ changes }), byOrganisation({ changes })])).toBe('both');
  });

  it('only the organisation of the issuing agency counts as its organisation', () => {
    const other = byOrganisation({ owner: { kind: 'organisation', agencyId: otherAgencyId, name: 'Khác' } });
    expect(bucket([byPerson(), other])).toBe('personalOnly');
    expect(bucket([byPerson(), other, byOrganisation()])).toBe('both');
    const verdict = verdictOf(judgementOf([byPerson(), other]));
    expect(reasonVi({ agencyId, excludedReason: null, verdict })).toContain('của cơ quan khác');
  });

  it('what is excluded is excluded with its reason, however it is signed; what is not judged counts as unsigned', () => {
    const verdict = verdictOf(judgementOf([byPerson(), byOrganisation()]));
    expect(bucketOf({ agencyId, excludedReason: 'bản sao y', verdict })).toBe('excluded');
    expect(reasonVi({ agencyId, excludedReason: 'bản sao y', verdict })).toBe('Không tính: bản sao y');
    expect(bucketOf({ agencyId, excludedReason: null, verdict: null })).toBe('unsigned');
  });
});
