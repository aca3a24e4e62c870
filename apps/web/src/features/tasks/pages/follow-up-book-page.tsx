import { Button, DatePicker, Table, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { civilDateOf, formatCount } from '../../../shared/format/format';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { bookFile, type FollowUpLine, useFollowUpBook } from '../api/tasks';
import { TasksViews } from '../components/tasks-views';

const COLUMNS: readonly [key: Exclude<keyof FollowUpLine, 'documentId' | 'bucket'>, width: number | undefined][] = [
  ['incomingNumber', 66],
  ['document', undefined],
  ['receiver', 210],
  ['dueOn', 96],
  ['progress', 220],
  ['answer', 150],
  ['remarks', 150],
];

/** Sổ theo dõi giải quyết văn bản đến: seven columns, as it is printed and bound (Annex IV VIII). */
export default function FollowUpBookPage() {
  const { t } = useTranslation();
  const today = civilDateOf(new Date());
  const [period, setPeriod] = useState({ from: `${today.slice(0, 4)}-01-01`, to: today });
  const book = useFollowUpBook(period);
  const rows = book.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: TableColumnsType<FollowUpLine> = COLUMNS.map(([key, width], index) => ({
    title: (
      <>
        {t(`tasks.books.columns.${key}`)} <span className="vt-small">({index + 1})</span>
      </>
    ),
    ...(width === undefined ? {} : { width }),
    render: (_, row) =>
      key === 'document' ? (
        <Link
          to={
            row.incomingNumber.startsWith('K') ? `/viec/ke-hoach/${row.documentId}` : `/van-ban-den/${row.documentId}`
          }
        >
          {row.document}
        </Link>
      ) : (
        <span className={key === 'progress' && row.bucket === 'overdue' ? 'vt-late' : undefined}>{row[key]}</span>
      ),
  }));
  const day = (key: 'from' | 'to') => (
    <DatePicker
      aria-label={t(`tasks.books.${key}`)}
      format="DD/MM/YYYY"
      allowClear={false}
      value={dayjs(period[key])}
      onChange={(value) => value && setPeriod({ ...period, [key]: value.format('YYYY-MM-DD') })}
    />
  );
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('tasks.book')} />
        <TasksViews />
      </div>
      <div className="vt-bar">
        <span>{t('tasks.books.from')}</span>
        {day('from')}
        <span>{t('tasks.books.to')}</span>
        {day('to')}
        <span style={{ flex: 1 }} />
        <Button href={bookFile(period, 'pdf')} target="_blank">
          {t('tasks.books.pdf')}
        </Button>
        <Button href={bookFile(period, 'csv')}>{t('tasks.books.csv')}</Button>
      </div>
      {book.isError ? (
        <Problem error={book.error} onRetry={() => book.refetch()} />
      ) : book.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={t('tasks.books.empty')} />
      ) : (
        <Table<FollowUpLine>
          rowKey="documentId"
          size="small"
          pagination={false}
          columns={columns}
          dataSource={rows}
          scroll={{ x: 1100 }}
        />
      )}
      {rows.length > 0 && (
        <p className="vt-quiet" style={{ margin: '6px 8px' }}>
          {t('common.shown', {
            shown: formatCount(rows.length),
            total: formatCount(book.data?.pages[0]?.total ?? 0),
          })}{' '}
          {book.hasNextPage && (
            <Button size="small" onClick={() => book.fetchNextPage()} loading={book.isFetchingNextPage}>
              {t('common.more')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
