import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { signing } from '@vanthu/contracts';
import { ContentMissing, ContentStore } from '@vanthu/files';
import { JobContexts, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { publicServicePolicy, strictPolicy } from '@vanthu/pades';
import { Transactions } from '@vanthu/persistence';
import { Background } from '../background.js';
import { EvidenceStore, type JudgedRow } from './evidence.store.js';
import { JudgeDocument, type Judged } from './judge-document.js';
import { type RejudgingRow, RejudgingStore } from './rejudging.store.js';
import { underItsName } from './under-its-name.js';

const NET_MS = 10_000;

/** Judges every document again, one after the other, each in a transaction of its own: it goes on where it was ended. */
@Injectable()
export class RejudgeEverything implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background: Background;

  constructor(
    private readonly store: RejudgingStore,
    private readonly transactions: Transactions,
    private readonly files: ContentStore,
    private readonly judge: JudgeDocument,
    private readonly evidence: EvidenceStore,
    private readonly contexts: JobContexts,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.background = new Background(
      () => this.step(),
      NET_MS,
      (err) => log.error({ err }, 'rejudging fault'),
    );
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  wake(): void {
    this.background.wake();
  }

  private async step(): Promise<boolean> {
    const running = await this.store.take();
    if (!running) return false;
    await this.transactions.run(async (tx) => {
      const documentId = await this.store.next(tx, running.after_document);
      if (documentId === null) return this.store.finish(tx, running.id);
      const known = await this.evidence.lock(tx, documentId);
      const judged = known && (await this.judgeAgain(known));
      await this.store.step(tx, running.id, documentId, !judged);
      if (!known || !judged) return;
      if (!isChanged(known.latest, judged.judgement)) return this.evidence.keep(tx, documentId, judged);
      const subject = { documentId, service: known.service, readers: known.readers };
      await this.evidence.record(tx, subject, judged, this.contextOf(running));
      await this.store.noteChange(tx, running.id, documentId, known.latest.answer, judged.judgement);
    });
    return true;
  }

  private contextOf({ civil_at: at }: RejudgingRow) {
    return this.contexts.create(at === null ? {} : { at: at.toISOString() });
  }

  /** For the instant at which the file was first seen: what was valid then is not made invalid by the years. */
  private async judgeAgain(known: JudgedRow): Promise<Judged | null> {
    let bytes: Uint8Array;
    try {
      bytes = await this.files.readBytes(known.file_sha256, { verify: false });
    } catch (error) {
      if (error instanceof ContentMissing) return null;
      throw error;
    }
    const policy = known.service === 'incoming' ? publicServicePolicy : strictPolicy;
    const judged = await this.judge.judgeBytes(bytes, known.judged_for, [], policy);
    return { ...judged, judgement: underItsName(judged.judgement, known.file_sha256) };
  }
}

/** The answer, or what is said of one of the signatures or its owner. */
function isChanged(before: signing.Judgement, after: signing.Judgement): boolean {
  const factsOf = ({ answer, signatures }: signing.Judgement) =>
    JSON.stringify([
      answer,
      signatures.map(({ field, indication, subIndication, owner }) => [field, indication, subIndication, owner.kind]),
    ]);
  return factsOf(before) !== factsOf(after);
}
