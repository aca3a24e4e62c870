import { describe, expect, it } from '@jest/globals';
import { commune, people } from '../../../test/people.js';
import { sampleDocument } from '../../../test/sample-document.js';
import { judgedSignature, judgementOf } from '../../../test/signers.js';
import { personalIsValid, personalProblem, sealProblem } from './judgement-rules.js';

const document = sampleDocument();
const person = { kind: 'person' as const, personId: people.signer.personId, name: '' };
const organisation = { kind: 'organisation' as const, agencyId: commune.id, name: '' };
type Own = Parameters<typeof judgedSignature>[2];
const signed = (own: Own = {}) => judgedSignature('ky_ca_nhan_1', person, own);
const sealed = (own: Own = {}) => judgedSignature('ky_co_quan_1', organisation, own);
const judged = (...signatures: ReturnType<typeof signed>[]) =>
  judgementOf(Buffer.from(''), '2025-03-05T09:30:00.000Z', signatures);

describe('what is expected of a judgement', () => {
  it('R-OUT-03 a valid personal signature', () => {
    expect(personalProblem(document, judged(signed()))).toBeNull();
    expect(personalIsValid(document, judged(signed()))).toBe(true);
  });
  it('R-OUT-03 undetermined is taken when just made, and does not do for a number', () => {
    const undetermined = judged(signed({ indication: 'INDETERMINATE' }));
    expect(personalProblem(document, undetermined)).toBeNull();
    expect(personalIsValid(document, undetermined)).toBe(false);
  });
  it.each<[string, Own]>([
    ['another field', { field: 'x' }],
    ['broken', { integrity: 'bad' }],
    ['changed', { changes: 'form' }],
    ['unknown owner', { owner: { kind: 'unknown' } }],
    ['an organisation', { owner: organisation }],
    ['failed', { indication: 'TOTAL_FAILED' }],
  ])('R-OUT-03 refused: %s', (_, own) =>
    expect(personalProblem(document, judged(signed(own)))).toEqual(expect.any(String)),
  );
  it.each(['none', 'lta', 'form'] as const)(
    'R-ORG-08 after the seal the personal signature may have changes: %s',
    (changes) => expect(sealProblem(document, judged(signed({ changes }), sealed()))).toBeNull(),
  );
  it.each([
    ['no seal', judged(signed())],
    ['no personal signature', judged(sealed())],
    ['annotated', judged(signed({ changes: 'annotation' }), sealed())],
    ['forbidden changes', judged(signed({ changes: 'forbidden' }), sealed())],
    ['failed personal', judged(signed({ indication: 'TOTAL_FAILED' }), sealed())],
    ['seal of a person', judged(signed(), sealed({ owner: person }))],
    ['seal changed after', judged(signed(), sealed({ changes: 'form' }))],
    ['failed seal', judged(signed(), sealed({ indication: 'TOTAL_FAILED' }))],
  ])('R-ORG-08 refused: %s', (_, judgement) => expect(sealProblem(document, judgement)).toEqual(expect.any(String)));
});
