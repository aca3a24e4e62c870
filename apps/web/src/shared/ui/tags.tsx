import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { formatDate } from '../format/format';

type Urgency = Schemas['Urgency'];

/** Urgency by word; nothing for ordinary documents. */
export function UrgencyTag({ urgency }: { urgency: Urgency }) {
  const { t } = useTranslation();
  if (urgency === 'normal') return null;
  return (
    <span className="vt-urgency" data-urgency={urgency}>
      {t(`urgency.${urgency}`)}
    </span>
  );
}

export function Deadline({ date, overdue }: { date: string | null; overdue: boolean }) {
  const { t } = useTranslation();
  if (!date) return null;
  return (
    <span className={overdue ? 'vt-number vt-late' : 'vt-number'}>
      {overdue ? t('late', { date: formatDate(date) }) : formatDate(date)}
    </span>
  );
}
