import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOpenQuestion } from '../api/confirmation';

/** Sends the person to the page of the remote signing service, and waits here until he has confirmed there. */
export function ConfirmationDialog() {
  const { t } = useTranslation();
  const question = useOpenQuestion();
  return (
    <Modal
      open={question !== null}
      title={t('signing.confirmation.title', { count: question?.signatures ?? 0 })}
      closable={false}
      footer={<Button onClick={() => question?.leave()}>{t('common.cancel')}</Button>}
      zIndex={1200}
    >
      <p>{t('signing.confirmation.lead')}</p>
      <Button type="primary" href={question?.address ?? ''} target="_blank" rel="noopener">
        {t('signing.confirmation.open')}
      </Button>
      <Alert style={{ marginTop: 12 }} type="info" showIcon role="status" title={t('signing.confirmation.waiting')} />
    </Modal>
  );
}
