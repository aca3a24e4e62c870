import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/format/format';

/** The leader may choose a day after that by which the sender wants an answer, and is told so. */
export function AfterSender({ answerBy, deadline }: { answerBy: string | null; deadline: string | undefined }) {
  const { t } = useTranslation();
  if (answerBy === null || deadline === undefined || deadline <= answerBy) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      style={{ marginTop: 6 }}
      title={t('direction.afterSender', { day: formatDate(answerBy) })}
    />
  );
}
