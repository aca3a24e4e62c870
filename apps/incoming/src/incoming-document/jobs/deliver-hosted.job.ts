import { Injectable } from '@nestjs/common';
import { directory, isRefusal } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import { type ActContext, JobContexts, RequestClient, uuidV5 } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { arrivedDocument, type IncomingDocument } from '../domain/incoming-document.js';
import { DeliveredAttachmentsStore } from '../exchange/delivered-attachments.store.js';
import { type OwedDelivery, OwedWorkStore } from '../store/owed-work.store.js';
import { Reception } from '../store/reception.js';
import { OwedJobs } from './owed-jobs.js';

/**
 * Puts what an agency of this installation has issued into the reception of each hosted agency among its recipients, once.
 * The issued file is not copied: its content is in the store that all agencies of the installation share.
 */
@Injectable()
export class DeliverHostedJob {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly contexts: JobContexts,
    private readonly content: ContentStore,
    private readonly owed: OwedWorkStore,
    private readonly reception: Reception,
    private readonly attachments: DeliveredAttachmentsStore,
    private readonly jobs: OwedJobs,
  ) {
    jobs.add('deliver-hosted', {
      take: (tx) => this.owed.takeDelivery(tx),
      work: (owed) => this.deliver(owed),
      failed: (tx, id, problem) => this.owed.deliveryFailed(tx, id, problem),
      idOf: (owed) => owed.outgoing_document_id,
      unfinished: 'an issued document is not delivered yet',
    });
  }

  private async deliver(owed: OwedDelivery): Promise<void> {
    const at = this.jobs.at(owed.occurred_at);
    const hosted = await this.hostedAmong(owed.agency_ids, at);
    if (hosted.length > 0) {
      for (const { sha256 } of [{ sha256: owed.issued.fileSha256 }, ...(owed.issued.attachments ?? [])]) {
        const kept = await this.content.keep({ sha256 });
        if (isRefusal(kept)) throw new Error(`an issued file is not in the content store: ${sha256}`);
      }
    }
    const ctx = this.contexts.create(at);
    await this.transactions.run(async (tx) => {
      if (!(await this.owed.deliveryDone(tx, owed.outgoing_document_id))) return;
      for (const agencyId of hosted) {
        const document = receptionOf(owed, agencyId, ctx);
        const begun = await this.reception.begin(tx, document, `${owed.issued.agencyName} gửi đến trong hệ thống`, ctx);
        if (begun) await this.attachments.add(tx, document.id, owed.issued.attachments ?? []);
      }
    });
  }

  private async hostedAmong(ids: string[], at: { at?: string }): Promise<string[]> {
    const question = { text: '', ids, limit: 500 };
    const found = await this.requests.ask(directory.FindAgencies, question, { asService: true, ...at });
    if (isRefusal(found)) throw new Error(`directory does not say which agencies are hosted: ${found.code}`);
    return found.agencies.filter((agency) => agency.hosted && ids.includes(agency.id)).map((agency) => agency.id);
  }
}

/** Filled from what the issuer has told: nobody types it again. */
function receptionOf({ issued }: OwedDelivery, agencyId: string, ctx: ActContext): IncomingDocument {
  const now = ctx.now().toISOString();
  const today = ctx.today() as CivilDate;
  return arrivedDocument({
    id: uuidV5(issued.documentId, `reception ${agencyId}`),
    agencyId,
    source: 'hosted',
    outgoingDocumentId: issued.documentId,
    fields: {
      senderAgencyId: issued.agencyId,
      senderName: issued.agencyName,
      numberAndSymbol: issued.numberAndSymbol,
      documentDate: issued.documentDate,
      kind: issued.kind,
      abstract: issued.abstract,
      signerName: issued.signerName,
      urgency: issued.urgency,
      answerBy: null,
    },
    file: { sha256: issued.fileSha256, bytes: issued.fileBytes, name: issued.fileName, mediaType: 'application/pdf' },
    arrivedAt: now,
    arrivedOn: today,
    now,
  });
}
