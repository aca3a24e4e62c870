import { Injectable } from '@nestjs/common';
import { outgoing, type PayloadOf } from '@vanthu/contracts';
import { civilDate, civilDateOf, printShortDate } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { NoticeStore } from './store/notice.store.js';

/** The head of a unit is told what it is charged with drafting, and what has become of the charge, each once (Art. 10.1). */
@Injectable()
export class TellWhenChargedHandler {
  constructor(private readonly notices: NoticeStore) {}

  @Listens(outgoing.DraftingAssigned)
  assigned(event: ListenedEvent<typeof outgoing.DraftingAssigned>, tx: Tx): Promise<void> {
    const { by, matter } = event.payload;
    return this.tell(tx, event, `${by} giao soạn thảo${until(event.payload)}: ${matter}`);
  }

  @Listens(outgoing.AssignmentChanged)
  changed(event: ListenedEvent<typeof outgoing.AssignmentChanged>, tx: Tx): Promise<void> {
    const { by, matter } = event.payload;
    return this.tell(tx, event, `${by} sửa việc giao soạn thảo${until(event.payload)}: ${matter}`);
  }

  @Listens(outgoing.AssignmentWithdrawn)
  withdrawn(event: ListenedEvent<typeof outgoing.AssignmentWithdrawn>, tx: Tx): Promise<void> {
    const { by, matter, reason } = event.payload;
    return this.tell(tx, event, `${by} thu hồi việc giao soạn thảo “${matter}”: ${reason}`);
  }

  private async tell(tx: Tx, { id, occurredAt, payload }: Told, textVi: string): Promise<void> {
    const about = { agencyId: payload.agencyId ?? null, documentId: null, urgency: 'normal' } as const;
    const at = new Date(occurredAt);
    const notice = { key: `charged ${id}`, kind: 'charged' as const, holder: `head:${payload.unitId}`, textVi };
    await this.notices.tell(tx, about, [notice], at, civilDateOf(at));
  }
}

type Charge = PayloadOf<typeof outgoing.DraftingAssigned>;
interface Told {
  readonly id: string;
  readonly occurredAt: string;
  readonly payload: Charge;
}

const until = ({ dueOn }: Charge): string => (dueOn === null ? '' : `, hạn ${printShortDate(civilDate(dueOn))}`);
