import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { type Recipient, readBlock } from './recipients';

interface BlockDialogProps {
  open: boolean;
  onAdd: (recipients: readonly Recipient[]) => void;
  onClose: () => void;
}

/** A block copied out of another document: what the directory knows is sent to, everything else is kept as written. */
export function BlockDialog({ open, onAdd, onClose }: BlockDialogProps) {
  const { t } = useTranslation();
  const { required } = useRules();
  const read = useMutation({ mutationFn: readBlock });
  return (
    <ActDialog<{ block: string }>
      open={open}
      title={t('outgoing.addressing.blockTitle')}
      lead={<p>{t('outgoing.addressing.blockHint')}</p>}
      busy={read.isPending}
      error={read.error}
      onSubmit={({ block }) =>
        read.mutate(block, {
          onSuccess: (recipients) => {
            onAdd(recipients);
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      <Form.Item name="block" label={t('outgoing.addressing.blockText')} rules={[required]}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 14 }} maxLength={20_000} />
      </Form.Item>
    </ActDialog>
  );
}
