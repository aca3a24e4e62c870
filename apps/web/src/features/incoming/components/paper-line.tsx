import { DatePicker, Form, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../../shared/ui/rules';

export interface PaperLineForm {
  lineNumber?: number | null;
  lineDate?: Dayjs | null;
}

export const paperLineOf = ({ lineNumber, lineDate }: PaperLineForm) =>
  lineNumber && lineDate ? { number: lineNumber, arrivedOn: lineDate.format('YYYY-MM-DD') } : undefined;

/** The line that stands in the book on paper since the system was away; it must be the next number. */
export function PaperLineInputs() {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const written = Form.useWatch<number | null>('lineNumber');
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="vt-quiet">{t('incoming.paper.line')}</legend>
      <div className="vt-two">
        <Form.Item
          name="lineNumber"
          label={t('incoming.paper.lineNumber')}
          dependencies={['lineDate']}
          rules={[
            // Read when it is submitted: a day alone would be dropped and the document get another number than the book has.
            ({ getFieldValue }) => ({
              validator: (_, number: number | null | undefined) =>
                number || !getFieldValue('lineDate') ? Promise.resolve() : Promise.reject(t('common.required')),
            }),
          ]}
        >
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="lineDate" label={t('incoming.paper.lineDate')} rules={written ? [chosen] : []}>
          <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </fieldset>
  );
}
