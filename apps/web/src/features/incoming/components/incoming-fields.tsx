import { useQuery } from '@tanstack/react-query';
import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findAgencies } from '../../../shared/api/directory';
import type { IncomingFields } from '../api/incoming';

export interface IncomingFieldsForm extends Omit<IncomingFields, 'documentDate' | 'answerBy'> {
  documentDate: Dayjs;
  answerBy: Dayjs | null;
}

export const toForm = (fields: IncomingFields): IncomingFieldsForm => ({
  ...fields,
  documentDate: dayjs(fields.documentDate),
  answerBy: fields.answerBy === null ? null : dayjs(fields.answerBy),
});

export const fromForm = (form: IncomingFieldsForm): IncomingFields => ({
  senderAgencyId: form.senderAgencyId ?? null,
  senderName: form.senderName,
  numberAndSymbol: form.numberAndSymbol,
  documentDate: form.documentDate.format('YYYY-MM-DD'),
  kind: form.kind,
  abstract: form.abstract,
  signerName: form.signerName || null,
  urgency: form.urgency,
  answerBy: form.answerBy ? form.answerBy.format('YYYY-MM-DD') : null,
});

const KINDS = [
  ['cong-van', 'Công văn'],
  ['quyet-dinh', 'Quyết định'],
  ['thong-bao', 'Thông báo'],
  ['bao-cao', 'Báo cáo'],
  ['ke-hoach', 'Kế hoạch'],
  ['to-trinh', 'Tờ trình'],
  ['giay-moi', 'Giấy mời'],
  ['huong-dan', 'Hướng dẫn'],
  ['chi-thi', 'Chỉ thị'],
] as const;

/** The fields that a clerk enters or confirms, in the order of the register (Annex IV). */
export function IncomingFieldsInputs() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IncomingFieldsForm>();
  const [text, setText] = useState('');
  const agencies = useQuery({
    queryKey: ['directory', 'find', text],
    queryFn: () => findAgencies(text),
    staleTime: 60_000,
  });
  const required = [{ required: true, message: t('session.required') }];
  return (
    <>
      <Form.Item name="senderAgencyId" label="Cơ quan ban hành (theo danh bạ)">
        <Select
          showSearch={{ filterOption: false, onSearch: setText }}
          allowClear
          placeholder="Gõ tên hoặc mã, không cần dấu"
          options={agencies.data?.map((agency) => ({ value: agency.id, label: agency.name }))}
          onChange={(_, option) => {
            if (option && !Array.isArray(option)) form.setFieldValue('senderName', option.label);
          }}
        />
      </Form.Item>
      <Form.Item name="senderName" label={t('incoming.columns.sender')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="numberAndSymbol" label={t('incoming.columns.number')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="documentDate" label="Ngày văn bản" rules={required}>
        <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="kind" label={t('incoming.columns.kind')} rules={required}>
        <Select options={KINDS.map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="abstract" label={t('incoming.columns.abstract')} rules={required}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Form.Item>
      <Form.Item name="signerName" label="Người ký">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="urgency" label={t('common.urgency')} rules={required}>
        <Select
          options={(['normal', 'urgent', 'very-urgent', 'express'] as const).map((value) => ({
            value,
            label: t(`urgency.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="answerBy" label="Hạn trả lời">
        <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} />
      </Form.Item>
    </>
  );
}
