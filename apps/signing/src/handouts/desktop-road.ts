import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { desktopFieldNames } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import { inspectPdf, prepareSignature } from '@vanthu/pades';
import type { Seen } from '../activation/activations.js';
import { JobStore } from '../jobs/job.store.js';
import { readInput } from '../jobs/read-input.js';

/** Files that are looked at before a grant is given; of a larger batch the rest when they would go out. */
const MOST_AT_ONCE = 200;

/** The desktop program signs in fields of its own making, which a lock or a certification before it may forbid (ADR 29). */
@Injectable()
export class DesktopRoad {
  constructor(
    private readonly jobs: JobStore,
    private readonly files: ContentStore,
  ) {}

  /** Of documents of which something has been signed here; before the first signature nothing is locked. */
  async problemOf(documents: readonly Seen[]): Promise<Refusal | null> {
    for (const seen of documents.slice(0, MOST_AT_ONCE)) {
      for (const { outputSha256 } of await this.jobs.madeBefore(seen)) {
        const bytes = await readInput(this.files, outputSha256);
        const problem = isRefusal(bytes) ? null : closedProblem(bytes);
        if (problem) return problem;
      }
    }
    return null;
  }
}

/** Whether strict judges would call a further visible field of the program a forbidden change (ISO 32000-1 12.8.2.2, 12.8.2.4). */
export function closedProblem(pdf: Uint8Array): Refusal | null {
  const taken = new Set(inspectPdf(pdf).signatureFields.map(({ name }) => name));
  const fieldName = desktopFieldNames.find((name) => !taken.has(name));
  const tried =
    fieldName === undefined ? null : prepareSignature(pdf, { fieldName, newField: { page: 1, box: [0, 0, 9, 9] } });
  if (tried === null) return signing.refuseSigning('SIGNING.DESKTOP_LOCKED_OUT');
  const isClosed =
    tried.kind === 'refusal' && (tried.code === 'PADES.FIELD_LOCKED' || tried.code === 'PADES.DOCMDP_FORBIDS');
  return isClosed ? signing.refuseSigning('SIGNING.DESKTOP_LOCKED_OUT') : null;
}
