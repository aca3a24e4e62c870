import { Button, Form, Input, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { civilDateOf, formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type CopyWish, type DocumentCopy, registerCopy, useCopies, useSeriesAct } from './registers';

const forms = ['sao-y', 'sao-luc', 'trich-sao'] as const;
const sources = ['original', 'main-copy', 'certified-copy'] as const;
const media = ['paper', 'electronic'] as const;

/** Copies on paper: one series of numbers for all forms, newest first (Annex I part II, II.1.c). */
export function CopiesTab({ year }: { year: number }) {
  const { t } = useTranslation();
  const found = useCopies(year);
  const [open, setOpen] = useState(false);
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (found.isPending) return <Loading />;
  const { copies, signers } = found.data;
  return (
    <>
      <Requires right="outgoing.paper">
        <Button style={{ marginBottom: 8 }} onClick={() => setOpen(true)}>
          {t('registers.copies.register')}
        </Button>
      </Requires>
      {copies.length === 0 ? (
        <Empty text={t('registers.copies.empty')} />
      ) : (
        <Table<DocumentCopy>
          size="small"
          rowKey="id"
          dataSource={copies}
          pagination={false}
          scroll={{ x: 1240 }}
          columns={[
            { title: t('registers.copies.number'), dataIndex: 'copyNumber', width: 120, className: 'vt-number' },
            { title: t('registers.copies.on'), width: 100, render: (_, one) => formatDate(one.copiedOn) },
            {
              title: t('registers.copies.form'),
              width: 90,
              render: (_, one) => t(`registers.copies.forms.${one.form}`),
            },
            { title: t('registers.columns.numberAndSymbol'), dataIndex: 'numberAndSymbol', width: 130 },
            { title: t('registers.copies.issuer'), dataIndex: 'issuer', width: 180 },
            { title: t('registers.columns.kindAndAbstract'), dataIndex: 'kindAndAbstract' },
            { title: t('registers.columns.signer'), dataIndex: 'signerName', width: 150 },
            { title: t('registers.columns.recipients'), dataIndex: 'recipients', width: 160 },
            { title: t('registers.columns.copies'), dataIndex: 'copies', width: 70, align: 'right' },
          ]}
        />
      )}
      <CopyDialog signers={signers} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

interface CopyDialogProps {
  signers: readonly { positionId: string; name: string; title: string }[];
  open: boolean;
  onClose: () => void;
}

function CopyDialog({ signers, open, onClose }: CopyDialogProps) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const act = useSeriesAct(registerCopy);
  const options = <Value extends string>(values: readonly Value[], words: (value: Value) => string) =>
    values.map((value) => ({ value, label: words(value) }));
  return (
    <ActDialog<CopyWish>
      open={open}
      title={t('registers.copies.registerDo')}
      lead={signers.length === 0 && <p className="vt-late">{t('registers.copies.noSigner')}</p>}
      busy={act.isPending}
      error={act.error}
      initial={{
        form: 'sao-y',
        source: 'original',
        from: 'paper',
        to: 'paper',
        copies: 1,
        documentDate: civilDateOf(new Date()),
      }}
      onSubmit={(wish) => act.mutate(wish, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="form" label={t('registers.copies.form')} rules={[chosen]}>
        <Select options={options(forms, (value) => t(`registers.copies.forms.${value}`))} />
      </Form.Item>
      <Form.Item name="source" label={t('registers.copies.source')} rules={[chosen]}>
        <Select options={options(sources, (value) => t(`registers.copies.sources.${value}`))} />
      </Form.Item>
      <Form.Item name="from" label={t('registers.copies.from')} rules={[chosen]}>
        <Select options={options(media, (value) => t(`registers.copies.media.${value}`))} />
      </Form.Item>
      <Form.Item name="to" label={t('registers.copies.to')} rules={[chosen]}>
        <Select options={options(media, (value) => t(`registers.copies.media.${value}`))} />
      </Form.Item>
      <Form.Item name="numberAndSymbol" label={t('registers.columns.numberAndSymbol')} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="documentDate" label={t('registers.columns.documentDate')} rules={[chosen]}>
        <DayInput />
      </Form.Item>
      <Form.Item name="issuer" label={t('registers.copies.issuer')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="kindAndAbstract" label={t('registers.columns.kindAndAbstract')} rules={[required]}>
        <Input maxLength={600} />
      </Form.Item>
      <Form.Item name="signerPositionId" label={t('registers.copies.signer')} rules={[chosen]}>
        <Select options={signers.map((one) => ({ value: one.positionId, label: `${one.name}, ${one.title}` }))} />
      </Form.Item>
      <Form.Item name="recipients" label={t('registers.columns.recipients')} rules={[required]}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="copies" label={t('registers.columns.copies')} rules={[chosen]}>
        <InputNumber min={1} max={999} />
      </Form.Item>
    </ActDialog>
  );
}
