import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount, formatDate } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { useUnfiled } from './registers';

/** Issued and in no case file yet (Art. 29.3). */
export function UnfiledTab() {
  const { t } = useTranslation();
  const unfiled = useUnfiled();
  const rows = unfiled.data?.pages.flatMap((page) => page.items) ?? [];
  if (unfiled.error) return <Problem error={unfiled.error} onRetry={() => unfiled.refetch()} />;
  if (unfiled.isPending) return <Loading />;
  if (rows.length === 0) return <Empty text={t('registers.unfiled.empty')} />;
  return (
    <>
      <Table
        size="small"
        rowKey="documentId"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 800 }}
        columns={[
          {
            title: t('registers.columns.numberAndSymbol'),
            width: 140,
            render: (_, row) => (
              <Link to={`/van-ban-di/${row.documentId}`} className="vt-number">
                {row.numberAndSymbol}
              </Link>
            ),
          },
          { title: t('registers.columns.documentDate'), width: 110, render: (_, row) => formatDate(row.documentDate) },
          { title: t('outgoing.columns.kind'), dataIndex: 'kindName', width: 120 },
          { title: t('outgoing.columns.abstract'), dataIndex: 'abstract' },
          { title: t('registers.unfiled.drafter'), dataIndex: 'drafterName', width: 160 },
        ]}
      />
      <div style={{ padding: 8 }}>
        {t('common.shown', { shown: formatCount(rows.length), total: formatCount(unfiled.data.pages[0]?.total ?? 0) })}{' '}
        {unfiled.hasNextPage && (
          <Button size="small" loading={unfiled.isFetchingNextPage} onClick={() => unfiled.fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
    </>
  );
}
