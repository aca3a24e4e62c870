import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/format/format';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type DueBucket, useDueCounts, useWork } from '../api/tasks';
import { Buckets } from '../components/buckets';
import { BulkBar } from '../components/bulk-bar';
import { TasksViews } from '../components/tasks-views';
import { WorkTable } from '../components/work-table';

/** What waits for me, by how near it is. */
export default function TasksPage() {
  const { t } = useTranslation();
  const [bucket, setBucket] = useState<DueBucket | ''>('');
  const [selected, setSelected] = useState<readonly string[]>([]);
  const counts = useDueCounts(true);
  const work = useWork({ mine: true, bucket });
  const rows = (work.data?.pages ?? []).flatMap(({ items }) => items.map((item) => ({ ...item, id: item.documentId })));
  const ticked = rows.filter(({ id }) => selected.includes(id));
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('tasks.title')} />
        <TasksViews />
      </div>
      <div className="vt-bar">
        <Buckets
          counts={counts.data}
          value={bucket}
          onChange={(next) => {
            setBucket(next);
            setSelected([]);
          }}
        />
        <span style={{ flex: 1 }} />
        <BulkBar rows={ticked} onDone={() => setSelected([])} />
      </div>
      {work.isError ? (
        <Problem error={work.error} onRetry={() => work.refetch()} />
      ) : work.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={t(bucket === '' ? 'tasks.empty' : 'tasks.emptyBucket')} />
      ) : (
        <WorkTable rows={rows} selected={selected} onSelect={setSelected} />
      )}
      {rows.length > 0 && (
        <p className="vt-quiet" style={{ margin: '6px 8px' }}>
          {t('common.shown', {
            shown: formatCount(rows.length),
            total: formatCount(work.data?.pages[0]?.total ?? 0),
          })}{' '}
          {work.hasNextPage && (
            <Button size="small" onClick={() => work.fetchNextPage()} loading={work.isFetchingNextPage}>
              {t('common.more')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
