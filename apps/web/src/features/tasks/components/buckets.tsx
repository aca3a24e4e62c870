import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDate } from '../../../shared/format/format';
import type { DueBucket } from '../api/tasks';

export const BUCKETS: readonly DueBucket[] = ['overdue', 'today', 'soon', 'later'];

type Counts = Record<DueBucket, number>;

/** How near the work is, each with its count; pressing one shows only that. */
export function Buckets({
  counts,
  value,
  onChange,
}: {
  counts: Counts | undefined;
  value: DueBucket | '';
  onChange: (bucket: DueBucket | '') => void;
}) {
  const { t } = useTranslation();
  const total = counts ? BUCKETS.reduce((sum, bucket) => sum + counts[bucket], 0) : 0;
  const label = (bucket: DueBucket) => (
    <span className={bucket === 'overdue' && counts && counts.overdue > 0 ? 'vt-late' : undefined}>
      {t(`tasks.buckets.${bucket}`)} {formatCount(counts?.[bucket] ?? 0)}
    </span>
  );
  return (
    <div style={{ overflowX: 'auto', maxWidth: '100%' }}>
      <Segmented<DueBucket | ''>
        aria-label={t('tasks.columns.due')}
        value={value}
        options={[
          { value: '', label: t('tasks.allOpen', { count: total }) },
          ...BUCKETS.map((bucket) => ({ value: bucket, label: label(bucket) })),
        ]}
        onChange={onChange}
      />
    </div>
  );
}

/** The day, and how many working days are left or lost. */
export function Due({ date, left }: { date: string | null; left: number | null }) {
  const { t } = useTranslation();
  if (date === null && left === null) return null;
  const words =
    left === null
      ? ''
      : left < 0
        ? t('tasks.left.late', { count: -left })
        : left === 0
          ? t('tasks.left.today')
          : t('tasks.left.left', { count: left });
  return (
    <span className={left !== null && left < 0 ? 'vt-number vt-late' : 'vt-number'}>
      {[date === null ? '' : formatDate(date), words].filter(Boolean).join(' · ')}
    </span>
  );
}
