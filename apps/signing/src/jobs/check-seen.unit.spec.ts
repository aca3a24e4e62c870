import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { isWhatWasSeen, type MadeBefore } from './check-seen.js';
import type { SigningRequest } from './job.store.js';

const [draft, scan, attachment, signed, other] = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
  string,
];
const documentId = randomUUID();
const files = [
  { role: 'main' as const, name: 'quyet-dinh.pdf', sha256: draft, bytes: 1 },
  { role: 'attachment' as const, name: 'a.pdf', title: 'Quy chế', sha256: attachment, bytes: 1 },
  { role: 'scan' as const, name: 'scan.pdf', sha256: scan, bytes: 1 },
];
const manifestHash = createHash('sha256')
  .update(outgoing.manifestText(documentId, 1, files))
  .digest('hex');
const mark = { form: 'attachment' as const, numberAndSymbol: '07/QĐ-UBND' };
const copy = { form: 'certified-copy' as const, agencyName: 'UBND xã Châu Minh' };

const request = (own: Partial<SigningRequest> = {}): SigningRequest => ({
  ...{ documentId, agencyId: randomUUID(), jobId: randomUUID(), step: 1, kind: 'personal', manifestHash },
  ...{ manifest: { draftNumber: 1, files }, fileSha256: draft, fileName: 'quyet-dinh.pdf', field: 'ky_ca_nhan_1' },
  ...{ mark: null, attachments: [], fill: [], signer: { kind: 'person', personId: randomUUID(), name: 'A' } },
  ...{ activationId: randomUUID(), readers: [] },
  ...own,
});
const sealing = (own: Partial<SigningRequest> = {}) => request({ kind: 'organisation', fileSha256: signed, ...own });
const personal: MadeBefore[] = [{ kind: 'personal', outputSha256: signed, certificates: [] }];
const field = 'ky_co_quan_1';

describe('an opened key signs what was seen', () => {
  it.each<[string, SigningRequest, MadeBefore[]]>([
    ['the laid out file', request(), []],
    ['what the signer before has signed', request({ step: 2, fileSha256: signed }), personal],
    ['the seal on what a person has signed', sealing(), personal],
    ['with an attachment', sealing({ attachments: [{ fileSha256: attachment, field, mark }] }), personal],
    ['the scan of a paper', sealing({ fileSha256: scan, mark: copy }), []],
  ])('%s', (_, asked, before) => expect(isWhatWasSeen(asked, before)).toBe(true));

  it.each<[string, SigningRequest, MadeBefore[]]>([
    ['another file under the same manifest', request({ fileSha256: other }), []],
    [
      'another manifest under the same hash',
      request({ fileSha256: other, manifest: { draftNumber: 1, files: [{ ...files[0], sha256: other } as never] } }),
      [],
    ],
    ['the manifest of another document', request({ documentId: randomUUID() }), []],
    ['R-ORG-01: the seal on what nobody has signed', sealing({ fileSha256: draft }), []],
    [
      'R-ORG-01: the seal on what only the organisation has signed',
      sealing(),
      [{ kind: 'organisation', outputSha256: signed, certificates: [] }],
    ],
    ['R-ORG-01: the laid out file as a certified copy', sealing({ fileSha256: draft, mark: copy }), []],
    ['an attachment that nobody has seen', sealing({ attachments: [{ fileSha256: other, field, mark }] }), personal],
  ])('and not %s', (_, asked, before) => expect(isWhatWasSeen(asked, before)).toBe(false));
});
