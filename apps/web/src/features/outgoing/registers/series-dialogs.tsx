import { Checkbox, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';
import { type NumberSeries, openSeries, stopSeries, useSeriesAct } from './registers';

interface Opening {
  seriesCode: string;
  lastNumber: number;
  lastDate: string;
  decision: string;
}

/** Where the old book ended: once, before the first number of this system. */
export function OpenDialog({ year, open, onClose }: { year: number; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const act = useSeriesAct(openSeries);
  return (
    <ActDialog<Opening>
      open={open}
      title={t('registers.series.openDo')}
      lead={<p className="vt-quiet">{t('registers.series.openHint')}</p>}
      busy={act.isPending}
      error={act.error}
      onSubmit={(wish) => act.mutate({ ...wish, year }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item
        name="seriesCode"
        label={t('registers.series.newCode')}
        rules={[{ pattern: /^[A-Z0-9-]{1,20}$/, required: true, message: t('registers.series.codeShape') }]}
      >
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="lastNumber" label={t('registers.series.lastNumber')} rules={[chosen]}>
        <InputNumber min={1} max={999_999} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="lastDate" label={t('registers.series.lastDate')} rules={[chosen]}>
        <DayInput min={`${year}-01-01`} max={`${year}-12-31`} />
      </Form.Item>
      <Form.Item name="decision" label={t('registers.series.decision')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
    </ActDialog>
  );
}

export function StopDialog({ series, onClose }: { series: NumberSeries; onClose: () => void }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useSeriesAct(stopSeries);
  const { seriesCode, year } = series;
  return (
    <ActDialog<{ reason: string; forGood?: boolean }>
      open
      title={t('registers.series.stopDo', { code: seriesCode })}
      lead={<p className="vt-quiet">{t('registers.series.stopHint')}</p>}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ reason, forGood = false }) =>
        act.mutate({ seriesCode, year, reason, forGood }, { onSuccess: onClose })
      }
      onCancel={onClose}
    >
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="forGood" valuePropName="checked">
        <Checkbox>{t('registers.series.forGood')}</Checkbox>
      </Form.Item>
    </ActDialog>
  );
}
