import { Button, Segmented, Select, Table, type TableColumnsType } from 'antd';
import type { TableRowSelection } from 'antd/es/table/interface';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatCount } from '../format/format';
import { fetchPdfViewer } from '../pdf/pdf-document';
import { rowKeys } from './keys';
import { ListCards } from './list-cards';
import { useListFilters } from './list-filters';
import { ListSearch } from './list-search';
import { useNarrow } from './narrow';
import { PageTitle } from './page-title';
import { SearchBox } from './search-box';
import { Empty, Loading, Problem } from './states';

const countedAtMost = 1_000;

/** One row of a list on a phone. */
export interface Brief {
  lead: ReactNode;
  title: ReactNode;
  more: ReactNode;
}

interface ListFrameProps<Row extends { id: string }> {
  title: string;
  /** Whose searches are kept. */
  list: 'outgoing' | 'incoming';
  columns: TableColumnsType<Row>;
  brief: (row: Row) => Brief;
  /** Pages read so far. */
  pages: { items: Row[]; total: number }[] | undefined;
  pending: boolean;
  error: unknown;
  onRetry: () => void;
  onMore: (() => void) | undefined;
  loadingMore: boolean;
  states: { value: string; label: string }[];
  addressOf: (row: Row) => string;
  emptyText: string;
  emptyMineText: string;
  action?: ReactNode;
  selection?: Selection<Row>;
}

/** Rows that can be taken together. */
export interface Selection<Row> {
  selected: readonly string[];
  onChange: (ids: string[]) => void;
  isSelectable: (row: Row) => boolean;
  /** What the box before a row is called. */
  nameOf: (row: Row) => string;
}

/** A list: filters, the rows, and what there is to say when there are none. */
export function ListFrame<Row extends { id: string }>(props: ListFrameProps<Row>) {
  const { t } = useTranslation();
  const filters = useListFilters();
  const narrow = useNarrow();
  const rows = props.pages?.flatMap((page) => page.items) ?? [];
  // Lists are counted so far; what is more is told as one more.
  const totalOf = (total: number) =>
    total > countedAtMost ? t('common.moreThan', { counted: formatCount(countedAtMost) }) : formatCount(total);
  useEffect(fetchPdfViewer, []);
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={props.title} />
        <Segmented
          aria-label={t('common.whose')}
          value={filters.mine ? '1' : ''}
          options={[
            { value: '1', label: t('common.mine') },
            { value: '', label: t('common.all') },
          ]}
          onChange={(value) => filters.set({ 'cua-toi': value })}
        />
        <SearchBox text={filters.text} onSearch={(q) => filters.set({ q })} />
        <Select
          aria-label={t('common.state')}
          value={filters.state}
          style={{ minWidth: 210 }}
          popupMatchSelectWidth={false}
          options={[{ value: '', label: `${t('common.state')}: ${t('common.all')}` }, ...props.states]}
          onChange={(value) => filters.set({ 'trang-thai': value })}
        />
        <ListSearch list={props.list} />
        <span style={{ flex: 1 }} />
        {props.action}
      </div>
      {props.error ? (
        <Problem error={props.error} onRetry={props.onRetry} />
      ) : props.pending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Nothing {...props} />
      ) : narrow ? (
        <ListCards rows={rows} brief={props.brief} addressOf={props.addressOf} />
      ) : (
        <Rows columns={props.columns} rows={rows} addressOf={props.addressOf} selection={props.selection} />
      )}
      {rows.length > 0 && (
        <p className="vt-quiet" style={{ margin: '6px 8px' }}>
          {t('common.shown', { shown: formatCount(rows.length), total: totalOf(props.pages?.[0]?.total ?? 0) })}{' '}
          {props.onMore && (
            <Button size="small" onClick={props.onMore} loading={props.loadingMore}>
              {t('common.more')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}

function Rows<Row extends { id: string }>({
  columns,
  rows,
  addressOf,
  selection,
}: {
  columns: TableColumnsType<Row>;
  rows: Row[];
  addressOf: (row: Row) => string;
  selection: Selection<Row> | undefined;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Table<Row>
      rowKey="id"
      size="small"
      pagination={false}
      tableLayout="fixed"
      columns={columns}
      dataSource={rows}
      {...(selection ? { rowSelection: boxesOf(selection, t('common.selectAll')) } : {})}
      rowClassName="vt-row"
      onRow={(row) => ({
        tabIndex: 0,
        onClick: (click) => {
          // A link in the row opens by itself, also in another tab; a box is ticked.
          if (!(click.target as HTMLElement).closest('a, .ant-table-selection-column')) navigate(addressOf(row));
        },
        onKeyDown: rowKeys(() => navigate(addressOf(row))),
      })}
    />
  );
}

const boxesOf = <Row extends { id: string }>(selection: Selection<Row>, all: string): TableRowSelection<Row> => ({
  selectedRowKeys: [...selection.selected],
  onChange: (keys) => selection.onChange(keys.map(String)),
  columnWidth: 40,
  getTitleCheckboxProps: () => ({ 'aria-label': all }) as object,
  getCheckboxProps: (row) =>
    ({ disabled: !selection.isSelectable(row), 'aria-label': selection.nameOf(row) }) as object,
});

/** Why there is nothing: no documents, none that wait, or none that fit the filters. */
function Nothing({ emptyText, emptyMineText }: { emptyText: string; emptyMineText: string }) {
  const { t } = useTranslation();
  const { text, state, mine, narrowed, set, clear } = useListFilters();
  if (text || state || narrowed.length > 0)
    return (
      <Empty text={t('common.nothingFound')}>
        <Button onClick={clear}>{t('common.clearFilters')}</Button>
      </Empty>
    );
  return (
    <Empty text={mine ? emptyMineText : emptyText}>
      {mine && <Button onClick={() => set({ 'cua-toi': '' })}>{t('common.showAll')}</Button>}
    </Empty>
  );
}
