import { DatePicker, type DatePickerProps } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

const ISO = 'YYYY-MM-DD';
const SHOWN = 'DD/MM/YYYY';

interface DayInputProps extends Pick<DatePickerProps, 'id' | 'autoFocus' | 'aria-label'> {
  /** Civil date, `2026-03-10`; empty: none. */
  value?: string;
  onChange?: (day: string) => void;
  /** The first and the last day that may be chosen. */
  min?: string;
  max?: string;
}

/**
 * A day as it is written in Vietnam, whatever the language of the browser: its own field for dates shows 03/10 where the browser
 * speaks English, and nobody sees which of the two is the month.
 */
export function DayInput({ value, onChange, min, max, ...more }: DayInputProps) {
  const { t } = useTranslation();
  return (
    <DatePicker
      {...more}
      format={SHOWN}
      placeholder={t('common.day')}
      value={value ? dayjs(value, ISO) : null}
      onChange={(day) => onChange?.(day ? day.format(ISO) : '')}
      minDate={min ? dayjs(min, ISO) : undefined}
      maxDate={max ? dayjs(max, ISO) : undefined}
      style={{ width: '100%' }}
    />
  );
}
