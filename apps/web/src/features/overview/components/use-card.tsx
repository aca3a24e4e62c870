import { Card, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../../shared/api/client';
import { formatCount, formatPercent } from '../../../shared/format/format';
import { Loading, Problem } from '../../../shared/ui/states';
import { type Listed, type Only, type Period, useUse } from '../api/coverage';

interface Row {
  key: string;
  name: string;
  use: Schemas['Use'];
  only: Only;
}

const GROUPS = ['accounts', 'worked', 'idle'] as const;

/** Who works in the system, by agency or by unit; each figure opens the people. */
export function UseCard({ period, addressOf }: { period: Period; addressOf: (next: { behind: Listed }) => string }) {
  const { t } = useTranslation();
  const asked = useUse(period);
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Problem error={asked.error} onRetry={() => asked.refetch()} />;
  const { total, byAgency, byUnit, contradictions } = asked.data;
  const agencies = byAgency.map(
    ({ agencyId, agencyName, use }): Row => ({
      ...{ key: agencyId, name: agencyName, use },
      only: { agencyId, descendants: false },
    }),
  );
  const units = byUnit.map(
    ({ unitId, unitName, use }): Row => ({
      ...{ key: unitId ?? unitName, name: unitName, use },
      only: unitId ? { unitId } : { unitId: 'none' },
    }),
  );
  const divided = agencies.length > 1;
  const all: Row[] = total ? [{ key: 'total', name: t('overview.total'), use: total, only: {} }] : [];
  return (
    <Card size="small" className="vt-use" title={t('overview.use')}>
      <Table<Row>
        rowKey="key"
        size="small"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={[...(divided ? agencies : units), ...all]}
        rowClassName={({ key }) => (key === 'total' ? 'vt-total' : '')}
        columns={[
          { title: t(divided ? 'overview.parts.agency' : 'overview.parts.unit'), dataIndex: 'name' },
          ...GROUPS.map((list) => ({
            title: t(`overview.lists.${list}`),
            align: 'right' as const,
            width: 120,
            render: (_: unknown, { name, use, only }: Row) =>
              use[list] === 0 ? (
                formatCount(0)
              ) : (
                <Link
                  data-figure={use[list]}
                  to={addressOf({ behind: { list, ...only } })}
                  aria-label={t('overview.openPeople', {
                    count: use[list],
                    what: `${name}, ${t(`overview.listTitles.${list}`)}`,
                  })}
                >
                  {formatCount(use[list])}
                </Link>
              ),
          })),
          {
            title: t('overview.rate'),
            align: 'right',
            width: 90,
            render: (_, { use }) => <span className="vt-number">{formatPercent(use.percentWorked)}</span>,
          },
        ]}
      />
      {contradictions.length > 0 && (
        <ul className="vt-small" data-testid="use-contradictions">
          {contradictions.map(({ agencyId, unitId, name, worked, accounts }) => (
            <li key={`${agencyId} ${unitId} ${name}`}>
              {t('overview.useContradiction', { name, worked: formatCount(worked), accounts: formatCount(accounts) })}
            </li>
          ))}
        </ul>
      )}
      <p className="vt-small">{t('overview.useBasis')}</p>
    </Card>
  );
}
