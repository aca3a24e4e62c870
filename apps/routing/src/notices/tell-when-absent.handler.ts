import { Injectable } from '@nestjs/common';
import { directory } from '@vanthu/contracts';
import { civilDate, civilDateOf, printShortDate } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { NoticeStore } from './store/notice.store.js';

type Told = ListenedEvent<typeof directory.AbsenceRecorded>;

/** An absence that somebody has recorded, or ended: the absent one and the deputy are told, each once. */
@Injectable()
export class TellWhenAbsentHandler {
  constructor(private readonly notices: NoticeStore) {}

  @Listens(directory.AbsenceRecorded)
  async recorded(event: Told, tx: Tx): Promise<void> {
    const { personName, positionTitle, deputyName, deputyTitle, basis } = event.payload;
    await this.tell(tx, event, {
      absent: `Bạn vắng mặt ${daysVi(event)}; ${deputyTitle} ${deputyName} làm thay. Căn cứ: ${basis}`,
      deputy: `Bạn làm thay ${positionTitle} ${personName} ${daysVi(event)}. Căn cứ: ${basis}`,
    });
  }

  @Listens(directory.AbsenceEnded)
  async ended(event: Told, tx: Tx): Promise<void> {
    const { personName, positionTitle } = event.payload;
    await this.tell(tx, event, {
      absent: `Vắng mặt ${daysVi(event)} đã kết thúc: việc lại chờ bạn`,
      deputy: `Bạn thôi làm thay ${positionTitle} ${personName}: vắng mặt ${daysVi(event)} đã kết thúc`,
    });
  }

  private async tell(
    tx: Tx,
    { id, occurredAt, payload }: Told,
    words: { absent: string; deputy: string },
  ): Promise<void> {
    const about = { agencyId: payload.agencyId, documentId: null, urgency: 'normal' } as const;
    const at = new Date(occurredAt);
    const notices = [
      { holder: `person:${payload.personId}`, textVi: words.absent },
      { holder: `person:${payload.deputyPersonId}`, textVi: words.deputy },
    ].map((one) => ({ ...one, key: `absence ${id} ${one.holder}`, kind: 'absence' as const }));
    await this.notices.tell(tx, about, notices, at, civilDateOf(at));
  }
}

const dayVi = (day: string): string => printShortDate(civilDate(day));
const daysVi = ({ payload: { from, to } }: Told): string =>
  from === to ? `ngày ${dayVi(from)}` : `từ ${dayVi(from)} đến hết ${dayVi(to)}`;
