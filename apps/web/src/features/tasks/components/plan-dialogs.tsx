import { Alert, App, Button, DatePicker, Form, Input, InputNumber, Select, Table, Upload } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useOwnAgency } from '../../../shared/api/directory';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { usePlanActs } from '../api/plans';
import { PlanSourceInputs, type SourceForm, sourceOf } from './plan-source-inputs';

interface DialogProps {
  open: boolean;
  initial: Partial<SourceForm>;
  onClose: () => void;
}

interface TaskForm extends SourceForm {
  number: number;
  content: string;
  lead: string;
  cooperators?: string[];
  deadline: Dayjs;
  proofWanted: Schemas['ProofWanted'];
}

/** One task of a plan: lead, co-operators, day, and what shall prove it. */
export function AddTaskDialog({ open, initial, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { required, chosen, atMost } = useRules();
  const { add } = usePlanActs();
  const units = useOwnAgency().data?.units ?? [];
  const options = units.map(({ id, name }) => ({ value: id, label: name }));
  const unit = (unitId: string) => ({
    kind: 'unit' as const,
    unitId,
    name: units.find(({ id }) => id === unitId)?.name ?? '',
  });
  return (
    <ActDialog<TaskForm>
      open={open}
      title={t('plans.add')}
      busy={add.isPending}
      error={add.error}
      initial={{ proofWanted: 'either', ...initial }}
      onCancel={onClose}
      onSubmit={(form) =>
        add.mutate(
          {
            ...sourceOf(form),
            task: {
              ...{ number: form.number, content: form.content, proofWanted: form.proofWanted },
              ...{ lead: unit(form.lead), cooperators: (form.cooperators ?? []).map(unit) },
              deadline: form.deadline.format('YYYY-MM-DD'),
            },
          },
          {
            onSuccess: () => {
              void message.success(t('plans.added'));
              onClose();
            },
          },
        )
      }
    >
      <PlanSourceInputs />
      <div className="vt-two">
        <Form.Item name="number" label={t('plans.number')} rules={[chosen]}>
          <InputNumber min={1} max={9999} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="deadline" label={t('plans.deadline')} rules={[chosen]}>
          <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} minDate={dayjs()} />
        </Form.Item>
      </div>
      <Form.Item name="content" label={t('plans.content')} rules={[required, atMost(2000)]}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="lead" label={t('plans.lead')} rules={[chosen]}>
        <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="cooperators" label={t('plans.cooperators')}>
        <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="proofWanted" label={t('plans.proof')}>
        <Select
          options={(['either', 'number', 'file'] as const).map((value) => ({
            value,
            label: t(`plans.proofs.${value}`),
          }))}
        />
      </Form.Item>
    </ActDialog>
  );
}

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** Tasks of a plan from a table: tried first, with what is wrong in each row; entered when none is. */
export function ImportTasksDialog({ open, initial, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { load } = usePlanActs();
  const [file, setFile] = useState<{ name: string; bytes: string } | null>(null);
  const tried = load.data;
  const wrong = tried?.rows.filter(({ outcome }) => outcome === 'refused') ?? [];
  const ready = tried !== undefined && !tried.applied && wrong.length === 0;
  const close = () => {
    load.reset();
    setFile(null);
    onClose();
  };
  const send = (form: SourceForm) =>
    file &&
    load.mutate(
      { ...sourceOf(form), file: file.bytes, apply: ready },
      {
        onSuccess: ({ applied, created }) => {
          if (!applied) return;
          void message.success(t('plans.imported', { count: created }));
          close();
        },
      },
    );
  return (
    <ActDialog<SourceForm>
      open={open}
      title={t(ready ? 'plans.import' : 'plans.try')}
      busy={load.isPending}
      error={load.error}
      initial={initial}
      onCancel={close}
      onSubmit={send}
      lead={<p className="vt-quiet">{t('plans.columns')}</p>}
    >
      <PlanSourceInputs />
      <Upload
        accept=".csv,.xlsx"
        showUploadList={false}
        beforeUpload={async (picked) => {
          load.reset();
          setFile({ name: picked.name, bytes: await base64Of(picked) });
          return false;
        }}
      >
        <Button style={{ marginBottom: 12 }}>{file?.name ?? t('plans.pick')}</Button>
      </Upload>
      {tried && (
        <div role="status" style={{ margin: '10px 0' }}>
          <Alert
            type={wrong.length === 0 ? 'success' : 'error'}
            showIcon
            title={t(wrong.length === 0 ? 'plans.allGood' : 'plans.someWrong', {
              count: wrong.length,
              total: tried.rows.length,
            })}
          />
          {wrong.length > 0 && (
            <Table
              rowKey="row"
              size="small"
              pagination={false}
              dataSource={wrong}
              scroll={{ y: 180 }}
              columns={[
                { title: t('plans.row'), dataIndex: 'row', width: 70 },
                { title: t('plans.number'), dataIndex: 'number', width: 70 },
                { title: t('plans.wrong'), dataIndex: 'messageVi' },
              ]}
            />
          )}
        </div>
      )}
    </ActDialog>
  );
}
