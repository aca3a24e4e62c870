import { describe, expect, it } from '@jest/globals';
import { commune, people } from '../../../test/people.js';
import { sampleDocument } from '../../../test/sample-document.js';
import { judgedSignature, judgementOf } from '../../../test/signers.js';
import { personalAreValid, personalProblem, sealProblem, stepProblem } from './judgement-rules.js';
import type { PlannedSignature } from './outgoing-document.js';
import { signaturePlan } from './signature-plan.js';

const document = sampleDocument();
const [planned] = document.plan as [PlannedSignature];
const person = { kind: 'person' as const, personId: people.signer.personId, name: '' };
const organisation = { kind: 'organisation' as const, agencyId: commune.id, name: '' };
type Own = Parameters<typeof judgedSignature>[2];
const signed = (own: Own = {}) => judgedSignature('ky_ca_nhan_1', person, own);
const sealed = (own: Own = {}) => judgedSignature('ky_co_quan_1', organisation, own);
const judged = (...signatures: ReturnType<typeof signed>[]) =>
  judgementOf(Buffer.from(''), '2025-03-05T09:30:00.000Z', signatures);

describe('what is expected of a judgement', () => {
  it('R-OUT-03 a valid personal signature', () => {
    expect(personalProblem(planned, judged(signed()))).toBeNull();
    expect(personalAreValid(document, judged(signed()))).toBe(true);
  });
  it('R-OUT-03 undetermined is taken when just made, and does not do for a number', () => {
    const undetermined = judged(signed({ indication: 'INDETERMINATE' }));
    expect(personalProblem(planned, undetermined)).toBeNull();
    expect(personalAreValid(document, undetermined)).toBe(false);
  });
  it.each<[string, Own]>([
    ['another field', { field: 'x' }],
    ['broken', { integrity: 'bad' }],
    ['changed', { changes: 'form' }],
    ['unknown owner', { owner: { kind: 'unknown' } }],
    ['an organisation', { owner: organisation }],
    ['failed', { indication: 'TOTAL_FAILED' }],
  ])('R-OUT-03 refused: %s', (_, own) =>
    expect(personalProblem(planned, judged(signed(own)))).toEqual(expect.any(String)),
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

describe('of two signers', () => {
  const signatory = (one: { positionId: string; personId: string; personName: string }) => ({
    ...{ positionId: one.positionId, personId: one.personId, name: one.personName },
    ...{ capacity: null, lines: ['THƯ KÝ'] },
  });
  const minutes = sampleDocument({ plan: signaturePlan(commune, [people.drafter, people.signer].map(signatory)) });
  const drafter = { kind: 'person' as const, personId: people.drafter.personId, name: '' };
  const first = (own: Own = {}) => judgedSignature('ky_ca_nhan_1', drafter, { changes: 'form', ...own });
  const second = (own: Own = {}) => judgedSignature('ky_ca_nhan_2', person, own);

  it('R-OUT-03 both are valid, the first with the second behind it', () => {
    expect(stepProblem(minutes, 1, judged(first({ changes: 'none' })))).toBeNull();
    expect(stepProblem(minutes, 2, judged(first(), second()))).toBeNull();
    expect(personalAreValid(minutes, judged(first(), second()))).toBe(true);
    expect(sealProblem(minutes, judged(first(), second({ changes: 'form' }), sealed()))).toBeNull();
  });
  it.each([
    ['only the second', judged(second())],
    ['the first broken by the second', judged(first({ changes: 'forbidden' }), second())],
    ['the first of somebody else', judged(first({ owner: person }), second())],
    ['the first failed', judged(first({ indication: 'TOTAL_FAILED' }), second())],
  ])('R-OUT-03 refused: %s', (_, judgement) => {
    expect(stepProblem(minutes, 2, judgement)).toEqual(expect.any(String));
    expect(personalAreValid(minutes, judgement)).toBe(false);
  });
  it('R-ORG-01 the scan of a paper carries the signature of the organisation alone', () => {
    const paper = sampleDocument({ road: 'ink' });
    expect(sealProblem(paper, judged(sealed()))).toBeNull();
    expect(sealProblem(paper, judged(sealed({ owner: person })))).toEqual(expect.any(String));
  });
});
