import { Injectable } from '@nestjs/common';
import { directory, signing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { type NewNotice, NoticeStore } from './store/notice.store.js';

type Owner = directory.Enrolment['owner'];

/** Whose certificate ends soon or was revoked is told: the person, or the clerks of the agency; each day and each key once. */
@Injectable()
export class TellOfCertificatesHandler {
  constructor(private readonly notices: NoticeStore) {}

  @Listens(directory.CertificateExpiring)
  async ending({ payload, occurredAt }: ListenedEvent<typeof directory.CertificateExpiring>, tx: Tx): Promise<void> {
    const { id, owner, ownerName, days, validTo } = payload;
    const [year, month, day] = civilDateOf(new Date(validTo)).split('-');
    const textVi = `Chứng thư ký số của ${ownerName} hết hạn ngày ${day}/${month}/${year} (còn không quá ${days} ngày). Hãy gia hạn và gắn chứng thư mới.`;
    await this.tell(
      tx,
      owner,
      { key: `certificate-expiring ${id} ${days}`, kind: 'certificate-expiring', textVi },
      occurredAt,
    );
  }

  @Listens(signing.KeyRevoked)
  async revoked({ payload, occurredAt }: ListenedEvent<typeof signing.KeyRevoked>, tx: Tx): Promise<void> {
    const { keyId, owner, subject } = payload;
    const name = /(?:^|,\s*)CN=([^,]+)/.exec(subject)?.[1] ?? subject;
    const textVi = `Chứng thư ký số “${name}” đã bị thu hồi: không ký được nữa. Hãy đề nghị cấp chứng thư mới.`;
    await this.tell(
      tx,
      owner,
      { key: `certificate-revoked ${keyId}`, kind: 'certificate-revoked', textVi },
      occurredAt,
    );
  }

  private async tell(tx: Tx, owner: Owner, notice: Omit<NewNotice, 'holder'>, occurredAt: string): Promise<void> {
    const isPerson = owner.kind === 'person';
    const holder = isPerson ? `person:${owner.personId}` : `clerks:${owner.agencyId}`;
    const about = { agencyId: isPerson ? null : owner.agencyId, documentId: null, urgency: 'normal' } as const;
    const at = new Date(occurredAt);
    await this.notices.tell(tx, about, [{ ...notice, holder }], at, civilDateOf(at));
  }
}
