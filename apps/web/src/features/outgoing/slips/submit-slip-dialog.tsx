import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { useOutgoingList } from '../api/outgoing';
import { useSubmitSlip } from './slips';

interface Typed {
  title: string;
  explanation: string;
  documentIds: string[];
}

/** Which drafts are laid before the signer together, and what for; they come in the order in which they are chosen. */
export function SubmitSlipDialog({
  open,
  onClose,
  onSubmitted,
}: {
  open: boolean;
  onClose: () => void;
  onSubmitted: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { required } = useRules();
  const submit = useSubmitSlip();
  const list = useOutgoingList({ text: '', state: '', mine: false });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const mine = rows.filter(({ acts, road }) => road === 'digital' && acts.includes('edit'));
  const options = mine.map((row) => ({
    value: row.id,
    label: `${row.kindName}: ${row.abstract} (${row.signerName})`,
  }));
  return (
    <ActDialog<Typed>
      open={open}
      title={t('slips.submit')}
      lead={t('slips.lead')}
      busy={submit.isPending}
      error={submit.error}
      onSubmit={(typed) =>
        submit.mutate(typed, {
          onSuccess: ({ id }) => {
            onClose();
            onSubmitted(id);
          },
        })
      }
      onCancel={onClose}
    >
      <Form.Item name="title" label={t('slips.name')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="explanation" label={t('slips.explanation')} rules={[required]}>
        <Input.TextArea rows={4} maxLength={3000} showCount />
      </Form.Item>
      <Form.Item
        name="documentIds"
        label={t('slips.drafts')}
        rules={[
          {
            validator: (_, ids: string[] | undefined) =>
              (ids?.length ?? 0) >= 2 ? Promise.resolve() : Promise.reject(t('slips.atLeastTwo')),
          },
        ]}
      >
        <Select
          mode="multiple"
          maxCount={10}
          loading={list.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={options}
          onPopupScroll={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      </Form.Item>
    </ActDialog>
  );
}
