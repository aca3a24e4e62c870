import { createHash } from 'node:crypto';
import type { Manifest, StoredFile } from './outgoing-document.js';

/**
 * What is checked, signed and sealed: the ordered files of one version of one document. Document and version belong to the
 * hash: the same bytes laid out again after a return are another thing to be approved and signed (R-DRF-07).
 */
export function manifestOf(
  documentId: string,
  draftNumber: number,
  files: readonly [StoredFile, ...StoredFile[]],
): Manifest {
  const entries = files.map((file, index) => ({
    role: index === 0 ? ('main' as const) : ('attachment' as const),
    name: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
  }));
  const text = JSON.stringify([
    'vanthu-manifest-1',
    documentId,
    draftNumber,
    entries.map(({ role, name, sha256, bytes }) => [role, name, sha256, bytes]),
  ]);
  return { hash: createHash('sha256').update(text).digest('hex'), files: entries };
}
