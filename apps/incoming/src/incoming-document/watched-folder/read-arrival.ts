import { Injectable } from '@nestjs/common';
import type { incoming } from '@vanthu/contracts';
import { type DocumentText, isReadingRefusal, readFields, readPdfText } from '@vanthu/page-reader';
import { Transactions } from '@vanthu/persistence';
import { kindNameVi } from '../domain/incoming-kinds.js';
import { answerByOf } from '../reading/answer-by.js';
import { meetingOf } from '../reading/meeting-of.js';
import { ScanReader } from '../reading/scan-reader.js';
import { SenderMemoryStore } from '../reading/sender-memory.store.js';

type Fields = incoming.IncomingFields;
/** The clerk writes it at the reception desk. */
const unreadVi = 'Chưa đọc được';

/** What the pages of a file say that nobody has described; where they say nothing the clerk is asked at the desk. */
@Injectable()
export class ReadArrival {
  constructor(
    private readonly transactions: Transactions,
    private readonly memory: SenderMemoryStore,
    private readonly scans: ScanReader,
  ) {}

  async fieldsOf(
    file: { readonly sha256: string; readonly bytes: Uint8Array; readonly name: string },
    at: { readonly agencyId: string; readonly today: string },
  ): Promise<Fields> {
    const text = await this.wordsOf(file);
    const unread: Fields = {
      ...{
        senderAgencyId: null,
        senderName: unreadVi,
        numberAndSymbol: unreadVi,
        documentDate: at.today,
        kind: 'khac',
      },
      ...{ abstract: file.name.slice(0, 500), signerName: null, urgency: 'normal', answerBy: null },
    };
    if (text === null) return unread;
    const read = readFields(text);
    const words = text.pages.flatMap((page) => page.words.map((word) => word.text)).join(' ');
    const printed = read.agency?.value;
    const known =
      printed === undefined ? null : await this.transactions.run((tx) => this.memory.recall(tx, at.agencyId, printed));
    const kind = read.kind !== null && kindNameVi(read.kind.value) !== null ? read.kind.value : unread.kind;
    return {
      senderAgencyId: known?.senderAgencyId ?? null,
      senderName: known?.senderName ?? printed?.slice(0, 200) ?? unreadVi,
      numberAndSymbol: read.numberAndSymbol?.value.slice(0, 60) ?? unreadVi,
      documentDate: read.date?.value ?? at.today,
      kind,
      abstract: read.abstract?.value.slice(0, 500) ?? unread.abstract,
      signerName: read.signer?.value.name.slice(0, 100) ?? null,
      urgency: read.urgency?.value ?? 'normal',
      answerBy: answerByOf(words, read.date?.value ?? null),
      meeting: kind === 'giay-moi' ? meetingOf(words) : null,
    };
  }

  private async wordsOf({ sha256, bytes }: { sha256: string; bytes: Uint8Array }): Promise<DocumentText | null> {
    const text = await readPdfText(bytes);
    if (isReadingRefusal(text)) return null;
    if (text.pages.some(({ words }) => words.length > 0)) return text;
    if (this.scans.read(sha256, bytes, text.pages.length) === null) await this.scans.settled();
    const scan = this.scans.read(sha256, bytes, text.pages.length);
    return scan !== null && 'pages' in scan && scan.pages.some(({ words }) => words.length > 0) ? scan : null;
  }
}
