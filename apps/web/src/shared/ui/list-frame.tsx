import { Button, Input, Segmented, Select, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { formatCount } from '../format/format';
import { Empty, Problem } from './states';

interface Page<Row> {
  items: Row[];
  total: number;
}

interface ListFrameProps<Row extends { id: string }> {
  title: string;
  columns: TableColumnsType<Row>;
  /** Pages read so far. */
  pages: Page<Row>[] | undefined;
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
}

/** Every list: its filters live in the address, so that a list can be sent to a colleague and "back" keeps it. */
export function useListFilters() {
  const [parameters, setParameters] = useSearchParams();
  const set = (name: string, value: string) =>
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    text: parameters.get('q') ?? '',
    state: parameters.get('trang-thai') ?? '',
    mine: parameters.get('cua-toi') === '1',
    set,
  };
}

export function ListFrame<Row extends { id: string }>(props: ListFrameProps<Row>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const filters = useListFilters();
  const rows = props.pages?.flatMap((page) => page.items) ?? [];
  const total = props.pages?.[0]?.total ?? 0;
  const open = (row: Row) => navigate(props.addressOf(row));
  return (
    <section aria-labelledby="list-title">
      <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap', marginBottom: 10 }}>
        <h1 id="list-title" style={{ fontSize: 20, margin: '0 8px 0 0' }}>
          {props.title}
        </h1>
        <Segmented
          aria-label={t('common.mine')}
          value={filters.mine ? '1' : ''}
          options={[
            { value: '1', label: t('common.mine') },
            { value: '', label: t('common.all') },
          ]}
          onChange={(value) => filters.set('cua-toi', value)}
        />
        <Input.Search
          key={filters.text}
          allowClear
          aria-label={t('common.search')}
          placeholder={t('common.search')}
          defaultValue={filters.text}
          onSearch={(value) => filters.set('q', value.trim())}
          style={{ width: 360 }}
        />
        <Select
          aria-label={t('common.state')}
          value={filters.state}
          style={{ minWidth: 190 }}
          options={[{ value: '', label: `${t('common.state')}: ${t('common.all')}` }, ...props.states]}
          onChange={(value) => filters.set('trang-thai', value)}
        />
        <span style={{ flex: 1 }} />
        {props.action}
      </div>
      {props.error ? (
        <Problem error={props.error} onRetry={props.onRetry} />
      ) : (
        <Table<Row>
          rowKey="id"
          size="small"
          pagination={false}
          loading={props.pending}
          columns={props.columns}
          dataSource={rows}
          scroll={{ x: 900 }}
          locale={{ emptyText: <Empty text={filters.mine ? props.emptyMineText : props.emptyText} /> }}
          rowClassName="vt-row"
          onRow={(row) => ({
            onClick: () => open(row),
            onKeyDown: (press) => press.key === 'Enter' && open(row),
            tabIndex: 0,
          })}
          footer={() => (
            <span style={{ color: 'var(--quiet)' }}>
              {t('common.shown', { shown: formatCount(rows.length), total: formatCount(total) })}{' '}
              {props.onMore && (
                <Button size="small" onClick={props.onMore} loading={props.loadingMore}>
                  {t('common.more')}
                </Button>
              )}
            </span>
          )}
        />
      )}
    </section>
  );
}
