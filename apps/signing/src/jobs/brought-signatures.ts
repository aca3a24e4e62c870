import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRefusal } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import { JudgeDocument } from '../judging/judge-document.js';
import type { MadeBefore } from './check-seen.js';
import type { SigningRequest } from './job.store.js';
import { readInput } from './read-input.js';

/**
 * A file that persons signed elsewhere and that is the main file of the manifest: for the organisation it counts like one that
 * was signed here, when our own judgement finds every signature good and at least one of a person (R-ORG-01, Art. 32.2.d).
 */
@Injectable()
export class BroughtSignatures {
  constructor(
    private readonly files: ContentStore,
    private readonly judge: JudgeDocument,
  ) {}

  /** What was made here, and what was brought signed where nothing was made here of this file. */
  async with(request: SigningRequest, made: readonly MadeBefore[], at: Date): Promise<readonly MadeBefore[]> {
    const { kind, mark, register, fileSha256 } = request;
    const isMade = made.some(({ outputSha256 }) => outputSha256 === fileSha256);
    if (kind !== 'organisation' || mark !== null || register !== undefined || isMade) return made;
    if (!request.manifest.files.some(({ role, sha256 }) => role === 'main' && sha256 === fileSha256)) return made;
    const bytes = await readInput(this.files, fileSha256);
    if (isRefusal(bytes) || createHash('sha256').update(bytes).digest('hex') !== fileSha256) return made;
    const { signatures } = (await this.judge.judgeBytes(bytes, at)).judgement;
    const isGood = signatures.every(
      ({ integrity, changes, indication }) =>
        integrity === 'ok' && changes !== 'forbidden' && indication === 'TOTAL_PASSED',
    );
    if (!isGood || !signatures.some(({ owner }) => owner.kind === 'person')) return made;
    const certificates = signatures.flatMap(({ certificateSha256 }) => certificateSha256 ?? []);
    return [...made, { kind: 'personal', outputSha256: fileSha256, certificates }];
  }
}
