import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@vanthu/contracts';
import { people, stranger } from '../../../test/people.js';
import { sampleDocument } from '../../../test/sample-document.js';
import { actsOf, guards, type OutgoingAct, otherManifest } from './guards.js';
import { manifestOf } from './manifest.js';
import type { SignatureJob } from './outgoing-document.js';
import { followers, type OutgoingState } from './outgoing-state.js';

const job = (state: SignatureJob['state'], kind: SignatureJob['kind'] = 'personal'): SignatureJob => ({
  jobId: '22222222-2222-4222-8222-222222222222',
  step: kind === 'personal' ? 1 : 2,
  kind,
  manifestHash: 'a',
  inputSha256: 'b',
  activationId: '33333333-3333-4333-8333-333333333333',
  state,
  reasonVi: null,
  authority: null,
});

/** Who may do what where: the whole matrix, for people of one agency. */
const expected: Record<OutgoingState, Partial<Record<keyof typeof people, OutgoingAct[]>>> = {
  draft: { drafter: ['edit', 'submit'], head: ['edit', 'submit'] },
  submitted: { drafter: ['edit'], head: ['edit', 'check-content', 'return'] },
  'content-checked': { drafter: ['edit'], head: ['edit'], officeHead: ['check-form', 'return'] },
  'form-checked': { drafter: ['edit'], head: ['edit'], signer: ['return', 'sign'] },
  signing: {},
  signed: { clerk: ['return', 'allot-number'], otherClerk: ['return', 'allot-number'] },
  numbered: {},
  sealed: { clerk: ['issue'], otherClerk: ['issue'] },
  issued: {},
};

describe('guards', () => {
  it.each(Object.keys(followers) as OutgoingState[])('at %s each may do what is his', (state) => {
    const waiting = state === 'signing' || state === 'numbered';
    const document = sampleDocument({ state, job: waiting ? job('waiting') : null });
    for (const [name, actor] of Object.entries(people)) {
      expect([name, actsOf(document, actor, '2025-03-05')]).toEqual([
        name,
        expected[state][name as keyof typeof people] ?? [],
      ]);
    }
    expect(actsOf(document, stranger, '2025-03-05')).toEqual([]);
  });
  it('a job that has stopped gives its owner something to do', () => {
    const signing = sampleDocument({ state: 'signing', job: job('needs-activation') });
    expect(actsOf(signing, people.signer, '2025-03-05')).toEqual(['return', 'sign']);
    expect(guards['retry-seal'](signing, people.signer)).toBeNull();
    expect(guards['retry-seal'](signing, people.clerk)).toMatchObject({ code: 'OUTGOING.NOT_THE_SIGNER' });
    for (const state of ['needs-activation', 'refused', 'failed'] as const) {
      expect(
        actsOf(sampleDocument({ state: 'numbered', job: job(state, 'organisation') }), people.clerk, '2025-03-05'),
      ).toEqual(['retry-seal']);
    }
  });
  it('on paper the clerk records, scans and has the scan signed', () => {
    const paper = sampleDocument({ state: 'form-checked', road: 'ink' });
    expect(actsOf(paper, people.clerk, '2025-03-05')).toEqual(['return', 'record-ink-signature']);
    expect(actsOf(paper, people.signer, '2025-03-05')).toEqual(['return']);
    expect(guards.sign(paper, people.signer)).toMatchObject({ code: 'OUTGOING.OTHER_ROAD' });
    const numbered = sampleDocument({ state: 'numbered', road: 'ink' });
    expect(actsOf(numbered, people.clerk, '2025-03-05')).toEqual(['add-scan']);
    expect(guards.seal(numbered, people.clerk)).toMatchObject({ code: 'OUTGOING.NO_SCAN' });
    const { file } = numbered;
    const scanned = { ...numbered, manifest: manifestOf(numbered.id, 1, { main: file, scan: file }) };
    expect(actsOf(scanned, people.clerk, '2025-03-05')).toEqual(['add-scan', 'seal']);
    expect(actsOf({ ...scanned, job: job('waiting', 'organisation') }, people.clerk, '2025-03-05')).toEqual([]);
    expect(actsOf({ ...scanned, job: job('refused', 'organisation') }, people.clerk, '2025-03-05')).toEqual([
      'add-scan',
      'seal',
      'retry-seal',
    ]);
  });
  it('nobody checks his own draft; for a head it is the planned signer', () => {
    const { personId, positionId, personName: name } = people.head;
    const document = sampleDocument({ state: 'submitted', drafter: { personId, positionId, name, headsUnit: true } });
    expect(guards['check-content'](document, people.head)).toMatchObject({ code: 'OUTGOING.OWN_DRAFT' });
    expect(guards['check-content'](document, people.signer)).toBeNull();
    const secondHead: Actor = { ...people.head, personId: people.otherDrafter.personId };
    expect(guards['check-content'](document, secondHead)).toBeNull();
    expect(guards['check-content'](document, people.chair)).toMatchObject({ code: 'OUTGOING.NOT_THE_UNIT_HEAD' });
  });
  it('in an agency without units the planned signer checks the content', () => {
    const document = sampleDocument({ state: 'submitted', unitId: null });
    expect(guards['check-content'](document, people.signer)).toBeNull();
    expect(guards['check-content'](document, people.head)).toMatchObject({ code: 'OUTGOING.NOT_THE_UNIT_HEAD' });
  });
  it('a clerk of another agency is no clerk here', () => {
    expect(guards['allot-number'](sampleDocument({ state: 'signed' }), stranger)).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });
  });
  it('a decision holds for the manifest that was seen', () => {
    const document = sampleDocument();
    expect(otherManifest(document, document.manifest.hash)).toBeNull();
    expect(otherManifest(document, 'f'.repeat(64))).toMatchObject({ code: 'OUTGOING.OTHER_MANIFEST' });
  });
});
