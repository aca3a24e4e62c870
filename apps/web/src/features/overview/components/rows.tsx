import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';

/** What a list that comes page by page has to say of itself. */
interface Pages<Row> {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  data: { pages: { items: Row[]; total: number }[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch(): unknown;
  fetchNextPage(): unknown;
}

interface RowsProps<Row> {
  pages: Pages<Row>;
  rowKey: keyof Row & string;
  columns: TableColumnsType<Row>;
  empty: string;
}

/** The rows behind a figure: how many are shown of how many, and more of them. */
export function Rows<Row extends object>({ pages, rowKey, columns, empty }: RowsProps<Row>) {
  const { t } = useTranslation();
  if (pages.isError) return <Problem error={pages.error} onRetry={() => pages.refetch()} />;
  if (pages.isPending || pages.data === undefined) return <Loading />;
  const rows = pages.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <Empty text={empty} />;
  return (
    <>
      <Table<Row> rowKey={rowKey} size="small" pagination={false} dataSource={rows} columns={columns} />
      <p className="vt-quiet" style={{ margin: '6px 8px' }}>
        {t('common.shown', {
          shown: formatCount(rows.length),
          total: formatCount(pages.data.pages[0]?.total ?? rows.length),
        })}{' '}
        {pages.hasNextPage && (
          <Button size="small" onClick={() => pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t('common.more')}
          </Button>
        )}
      </p>
    </>
  );
}
