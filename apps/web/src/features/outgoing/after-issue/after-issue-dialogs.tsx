import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { formatAbstract } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { useAfterIssueAct, useIssuedDocuments } from './after-issue';

interface DialogProps {
  documentId: string;
  open: boolean;
  onClose: () => void;
}
const kinds = ['amends', 'replaces', 'corrects'] as const;

export function RecallDialog({ documentId, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useAfterIssueAct(documentId);
  return (
    <ActDialog<{ order: string; reason: string }>
      open={open}
      title={t('afterIssue.recallDo')}
      lead={<p>{t('afterIssue.recallLead')}</p>}
      busy={act.isPending}
      error={act.error}
      onSubmit={(answers) => act.mutate({ act: 'recall', ...answers }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="order" label={t('afterIssue.order')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </ActDialog>
  );
}

/** The earlier document is found by typing what one knows of it. */
export function MendDialog({ documentId, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const act = useAfterIssueAct(documentId);
  const [text, setText] = useState('');
  const issued = useIssuedDocuments(text, open);
  const options = (issued.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.numberAndSymbol} · ${formatAbstract(one.kind, one.abstract)}`,
  }));
  return (
    <ActDialog<{ kind: Schemas['OutgoingLinkKind']; earlierId: string }>
      open={open}
      title={t('afterIssue.mendDo')}
      busy={act.isPending}
      error={act.error}
      initial={{ kind: 'replaces' }}
      onSubmit={(answers) => act.mutate({ act: 'mend', ...answers }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="kind" label={t('afterIssue.mendKind')} rules={[chosen]}>
        <Select options={kinds.map((value) => ({ value, label: t(`afterIssue.mendKinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="earlierId" label={t('afterIssue.earlier')} rules={[chosen]}>
        <Select showSearch={{ filterOption: false, onSearch: setText }} options={options} loading={issued.isFetching} />
      </Form.Item>
    </ActDialog>
  );
}

export function FileDialog({ documentId, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useAfterIssueAct(documentId);
  return (
    <ActDialog<{ caseFile: string }>
      open={open}
      title={t('afterIssue.fileDo')}
      busy={act.isPending}
      error={act.error}
      onSubmit={(answers) => act.mutate({ act: 'file', ...answers }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="caseFile" label={t('afterIssue.caseFile')} rules={[required]}>
        <Input maxLength={60} placeholder="07.VHXH" />
      </Form.Item>
    </ActDialog>
  );
}
