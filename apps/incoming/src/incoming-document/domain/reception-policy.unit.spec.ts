import { describe, expect, it } from '@jest/globals';
import type { signing } from '@vanthu/contracts';
import { judgementOf, senderId, signatureOf } from '../../../test/sample-judgements.js';
import { advise, defaultReceptionPolicy } from './reception-policy.js';

type Signature = signing.SignatureJudgement;
const personal = (own: Partial<Signature> = {}) =>
  signatureOf({ covers: 'revision', owner: { kind: 'person', personId: senderId, name: 'Đỗ Văn Ký' }, ...own });
const unknown = signatureOf({ owner: { kind: 'unknown' } });
const other = signatureOf({
  owner: { kind: 'organisation', agencyId: '00000000-0000-4000-8000-000000000001', name: 'Khác' },
});
const undetermined = signatureOf({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });

describe('what the clerk is advised (Art. 21.2)', () => {
  it.each<[string, string, signing.Judgement['answer'], Signature[]]>([
    ['a valid signature of an organisation', 'accept', 'valid', [personal(), signatureOf()]],
    ['an organisation whose signature is broken', 'return', 'invalid', [personal(), signatureOf({ integrity: 'bad' })]],
    ['a revoked certificate of the organisation', 'return', 'invalid', [signatureOf({ indication: 'TOTAL_FAILED' })]],
    [
      'a forbidden change after the organisation has signed',
      'return',
      'invalid',
      [signatureOf({ changes: 'forbidden' })],
    ],
    ['an altered file with a personal signature only', 'return', 'invalid', [personal({ integrity: 'bad' })]],
    [
      'a disturbed personal signature under a valid one of the organisation over the whole file',
      'decide',
      'invalid',
      [personal({ changes: 'forbidden' }), signatureOf()],
    ],
    [
      'a disturbed personal signature under one of the organisation that leaves bytes out',
      'return',
      'invalid',
      [personal({ changes: 'forbidden' }), signatureOf({ covers: 'revision' })],
    ],
    ['no signature', 'decide', 'unsigned', []],
    ['revocation that could not be asked', 'decide', 'undetermined', [undetermined]],
    ['certificates of unknown owners', 'decide', 'valid', [unknown]],
    ['a personal signature only', 'decide', 'valid', [personal()]],
    ['the organisation of somebody else', 'decide', 'valid', [other]],
    ['a field filled after the organisation has signed', 'decide', 'valid', [signatureOf({ changes: 'form' })]],
    [
      'number and seal of the organisation one after the other',
      'accept',
      'valid',
      [signatureOf({ changes: 'form', covers: 'revision' }), signatureOf({ changes: 'lta' })],
    ],
  ])('%s: %s', (_, advice, answer, signatures) => {
    const judgement = { ...judgementOf(answer, signatures), fileSha256: 'a'.repeat(64) };
    const advised = advise(judgement, senderId);
    expect(advised.advice).toBe(advice);
    expect(advised.adviceVi).toMatch(/\.$/);
  });

  it('is data: an agency may be stricter', () => {
    const strict = defaultReceptionPolicy.map((rule) =>
      rule.finding === 'unsigned' ? { ...rule, advice: 'return' as const } : rule,
    );
    const judgement = { ...judgementOf('unsigned', []), fileSha256: 'a'.repeat(64) };
    expect(advise(judgement, null, strict).advice).toBe('return');
  });
});
