import { Inject, Injectable } from '@nestjs/common';
import { ContentDamaged, ContentMissing, ContentStore } from '@vanthu/files';
import { crashPoint, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { augment, isPrefix, isRefusal, type SigningRefusal } from '@vanthu/pades';
import { Transactions } from '@vanthu/persistence';
import { ValidationServers } from '../config/validation-servers.js';
import { EvidenceStore } from '../judging/evidence.store.js';
import { JudgeDocument, type Judged } from '../judging/judge-document.js';
import { type PreservationRow, PreservationStore } from './preservation.store.js';

const MINUTE_MS = 60_000;
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];
/** No better timestamp was to be had: the authority still has its old certificate. */
const NO_BETTER_MS = 24 * 60 * MINUTE_MS;

/** Servers come back; a damaged file or a revoked certificate does not become better by itself. */
const PASSING: ReadonlySet<string> = new Set([
  'PADES.TIMESTAMP_UNAVAILABLE',
  'PADES.TIMESTAMP_WRONG',
  'PADES.REVOCATION_UNKNOWN',
  'PADES.CERTIFICATE_UNTRUSTED',
]);

interface Raised {
  readonly pdf: Uint8Array;
  /** What is still missing. */
  readonly refusal: SigningRefusal | null;
}

/**
 * Raises an issued file to B-LT (EN 319 142-1 6.3), later to B-LTA, by increments behind it: the issued file stays what was
 * registered and sent, and is the beginning of each preservation version.
 */
@Injectable()
export class PreserveFile {
  constructor(
    private readonly store: PreservationStore,
    private readonly transactions: Transactions,
    private readonly files: ContentStore,
    private readonly servers: ValidationServers,
    private readonly judge: JudgeDocument,
    private readonly evidence: EvidenceStore,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  async run(row: PreservationRow, at: Date): Promise<void> {
    const [issued, before] = await Promise.all([
      this.read(row.file_sha256),
      this.read(row.preserved_sha256 ?? row.file_sha256),
    ]);
    if (!issued || !before) return this.putOff(row, 'Tệp đã phát hành không còn trong kho hoặc đã bị thay đổi.', true);
    const raised = await this.raise(row, before, at);
    const problem = raised.refusal?.messageVi ?? null;
    const isUnfit = raised.refusal !== null && !PASSING.has(raised.refusal.code);
    if (raised.pdf === before) return this.putOff(row, problem, isUnfit);
    const judged = await this.judge.judgeBytes(raised.pdf, at);
    if (!isPrefix(issued, raised.pdf) || !isHarmless(judged)) {
      this.log.error({ documentId: row.document_id, judgement: judged.judgement }, 'preservation version judged bad');
      return this.putOff(row, 'Bản bảo quản vừa tạo không qua được kiểm tra; không nhận.', true);
    }
    await this.keep(row, raised.pdf, judged, problem === null ? 'preserved' : isUnfit ? 'unfit' : 'waiting');
    if (problem !== null) await this.putOff(row, problem, isUnfit);
  }

  private raise(row: PreservationRow, before: Uint8Array, at: Date): Promise<Raised> {
    const isRenewal = row.state === 'preserved';
    const level = isRenewal ? 'B-LTA' : 'B-LT';
    return this.servers.asOf(at, async (sources) => {
      const outcome = await augment(before, level, sources, { renew: isRenewal && row.level === 'B-LTA' });
      if (!isRefusal(outcome)) return { pdf: outcome.pdf, refusal: null };
      // What was reached is kept: a timestamp of today proves more than one of next week.
      return { pdf: outcome.completed?.pdf ?? before, refusal: outcome };
    });
  }

  private async keep(
    row: PreservationRow,
    pdf: Uint8Array,
    judged: Judged,
    state: PreservationRow['state'],
  ): Promise<void> {
    const kept = await this.files.put(pdf);
    crashPoint('signing.after-preservation-keep-before-commit');
    const { provenUntil, judgement } = judged;
    const level = lowest(judgement.signatures.map((signature) => signature.level));
    await this.transactions.run(async (tx) => {
      await this.store.keep(tx, row.file_sha256, { sha256: kept.sha256, bytes: pdf.length, level, provenUntil }, state);
      await this.evidence.keep(tx, row.document_id, judged);
      const isNoBetter = row.proven_until !== null && (provenUntil?.getTime() ?? 0) <= row.proven_until.getTime();
      if (isNoBetter) await this.store.putOff(tx, row.file_sha256, null, NO_BETTER_MS);
    });
  }

  private putOff(row: PreservationRow, problem: string | null, isUnfit: boolean): Promise<void> {
    const wait = WAITS_MS[Math.min(row.tries, WAITS_MS.length) - 1] ?? MINUTE_MS;
    return this.transactions.run((tx) =>
      this.store.putOff(tx, row.file_sha256, problem, problem === null ? NO_BETTER_MS : wait, isUnfit),
    );
  }

  private async read(sha256: string): Promise<Uint8Array | null> {
    try {
      return await this.files.readBytes(sha256);
    } catch (error) {
      if (error instanceof ContentMissing || error instanceof ContentDamaged) return null;
      throw error;
    }
  }
}

const isHarmless = ({ judgement }: Judged): boolean =>
  judgement.signatures.length > 0 &&
  judgement.signatures.every(({ integrity, changes }) => integrity === 'ok' && changes !== 'forbidden');

const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/** A file is as well proven as the worst of its signatures. */
const lowest = (levels: readonly (string | null)[]): string =>
  LEVELS[Math.min(...levels.map((level) => Math.max(0, LEVELS.indexOf(level ?? 'B-B'))))] ?? 'B-B';
