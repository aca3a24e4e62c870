import { Injectable } from '@nestjs/common';
import type { outgoing, PayloadOf } from '@vanthu/contracts';
import { type CivilDate, civilDateOf, yearOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { RegisterLineStore } from '../register/register-line.store.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { type DoneBy, TimelineStore } from '../store/timeline.store.js';
import { LinksStore } from './links.store.js';
import { RecallsStore } from './recalls.store.js';

type Mends = NonNullable<PayloadOf<typeof outgoing.Issued>['mends']>;

const doneVi = { amends: 'Được sửa đổi', replaces: 'Được thay thế', corrects: 'Được đính chính' } as const;
const undoneVi = { amends: 'sửa đổi', replaces: 'thay thế', corrects: 'đính chính' } as const;

/** What an issue does to the earlier documents that it mends: they stay as they are, and say by what (Art. 18.3; R-ISS-08). */
@Injectable()
export class Mending {
  constructor(
    private readonly links: LinksStore,
    private readonly documents: OutgoingDocumentStore,
    private readonly recalls: RecallsStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
  ) {}

  async takeEffect(tx: Tx, document: OutgoingDocument, by: DoneBy): Promise<Mends> {
    const links = (await this.links.of(tx, document.id)).filter(({ other }) => other === 'earlier');
    if (links.length === 0) return [];
    const mends: Mends = [];
    for (const { kind, documentId } of links) {
      const earlier = await this.documents.byId(tx, documentId);
      if (!earlier?.numbering)
        throw new Error(`document ${document.id} mends one that was never issued: ${documentId}`);
      // Recalled since the link was made: what is frozen is not touched any more (R-REC-01).
      if (await this.recalls.frozen(tx, documentId)) {
        const { numberAndSymbol } = earlier.numbering;
        const textVi = `${numberAndSymbol} đã bị thu hồi trước khi văn bản này được phát hành, không còn gì để ${undoneVi[kind]}`;
        await this.timeline.record(tx, document.id, { act: 'mend', textVi }, by);
        continue;
      }
      await this.links.enforce(tx, document.id, documentId, by.now());
      const textVi = `${doneVi[kind]} bằng ${document.numbering?.numberAndSymbol}`;
      await this.timeline.record(tx, documentId, { act: 'mended', textVi }, by);
      await this.lines.note(tx, earlier, textVi, civilDateOf(by.now()));
      const { numberAndSymbol } = earlier.numbering;
      mends.push({
        kind,
        documentId,
        numberAndSymbol,
        identifier: identifierOf(earlier),
        recipients: [...earlier.recipients],
      });
    }
    return mends;
  }
}

/** Agency code, year of issue, number in that year. Decision 28/2018 Art. 10.2.b */
export const identifierOf = ({ agencyCode, numbering }: OutgoingDocument): string =>
  numbering ? `${agencyCode}.${yearOf(numbering.documentDate as CivilDate)}.${numbering.number}` : agencyCode;
