import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useOwnAgency } from '../../../shared/api/directory';
import type { DirectionInput } from '../api/incoming';

export interface DirectionForm {
  lead: string;
  cooperators?: string[];
  deadline: Dayjs;
  text: string;
}

type Unit = Schemas['Unit'];

export function directionOf(form: DirectionForm, units: Unit[]): DirectionInput {
  const named = (unitId: string) => ({
    kind: 'unit' as const,
    unitId,
    name: units.find((u) => u.id === unitId)?.name ?? '',
  });
  return {
    lead: named(form.lead),
    cooperators: (form.cooperators ?? []).map(named),
    deadline: form.deadline.format('YYYY-MM-DD'),
    text: form.text,
  };
}

/** Exactly one lead, the co-operators, a deadline (R-IN-09). */
export function DirectionInputs() {
  const { t } = useTranslation();
  const agency = useOwnAgency();
  const lead: string | undefined = Form.useWatch('lead');
  const options = agency.data?.units.map((unit) => ({ value: unit.id, label: unit.name })) ?? [];
  const required = [{ required: true, message: t('session.required') }];
  return (
    <>
      <Form.Item name="lead" label="Chủ trì" rules={required}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="cooperators" label="Phối hợp">
        <Select mode="multiple" options={options.filter((option) => option.value !== lead)} />
      </Form.Item>
      <Form.Item name="deadline" label="Thời hạn" rules={required}>
        <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="text" label="Ý kiến" rules={required}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
    </>
  );
}
