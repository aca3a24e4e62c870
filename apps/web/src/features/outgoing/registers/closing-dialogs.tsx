import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { PinInput } from '../components/way-input';
import { type Book, type ClosedRegister, closeRegister, type Period, sealRegister, useClosingAct } from './closings';

interface CloseDialogProps {
  book: Book;
  period: Period | null;
  onClosed: (closed: ClosedRegister) => void;
  onCancel: () => void;
}

/** Says what cannot be undone before it is done. */
export function CloseDialog({ book, period, onClosed, onCancel }: CloseDialogProps) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useClosingAct(closeRegister);
  const cancel = () => {
    act.reset();
    onCancel();
  };
  return (
    <ActDialog<{ volume: string }>
      open={period !== null}
      title={t('registers.closing.closeDo')}
      lead={
        period && (
          <p>
            {t('registers.closing.closeLead', {
              book: t(`registers.write.books.${book}`),
              from: formatDate(period.from),
              to: formatDate(period.to),
            })}
          </p>
        )
      }
      busy={act.isPending}
      error={act.error}
      initial={{ volume: '01' }}
      onSubmit={({ volume }) => {
        if (!period) return;
        const { from, to } = period;
        act.mutate({ book, from, to, volume }, { onSuccess: onClosed });
      }}
      onCancel={cancel}
    >
      <Form.Item name="volume" label={t('registers.write.volume')} rules={[required]}>
        <Input maxLength={20} />
      </Form.Item>
    </ActDialog>
  );
}

/** The organisation signs the closed book. */
export function SealDialog({
  book,
  closed,
  onClose,
}: {
  book: Book;
  closed: ClosedRegister | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const act = useClosingAct(sealRegister);
  const cancel = () => {
    act.reset();
    onClose();
  };
  return (
    <ActDialog<{ pin: string }>
      open={closed !== null}
      title={t('registers.closing.sealDo')}
      lead={
        closed && <p>{t('registers.closing.sealLead', { from: formatDate(closed.from), to: formatDate(closed.to) })}</p>
      }
      busy={act.isPending}
      error={act.error}
      onSubmit={({ pin }) => closed && act.mutate({ book, closed, pin }, { onSuccess: onClose })}
      onCancel={cancel}
    >
      <PinInput />
    </ActDialog>
  );
}
