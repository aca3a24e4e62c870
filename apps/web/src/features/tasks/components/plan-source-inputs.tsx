import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { useRules } from '../../../shared/ui/rules';

export interface SourceForm {
  kind: Schemas['PlanSourceKind'];
  numberAndSymbol: string;
  title: string;
  date: Dayjs;
  leaderPositionId: string;
}

export const sourceOf = ({ kind, numberAndSymbol, title, date, leaderPositionId }: SourceForm) => ({
  source: { kind, numberAndSymbol, title, date: date.format('YYYY-MM-DD') },
  leaderPositionId,
});

/** The decision with the plan, or the notice of conclusions, and which leader follows it. */
export function PlanSourceInputs() {
  const { t } = useTranslation();
  const { required, chosen, atMost } = useRules();
  const leaders = useColleagues('director');
  return (
    <>
      <div className="vt-two">
        <Form.Item name="kind" label={t('plans.kind')} rules={[chosen]}>
          <Select
            options={(['plan', 'meeting'] as const).map((value) => ({ value, label: t(`plans.kinds.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="numberAndSymbol" label={t('plans.numberAndSymbol')} rules={[required, atMost(60)]}>
          <Input placeholder="101/QĐ-UBND" />
        </Form.Item>
      </div>
      <Form.Item name="title" label={t('plans.name')} rules={[required, atMost(200)]}>
        <Input />
      </Form.Item>
      <div className="vt-two">
        <Form.Item name="date" label={t('plans.date')} rules={[chosen]}>
          <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="leaderPositionId" label={t('plans.leader')} rules={[chosen]}>
          <Select
            options={(leaders.data ?? []).map((one) => ({
              value: one.positionId,
              label: `${one.title} ${one.fullName}`,
            }))}
          />
        </Form.Item>
      </div>
    </>
  );
}
