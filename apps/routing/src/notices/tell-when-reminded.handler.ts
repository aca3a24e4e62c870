import { Injectable } from '@nestjs/common';
import { stats } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { NoticeStore } from './store/notice.store.js';

/** Leadership has a signature reminded of: whoever lacks it is told, like of a deadline. */
@Injectable()
export class TellWhenRemindedHandler {
  constructor(private readonly notices: NoticeStore) {}

  @Listens(stats.SignatureReminded)
  async handle({ id, payload }: ListenedEvent<typeof stats.SignatureReminded>, tx: Tx): Promise<void> {
    const { agencyId, holder, textVi, remindedAt } = payload;
    const about = { agencyId, documentId: null, urgency: 'normal' } as const;
    const notice = { key: `remind-signature ${id}`, kind: 'remind-signature', holder, textVi } as const;
    const at = new Date(remindedAt);
    await this.notices.tell(tx, about, [notice], at, civilDateOf(at));
  }
}
