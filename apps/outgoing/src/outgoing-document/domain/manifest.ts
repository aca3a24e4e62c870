import { createHash } from 'node:crypto';
import { outgoing } from '@vanthu/contracts';
import type { AttachedFile, Manifest, StoredFile } from './outgoing-document.js';

export interface ManifestParts {
  readonly main: StoredFile;
  readonly attachments?: readonly Pick<AttachedFile, 'title' | 'name' | 'sha256' | 'bytes'>[];
  /** The ink road: the scan of the paper. */
  readonly scan?: StoredFile | undefined;
  /** The Word file that the main file was printed from. */
  readonly source?: StoredFile | undefined;
}

/**
 * What is checked, signed and sealed: the ordered files of one version of one document. Document and version belong to the
 * hash: the same bytes laid out again after a return are another thing to be approved and signed (R-DRF-07).
 */
export function manifestOf(documentId: string, draftNumber: number, parts: ManifestParts): Manifest {
  const { main, attachments = [], scan, source } = parts;
  const plain = ({ name, sha256, bytes }: StoredFile) => ({ name, sha256, bytes });
  const files = [
    { role: 'main' as const, ...plain(main) },
    ...attachments.map((one) => ({ role: 'attachment' as const, title: one.title, ...plain(one) })),
    ...(scan ? [{ role: 'scan' as const, ...plain(scan) }] : []),
    ...(source ? [{ role: 'source' as const, ...plain(source) }] : []),
  ];
  const text = outgoing.manifestText(documentId, draftNumber, files);
  return { hash: createHash('sha256').update(text).digest('hex'), files };
}

/** The file of this version that was laid out, whatever has been signed since. */
export function laidOutFile({ files }: Manifest): StoredFile {
  const main = files.find(({ role }) => role === 'main');
  if (!main) throw new Error('a manifest without main file');
  return { name: main.name, sha256: main.sha256, bytes: main.bytes };
}

export const scanOf = ({ files }: Manifest): StoredFile | null => files.find(({ role }) => role === 'scan') ?? null;

/** The Word file of this version, when it was written in one. */
export const sourceOf = ({ files }: Manifest): StoredFile | undefined => files.find(({ role }) => role === 'source');
