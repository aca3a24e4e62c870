import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/format/format';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type DueBucket, useDueCounts, useWork } from '../api/tasks';
import { BUCKETS, Buckets } from '../components/buckets';
import { TasksViews } from '../components/tasks-views';
import { WorkTable } from '../components/work-table';

/** What is late, with whom: nobody has to ask. */
export default function LatePage() {
  const { t } = useTranslation();
  const [bucket, setBucket] = useState<DueBucket | ''>('overdue');
  const counts = useDueCounts(false);
  const work = useWork({ mine: false, bucket });
  const rows = (work.data?.pages ?? []).flatMap(({ items }) => items.map((item) => ({ ...item, id: item.documentId })));
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('tasks.late')} />
        <TasksViews />
      </div>
      <div className="vt-bar">
        <Buckets counts={counts.data} value={bucket} onChange={setBucket} />
      </div>
      {counts.isError && <Problem error={counts.error} onRetry={() => counts.refetch()} />}
      {counts.data && counts.data.byHolder.length > 0 && (
        <Table
          rowKey="name"
          size="small"
          pagination={false}
          style={{ marginBottom: 10, maxWidth: 760 }}
          dataSource={counts.data.byHolder}
          scroll={{ x: 620, y: 190 }}
          columns={[
            { title: t('tasks.holder'), dataIndex: 'name', width: 200 },
            ...BUCKETS.map((one) => ({
              title: t(`tasks.buckets.${one}`),
              width: 110,
              render: (_: unknown, row: Record<DueBucket, number>) => (
                <span className={one === 'overdue' && row.overdue > 0 ? 'vt-number vt-late' : 'vt-number'}>
                  {formatCount(row[one])}
                </span>
              ),
            })),
          ]}
        />
      )}
      {work.isError ? (
        <Problem error={work.error} onRetry={() => work.refetch()} />
      ) : work.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={t(bucket === 'overdue' ? 'tasks.nobodyLate' : 'tasks.emptyBucket')} />
      ) : (
        <WorkTable rows={rows} />
      )}
      {work.hasNextPage && (
        <Button size="small" onClick={() => work.fetchNextPage()} loading={work.isFetchingNextPage}>
          {t('common.more')}
        </Button>
      )}
    </section>
  );
}
