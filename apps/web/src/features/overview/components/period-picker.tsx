import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PERIOD_KINDS, type Periods, type ReportingPeriod } from '../../../shared/api/periods';
import type { Period } from '../api/coverage';

const OTHER = 'other';

interface PeriodPickerProps {
  periods: Periods;
  address: { period: Period; named: ReportingPeriod | undefined; go(next: { period: Period }): void };
}

/** A reporting period by its name, or any days from and to. */
export function PeriodPicker({ periods, address: { period, named, go } }: PeriodPickerProps) {
  const { t } = useTranslation();
  const [free, setFree] = useState(named === undefined);
  const options = PERIOD_KINDS.map((kind) => ({
    label: t(`overview.kinds.${kind}`),
    options: periods.periods
      .filter((one) => one.kind === kind)
      .map(({ code, nameVi }) => ({ value: code, label: nameVi })),
  })).filter((group) => group.options.length > 0);
  const choose = (code: string) => {
    const chosen = periods.periods.find((one) => one.code === code);
    setFree(chosen === undefined);
    if (chosen) go({ period: { from: chosen.from, to: chosen.to } });
  };
  return (
    <>
      <Select
        aria-label={t('overview.period')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 190 }}
        value={free ? OTHER : named?.code}
        onChange={choose}
        options={[...options, { value: OTHER, label: t('overview.otherDays') }]}
      />
      {free ? (
        <DatePicker.RangePicker
          aria-label={t('overview.days')}
          allowClear={false}
          format="DD/MM/YYYY"
          value={[dayjs(period.from), dayjs(period.to)]}
          onChange={(days) => {
            const [from, to] = (days ?? []).map((day) => day?.format('YYYY-MM-DD'));
            if (from && to) go({ period: { from, to } });
          }}
        />
      ) : (
        <span className="vt-quiet">
          {dayjs(period.from).format('DD/MM/YYYY')} – {dayjs(period.to).format('DD/MM/YYYY')}
        </span>
      )}
    </>
  );
}
