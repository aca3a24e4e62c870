import { Button, Checkbox, Form, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { formatInstant } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { printAddress, usePaperIssue, useSendPaper } from './after-issue';

type PaperRecipient = Schemas['PaperRecipient'];

/** For clerks: the paper bản chính, who gets it and who has got it. */
export function PaperIssue({ documentId }: { documentId: string }) {
  const { t } = useTranslation();
  const paper = usePaperIssue(documentId);
  const [asking, setAsking] = useState(false);
  if (!paper.data) return null;
  const { recipients, bothWays, mayPrintMain } = paper.data;
  const onPaper = recipients.filter(({ mayHavePaper }) => mayHavePaper);
  const open = onPaper.filter(({ sentAt }) => sentAt === null);
  return (
    <div style={{ marginTop: 8 }}>
      <strong>{t('afterIssue.paper.title')}</strong>
      {bothWays && <div className="vt-small">{t('afterIssue.paper.bothWays', { decision: bothWays })}</div>}
      {onPaper.length === 0 ? (
        <p className="vt-quiet">{t('afterIssue.paper.none')}</p>
      ) : (
        <ul style={{ margin: 0, paddingLeft: 18 }}>
          {onPaper.map(({ place, name, sentAt }) => (
            <li key={place}>
              {name}:{' '}
              <span className="vt-quiet">
                {sentAt === null
                  ? t('afterIssue.paper.open')
                  : t('afterIssue.paper.sent', { at: formatInstant(sentAt) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Space wrap style={{ marginTop: 8 }}>
        {mayPrintMain && (
          <Button size="small" href={printAddress(documentId, 'main')} target="_blank">
            {t('afterIssue.paper.main')}
          </Button>
        )}
        {onPaper.length > 0 && (
          <Button size="small" href={printAddress(documentId, 'labels')} target="_blank">
            {t('afterIssue.paper.labels')}
          </Button>
        )}
        {open.length > 0 && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('afterIssue.paper.send')}
          </Button>
        )}
      </Space>
      <SendDialog documentId={documentId} recipients={open} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

interface SendDialogProps {
  documentId: string;
  recipients: readonly PaperRecipient[];
  open: boolean;
  onClose: () => void;
}

function SendDialog({ documentId, recipients, open, onClose }: SendDialogProps) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const act = useSendPaper(documentId);
  return (
    <ActDialog<{ places: number[] }>
      open={open}
      title={t('afterIssue.paper.sendDo')}
      busy={act.isPending}
      error={act.error}
      initial={{ places: recipients.map(({ place }) => place) }}
      onSubmit={({ places }) => act.mutate(places, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="places" label={t('afterIssue.paper.to')} rules={[chosen]}>
        <Checkbox.Group
          style={{ display: 'grid', gap: 4 }}
          options={recipients.map(({ place, name }) => ({ value: place, label: name }))}
        />
      </Form.Item>
    </ActDialog>
  );
}
