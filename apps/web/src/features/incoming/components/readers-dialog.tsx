import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestProblem } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { useIncomingMutation } from '../api/incoming';
import { type ReadersChange, readersOf, setReaders } from '../api/readers';

type Answers = Omit<ReadersChange, 'confirmed'>;

/** Who reads one document. A change is sent twice: first it is told what it would do, then it is confirmed (R-SYS-01). */
export function ReadersDialog({ documentId }: { documentId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { required, atMost } = useRules();
  const [open, setOpen] = useState(false);
  const readers = useQuery({
    queryKey: ['incoming', documentId, 'readers'],
    enabled: open,
    queryFn: () => readersOf(documentId),
  });
  const colleagues = useColleagues();
  const act = useIncomingMutation((change: ReadersChange) => setReaders(documentId, change));
  const warning =
    act.error instanceof RequestProblem && act.error.refusal.code === 'ROUTING.READERS_UNCONFIRMED' ? act.error : null;
  const listed = readers.data ?? [];
  const reads = (personId: string) => listed.some(({ principal }) => principal === `person:${personId}`);
  const others = (colleagues.data ?? []).filter(({ personId }) => !reads(personId));
  const added = listed.filter(({ byWay, principal }) => !byWay && principal.startsWith('person:'));
  const close = () => {
    act.reset();
    setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('incoming.readers.act')}</Button>
      <ActDialog<Answers>
        open={open}
        title={t(warning ? 'incoming.readers.confirm' : 'incoming.readers.act')}
        lead={
          <p className="vt-quiet" style={{ marginTop: 0 }}>
            {t('incoming.readers.now', { names: listed.map(({ name }) => name).join('; ') })}
          </p>
        }
        busy={act.isPending}
        error={warning ? null : act.error}
        onCancel={close}
        onSubmit={(answers) =>
          act.mutate(
            { ...answers, confirmed: warning !== null && sameAs(act.variables, answers) },
            {
              onSuccess: () => {
                void message.success(t('incoming.readers.done'));
                close();
              },
            },
          )
        }
      >
        <Form.Item name="grant" label={t('incoming.readers.grant')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={others.map(({ personId, fullName, title }) => ({
              value: personId,
              label: `${fullName}, ${title}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="withdraw" label={t('incoming.readers.withdraw')}>
          <Select
            mode="multiple"
            options={added.map(({ principal, name }) => ({ value: principal.slice('person:'.length), label: name }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={t('incoming.readers.reason')} rules={[required, atMost(500)]}>
          <Input />
        </Form.Item>
        {warning && <Alert type="warning" showIcon role="alert" title={warning.message} />}
      </ActDialog>
    </>
  );
}

/** What was warned of is what is confirmed: another change is warned of anew. */
const sameAs = (asked: Answers | undefined, now: Answers): boolean => {
  const text = ({ grant, withdraw, reason }: Answers) => JSON.stringify([grant ?? [], withdraw ?? [], reason]);
  return asked !== undefined && text(asked) === text(now);
};
