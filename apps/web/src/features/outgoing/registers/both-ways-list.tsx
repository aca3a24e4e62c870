import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { formatInstant } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';

type Period = Schemas['BothWaysPeriod'];

/** What goes both ways now and since when; beneath it what did, and by which decision it ended. */
export function BothWaysList({ kinds }: { kinds: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['outgoing', 'both-ways'],
    queryFn: async () => (await answerOf(api.GET('/api/outgoing/both-ways', {}))).periods,
  });
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (found.isPending) return <Loading />;
  if (found.data.length === 0) return <Empty text={t('headRules.bothWays.empty')} />;
  return (
    <Table<Period>
      size="small"
      rowKey={({ kind, from }) => `${kind} ${from}`}
      pagination={found.data.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: 720 }}
      dataSource={found.data}
      columns={[
        {
          title: t('headRules.bothWays.kind'),
          width: 170,
          render: (_, { kind, until }) => {
            const name = kinds.find(({ value }) => value === kind)?.label ?? kind;
            return until ? name : <strong>{name}</strong>;
          },
        },
        { title: t('registers.series.decision'), dataIndex: 'decision' },
        {
          title: t('headRules.bothWays.from'),
          width: 190,
          render: (_, { from, by }) => t('headRules.bothWays.by', { at: formatInstant(from), by }),
        },
        {
          title: t('headRules.bothWays.until'),
          width: 190,
          render: (_, { until }) =>
            until ? (
              <>
                {t('headRules.bothWays.by', { at: formatInstant(until.at), by: until.by })}
                <div className="vt-small">{until.decision}</div>
              </>
            ) : (
              t('headRules.bothWays.now')
            ),
        },
      ]}
    />
  );
}
