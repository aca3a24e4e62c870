import { Card, Segmented, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Periods } from '../../../shared/api/periods';
import { formatDate, formatPercent } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Behind, type Figures, type Only, type Period, useCoverage } from '../api/coverage';
import { type Compared, comparedRows, pointsBetween } from './compared-rows';
import { Figure } from './sentence';

type Coverage = NonNullable<ReturnType<typeof useCoverage>['data']>;
type AddressOf = (next: { behind: Behind }) => string;

const CHOICES = ['before', 'lastYear', 'other'] as const;
type Choice = (typeof CHOICES)[number];

interface ComparisonProps {
  periods: Periods;
  period: Period;
  /** Of that period. */
  coverage: Coverage;
  addressOf: AddressOf;
}

/** This period beside the one before, the same of last year, or any other: in all and by agency or unit, ranked. */
export function Comparison({ periods, period, coverage, addressOf }: ComparisonProps) {
  const { t } = useTranslation();
  const [choice, choose] = useState<Choice>('before');
  const [code, setCode] = useState(periods.periods[0]?.code);
  const beside = comparedPeriod(choice, period, periods, code);
  return (
    <Card
      size="small"
      className="vt-compare"
      title={t('overview.compare')}
      extra={
        <Segmented
          size="small"
          aria-label={t('overview.compareWith')}
          value={choice}
          onChange={choose}
          options={CHOICES.map((one) => ({ value: one, label: t(`overview.compared.${one}`) }))}
        />
      }
    >
      {choice === 'other' && (
        <Select
          aria-label={t('overview.comparedOther')}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 190, marginBottom: 8 }}
          value={code}
          onChange={setCode}
          options={periods.periods.map((one) => ({ value: one.code, label: one.nameVi }))}
        />
      )}
      <SideBySide now={{ period, coverage }} beside={beside} addressOf={addressOf} />
    </Card>
  );
}

interface SideBySideProps {
  now: { period: Period; coverage: Coverage };
  beside: Period;
  addressOf: AddressOf;
}

function SideBySide({ now, beside, addressOf }: SideBySideProps) {
  const { t } = useTranslation();
  const asked = useCoverage(beside);
  // What is kept from another period would stand under the wrong heading.
  if (asked.isPending || asked.isPlaceholderData) return <Loading />;
  if (asked.isError) return <Problem error={asked.error} onRetry={() => asked.refetch()} />;
  const { divided, rows, total } = comparedRows(now.coverage, asked.data);
  if (total.now.issued === 0 && total.earlier.issued === 0) return <Empty text={t('overview.noComparison')} />;
  const days = ({ from, to }: Period) => t('overview.fromTo', { from: formatDate(from), to: formatDate(to) });
  const right = { align: 'right' as const, width: 92 };
  const side = (period: Period, of: (row: Compared) => Figures) => ({
    title: days(period),
    children: [
      ...(['issued', 'both'] as const).map((bucket) => ({
        ...right,
        title: t(`overview.${bucket}`),
        render: (_: unknown, row: Compared) => (
          <Figure figures={of(row)} bucket={bucket} only={onlyOf(row, period, now.period)} addressOf={addressOf} />
        ),
      })),
      {
        ...right,
        title: t('overview.rate'),
        render: (_: unknown, row: Compared) => <span className="vt-number">{formatPercent(of(row).percentBoth)}</span>,
      },
    ],
  });
  return (
    <Table<Compared>
      rowKey="key"
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={[...rows, { ...total, key: 'total', name: t('overview.total'), rank: null }]}
      rowClassName={({ key }) => (key === 'total' ? 'vt-total' : '')}
      columns={[
        { title: t('overview.rank'), width: 60, align: 'right', render: (_, { rank }) => rank ?? '' },
        { title: t(`overview.parts.${divided}`), dataIndex: 'name' },
        side(now.period, (row) => row.now),
        side(beside, (row) => row.earlier),
        {
          ...right,
          width: 110,
          title: t('overview.difference'),
          render: (_, row) => (
            <span className="vt-number">{pointsBetween(row.now.percentBoth, row.earlier.percentBoth)}</span>
          ),
        },
      ]}
    />
  );
}

/** The days are in the address only where they are not those of the page. */
const onlyOf = ({ only }: Compared, { from, to }: Period, page: Period): Only =>
  from === page.from && to === page.to ? only : { ...only, from, to };

function comparedPeriod(choice: Choice, { from, to }: Period, { periods }: Periods, code: string | undefined): Period {
  const day = (at: dayjs.Dayjs) => at.format('YYYY-MM-DD');
  if (choice === 'lastYear') {
    return { from: day(dayjs(from).subtract(1, 'year')), to: day(dayjs(to).subtract(1, 'year')) };
  }
  const other = choice === 'other' && periods.find((one) => one.code === code);
  if (other) return { from: other.from, to: other.to };
  const kind = periods.find((one) => one.from === from && one.to === to)?.kind;
  const last = day(dayjs(from).subtract(1, 'day'));
  const before = periods.find((one) => one.kind === kind && one.to === last);
  if (before) return { from: before.from, to: before.to };
  // As many days as are looked at, or as many months where they begin and end within one (15th to 14th).
  const months = dayjs(to).add(1, 'day').diff(dayjs(from), 'month', true);
  const begins = Number.isInteger(months)
    ? dayjs(from).subtract(months, 'month')
    : dayjs(from).subtract(dayjs(to).diff(dayjs(from), 'day') + 1, 'day');
  return { from: day(begins), to: last };
}
