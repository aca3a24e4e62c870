import { describe, expect, it } from '@jest/globals';
import { documentId } from '../../../test/sample-document.js';
import { manifestOf } from './manifest.js';

const file = (name: string) => ({ name, sha256: 'a'.repeat(64), bytes: 10 });
const attached = (name: string, title = 'Phụ lục') => ({ ...file(name), title });
const both = { main: file('main.pdf'), attachments: [attached('annex.pdf')] };

describe('the manifest', () => {
  it('is the same for the same files and names their order and roles', () => {
    const one = manifestOf(documentId, 1, both);
    expect(one).toEqual(manifestOf(documentId, 1, both));
    expect(one.files.map(({ role }) => role)).toEqual(['main', 'attachment']);
  });
  it('changes with content, name, title, order, scan, version and document', () => {
    const hashes = [
      manifestOf(documentId, 1, both),
      manifestOf(documentId, 1, { main: file('annex.pdf'), attachments: [attached('main.pdf')] }),
      manifestOf(documentId, 1, { ...both, main: { ...file('main.pdf'), sha256: 'b'.repeat(64) } }),
      manifestOf(documentId, 1, { ...both, main: file('other.pdf') }),
      manifestOf(documentId, 1, { ...both, attachments: [attached('annex.pdf', 'Quy chế')] }),
      manifestOf(documentId, 1, { main: both.main }),
      manifestOf(documentId, 1, { ...both, scan: file('scan.pdf') }),
      manifestOf(documentId, 2, both),
      manifestOf(documentId.replace('1', '2'), 1, both),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
