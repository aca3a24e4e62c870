import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOwnAgency } from '../../../shared/api/directory';
import { civilDateOf } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';
import type { OutgoingDetail } from '../api/outgoing';
import { useReviewAct } from './review';

interface Asked {
  open: boolean;
  onClose: () => void;
}

export function CommentDialog({ documentId, open, onClose }: Asked & { documentId: string }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useReviewAct(documentId);
  return (
    <ActDialog<{ text: string }>
      open={open}
      title={t('drafting.comment')}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ text }) => act.mutate({ act: 'comment', text }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="text" label={t('drafting.commentText')} rules={[required]}>
        <Input.TextArea rows={4} autoFocus maxLength={2000} showCount />
      </Form.Item>
    </ActDialog>
  );
}

const usualDays = 3;
const inDays = (days: number): string => civilDateOf(new Date(Date.now() + days * 86_400_000));

export function AskDialog({ document, open, onClose }: Asked & { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const act = useReviewAct(document.id);
  const agency = useOwnAgency();
  const units = (agency.data?.units ?? []).filter(({ id }) => id !== document.unitId);
  return (
    <ActDialog<{ unitIds: string[]; question: string; dueOn: string }>
      open={open}
      title={t('drafting.ask')}
      busy={act.isPending}
      error={act.error}
      initial={{ question: t('drafting.usualQuestion'), dueOn: inDays(usualDays) }}
      onSubmit={(asked) => act.mutate({ act: 'ask', ...asked }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="unitIds" label={t('drafting.units')} rules={[chosen]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="question" label={t('drafting.question')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="dueOn" label={t('drafting.dueOn')} rules={[chosen]}>
        <DayInput min={inDays(0)} />
      </Form.Item>
    </ActDialog>
  );
}
