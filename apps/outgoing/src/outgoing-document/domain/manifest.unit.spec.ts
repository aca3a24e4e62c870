import { describe, expect, it } from '@jest/globals';
import { documentId } from '../../../test/sample-document.js';
import { manifestOf } from './manifest.js';

const file = (name: string) => ({ name, sha256: 'a'.repeat(64), bytes: 10 });

describe('the manifest', () => {
  it('is the same for the same files and names their order and roles', () => {
    const one = manifestOf(documentId, 1, [file('main.pdf'), file('annex.pdf')]);
    expect(one).toEqual(manifestOf(documentId, 1, [file('main.pdf'), file('annex.pdf')]));
    expect(one.files.map(({ role }) => role)).toEqual(['main', 'attachment']);
  });
  it('changes with content, name, order, version and document', () => {
    const hashes = [
      manifestOf(documentId, 1, [file('main.pdf'), file('annex.pdf')]),
      manifestOf(documentId, 1, [file('annex.pdf'), file('main.pdf')]),
      manifestOf(documentId, 1, [{ ...file('main.pdf'), sha256: 'b'.repeat(64) }, file('annex.pdf')]),
      manifestOf(documentId, 1, [file('other.pdf'), file('annex.pdf')]),
      manifestOf(documentId, 2, [file('main.pdf'), file('annex.pdf')]),
      manifestOf(documentId.replace('1', '2'), 1, [file('main.pdf'), file('annex.pdf')]),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
