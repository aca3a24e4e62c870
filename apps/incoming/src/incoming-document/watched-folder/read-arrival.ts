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
export const unreadVi = 'Chưa đọc được';

/** As the contract has one line of text; null when nothing is left of it. Pages and names of files may say anything. */
export function oneLine(text: string | null | undefined, most: number): string | null {
  const plain = (text ?? '')
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return plain.slice(0, most).trim() || null;
}

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
      ...{ abstract: oneLine(file.name, 500) ?? unreadVi, signerName: null, urgency: 'normal', answerBy: null },
    };
    if (text === null) return unread;
    const read = readFields(text);
    const said = text.pages.flatMap((page) => page.words.map((word) => word.text)).join(' ');
    const words = said.replace(/\p{Cc}+/gu, ' ');
    const printed = read.agency?.value;
    const known =
      printed === undefined ? null : await this.transactions.run((tx) => this.memory.recall(tx, at.agencyId, printed));
    const kind = read.kind !== null && kindNameVi(read.kind.value) !== null ? read.kind.value : unread.kind;
    return {
      senderAgencyId: known?.senderAgencyId ?? null,
      senderName: known?.senderName ?? oneLine(printed, 200) ?? unreadVi,
      numberAndSymbol: oneLine(read.numberAndSymbol?.value, 60) ?? unreadVi,
      documentDate: read.date?.value ?? at.today,
      kind,
      abstract: oneLine(read.abstract?.value, 500) ?? unread.abstract,
      signerName: oneLine(read.signer?.value.name, 100),
      urgency: read.urgency?.value ?? 'normal',
      answerBy: answerByOf(words, read.date?.value ?? null),
      meeting: kind === 'giay-moi' ? meetingOf(words) : null,
    };
  }

  private async wordsOf({ sha256, bytes }: { sha256: string; bytes: Uint8Array }): Promise<DocumentText | null> {
    const text = await readPdfText(bytes);
    if (isReadingRefusal(text)) return null;
    if (text.pages.some(({ words }) => words.length > 0)) return text;
    const asked = () => this.scans.read(sha256, bytes, text.pages.length);
    let scan = asked();
    for (; scan === null; scan = asked()) await this.scans.settled();
    return 'pages' in scan && scan.pages.some(({ words }) => words.length > 0) ? scan : null;
  }
}
