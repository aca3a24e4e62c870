import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { civilDateOf, mustBeHandledAtOnce, urgencyByCode } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { NoticeStore } from './store/notice.store.js';

/**
 * Hỏa tốc, thượng khẩn and khẩn are registered and submitted right after they came (Art. 23.1; R-GEN-03): the clerks are told of what came without
 * them, at whatever hour.
 */
@Injectable()
export class TellOfUrgentArrivalHandler {
  constructor(private readonly notices: NoticeStore) {}

  @Listens(incoming.IncomingReceived)
  async handle({ payload }: ListenedEvent<typeof incoming.IncomingReceived>, tx: Tx): Promise<void> {
    const { documentId, agencyId, fields, source, arrivedAt } = payload;
    const inHand = source === 'upload' || source === 'paper';
    if (inHand || !mustBeHandledAtOnce(fields.urgency)) return;
    const notice = {
      ...({ key: `urgent-arrived ${documentId}`, kind: 'urgent-arrived', holder: `clerks:${agencyId}` } as const),
      textVi: `${urgencyByCode(fields.urgency).nameVi}: ${fields.numberAndSymbol} của ${fields.senderName} vừa đến; vào sổ và trình ngay`,
    };
    const at = new Date(arrivedAt);
    await this.notices.tell(tx, { agencyId, documentId, urgency: fields.urgency }, [notice], at, civilDateOf(at));
  }
}
