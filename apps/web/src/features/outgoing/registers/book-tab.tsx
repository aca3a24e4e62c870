import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount, formatDate } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type RegisterLine, useRegister } from './registers';

/** The ten columns of Annex IV part I, in their order. */
export function BookTab({ year }: { year: number }) {
  const { t } = useTranslation();
  const register = useRegister(year);
  const rows = register.data?.pages.flatMap((page) => page.items) ?? [];
  const total = register.data?.pages[0]?.total ?? 0;
  const date = (value: string | null) => <span className="vt-number">{value && formatDate(value)}</span>;
  const columns: TableColumnsType<RegisterLine> = [
    {
      title: t('registers.columns.numberAndSymbol'),
      width: 130,
      render: (_, row) =>
        row.documentId ? (
          <Link to={`/van-ban-di/${row.documentId}`} className="vt-number">
            {row.numberAndSymbol}
          </Link>
        ) : (
          <span className="vt-number">{row.numberAndSymbol}</span>
        ),
    },
    { title: t('registers.columns.documentDate'), width: 100, render: (_, row) => date(row.documentDate) },
    { title: t('registers.columns.kindAndAbstract'), dataIndex: 'kindAndAbstract', width: 262 },
    { title: t('registers.columns.signer'), dataIndex: 'signer', width: 130 },
    { title: t('registers.columns.recipients'), dataIndex: 'recipients', width: 200 },
    { title: t('registers.columns.fileCopyKeeper'), dataIndex: 'fileCopyKeeper', width: 90 },
    { title: t('registers.columns.copies'), dataIndex: 'copies', width: 70, align: 'right' },
    { title: t('registers.columns.handedOverOn'), width: 100, render: (_, row) => date(row.handedOverOn) },
    { title: t('registers.columns.receivedBy'), dataIndex: 'receivedBy', width: 110 },
    { title: t('registers.columns.note'), dataIndex: 'note', width: 140 },
  ];
  if (register.error) return <Problem error={register.error} onRetry={() => register.refetch()} />;
  if (register.isPending) return <Loading />;
  if (rows.length === 0) return <Empty text={t('registers.empty')} />;
  return (
    <>
      <Table<RegisterLine>
        size="small"
        bordered
        rowKey={(row) => `${row.numberAndSymbol} ${row.documentDate}`}
        columns={columns}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 1332 }}
      />
      <div style={{ padding: 8 }}>
        {t('common.shown', { shown: formatCount(rows.length), total: formatCount(total) })}{' '}
        {register.hasNextPage && (
          <Button size="small" loading={register.isFetchingNextPage} onClick={() => register.fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
    </>
  );
}
