import { Injectable } from '@nestjs/common';
import { directory, isRefusal } from '@vanthu/contracts';
import {
  arrivalStamp,
  civilDate,
  type DocumentFonts,
  findBlankRoom,
  loadTinos,
  printShortDate,
  stampArrival,
} from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import { JobContexts, RequestClient, TimelineStore } from '@vanthu/messaging';
import { renderFirstPage } from '@vanthu/page-reader';
import { Transactions } from '@vanthu/persistence';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { OwedJobs } from '../jobs/owed-jobs.js';
import { ScanPrograms } from '../reading/scan-programs.js';
import { IncomingDocumentStore } from '../store/incoming-document.store.js';
import type { OwedCheck } from '../store/owed-work.store.js';
import { StampStore } from './stamp.store.js';

/** Under number and symbol, where the stamp in ink would stand; millimetres from the top left corner. */
const near = { x: 25, y: 62 };
const searchDpi = 72;

/**
 * The stamp "ĐẾN" on the digitised paper: 35 x 50 mm, six texts, where page 1 shows nothing; on a sheet behind the last one
 * where no room is found or the pages cannot be looked at. The scan stays as it was (Art. 21.1.b, Annex IV part V).
 */
@Injectable()
export class StampArrivedJob {
  private fonts: Promise<DocumentFonts> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly contexts: JobContexts,
    private readonly content: ContentStore,
    private readonly documents: IncomingDocumentStore,
    private readonly stamps: StampStore,
    private readonly timeline: TimelineStore,
    private readonly programs: ScanPrograms,
    private readonly jobs: OwedJobs,
  ) {
    jobs.add('stamp-arrived', {
      take: (tx) => this.stamps.take(tx),
      work: (owed) => this.stamp(owed),
      failed: (tx, id, problem) => this.stamps.failed(tx, id, problem),
      idOf: (owed) => owed.document_id,
      unfinished: 'a paper is not stamped yet',
    });
  }

  private async stamp(owed: OwedCheck): Promise<void> {
    const at = this.jobs.at(owed.civil_at);
    const document = await this.transactions.run((tx) => this.documents.byId(tx, owed.document_id));
    if (document === null || document.arrivalNumber === null || document.state === 'recalled') {
      await this.transactions.run((tx) => this.stamps.drop(tx, owed.document_id));
      return;
    }
    const agency = await this.requests.ask(
      directory.GetAgency,
      { agencyId: document.agencyId },
      { asService: true, ...at },
    );
    if (isRefusal(agency)) throw new Error(`directory does not say the name of the agency: ${agency.code}`);
    const original = await this.content.readBytes(document.file.sha256);
    const place = await this.placeOn(original);
    this.fonts ??= loadTinos();
    const ctx = this.contexts.create(at);
    const stamp = stampOf(document, document.arrivalNumber, agency.name);
    const stamped = await stampArrival(original, stamp, { place, fonts: await this.fonts, at: ctx.now() });
    const copy = await this.content.put(stamped);
    await this.transactions.run(async (tx) => {
      if (!(await this.stamps.done(tx, owed, copy, ctx.now().toISOString()))) return;
      const where =
        place === null ? 'trên tờ rời sau trang cuối, vì trang 1 không còn chỗ trống' : 'vào chỗ trống của trang 1';
      await this.timeline.record(tx, document.id, { act: 'stamp', textVi: `Đóng dấu "ĐẾN" ${where}` }, ctx);
    });
  }

  private async placeOn(pdf: Uint8Array) {
    const { renderer } = this.programs;
    const picture = renderer === null ? null : await renderFirstPage(pdf, { renderer, dpi: searchDpi });
    return picture && findBlankRoom(picture, { ...arrivalStamp, near });
  }
}

const stampOf = ({ arrivedOn, direction }: IncomingDocument, number: number, agencyName: string) => ({
  agencyName,
  number,
  date: printShortDate(civilDate(arrivedOn)),
  forwardedTo: direction === null ? '' : [direction.leadName, ...direction.cooperatorNames].join('; '),
  caseFile: '',
});
