import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { formatDate } from '../format/format';

type Urgency = Schemas['Urgency'];

/** Urgency by word; nothing for ordinary documents. */
export function UrgencyTag({ urgency }: { urgency: Urgency }) {
  const { t } = useTranslation();
  if (urgency === 'normal') return null;
  return (
    <Tag color={urgency === 'urgent' ? 'gold' : 'volcano'} style={{ fontWeight: 600 }}>
      {t(`urgency.${urgency}`)}
    </Tag>
  );
}

export function Deadline({ date, overdue }: { date: string | null; overdue: boolean }) {
  if (!date) return null;
  return (
    <span className={overdue ? 'vt-number vt-late' : 'vt-number'}>
      {overdue ? `quá hạn ${formatDate(date)}` : formatDate(date)}
    </span>
  );
}
