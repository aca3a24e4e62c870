import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { RoutedDocumentStore } from '../routed-document/store/routed-document.store.js';
import { nameVi } from '../routed-document/store/way.js';
import { NoticeStore } from './store/notice.store.js';

/**
 * A signature that could not be judged when the document was registered has been found bad since: the number stands, and the clerks and the leader
 * are told, who decide what becomes of it (Art. 21.2.b).
 */
@Injectable()
export class TellOfLateFindingHandler {
  constructor(
    private readonly documents: RoutedDocumentStore,
    private readonly notices: NoticeStore,
  ) {}

  @Listens(incoming.IncomingChecked)
  async handle({ payload }: ListenedEvent<typeof incoming.IncomingChecked>, tx: Tx): Promise<void> {
    const document = payload.advice === 'return' ? await this.documents.byId(tx, payload.documentId) : null;
    if (document === null) return;
    const { documentId, agencyId, submittedToPositionId } = document;
    const leader = submittedToPositionId === null ? [] : [`position:${submittedToPositionId}`];
    const notices = [`clerks:${agencyId}`, ...leader].map((holder) => ({
      ...{ key: `${documentId}:signature-failed:${holder}`, kind: 'signature-failed' as const, holder },
      textVi: `Chữ ký số không hợp lệ, phát hiện sau khi vào sổ: ${nameVi(document)}`,
    }));
    const at = new Date(payload.checkedAt);
    await this.notices.tell(tx, document, notices, at, civilDateOf(at));
  }
}
