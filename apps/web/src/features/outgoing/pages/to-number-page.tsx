import { Button, Checkbox, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAbstract, formatCount, formatInstant } from '../../../shared/format/format';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { UrgencyTag } from '../../../shared/ui/tags';
import { type OutgoingSummary, useOutgoingList } from '../api/outgoing';
import { type NumberingCheck, useNumberingChecks, type WaitingState } from '../api/to-number';
import { BatchButton } from '../components/batch-dialog';

/** Numbered without a seal first: the number is used up, and the document is not valid yet. */
const sections: readonly WaitingState[] = ['numbered', 'signed', 'sealed'];

/** The clerk's desk: what waits for number, seal or issue, with the number it would get and why one gets none. */
export default function ToNumberPage() {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('toNumber.title')} />
      </div>
      {sections.map((state) => (
        <Section key={state} state={state} />
      ))}
    </section>
  );
}

function Section({ state }: { state: WaitingState }) {
  const { t } = useTranslation();
  const list = useOutgoingList({ text: '', state, mine: false, asked: {} });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const checks = useNumberingChecks(rows);
  const columns = useColumns(state, checks);
  const [selected, setSelected] = useState<string[]>([]);
  // What cannot be numbered is not tried; a seal that has failed is ordered again.
  const isReady = (row: OutgoingSummary): boolean =>
    row.road === 'digital' &&
    (state === 'numbered'
      ? row.jobState !== 'waiting'
      : row.acts.includes('allot-number') && checks.get(row.id)?.problemVi === null);
  const canBatch = state !== 'sealed';
  const tick = (id: string, isTicked: boolean) =>
    setSelected((before) => (isTicked ? [...before, id] : before.filter((one) => one !== id)));
  const box: TableColumnsType<OutgoingSummary>[number] = {
    title: '',
    width: 40,
    render: (_, row) => (
      <Checkbox
        aria-label={t('outgoing.batch.select', { name: row.abstract })}
        disabled={!isReady(row)}
        checked={selected.includes(row.id)}
        onChange={({ target }) => tick(row.id, target.checked)}
      />
    ),
  };
  const ready = rows.filter(isReady);
  if (list.error) return <Problem error={list.error} onRetry={() => list.refetch()} />;
  if (list.isPending) return <Loading />;
  if (state === 'numbered' && rows.length === 0) return null;
  return (
    <section aria-label={t(`toNumber.sections.${state}`)} style={{ marginBottom: 16 }}>
      <div className="vt-bar">
        <h2 className={state === 'numbered' ? 'vt-late' : undefined} style={{ fontSize: 15, margin: 0 }}>
          {t(`toNumber.sections.${state}`)} ({formatCount(total)})
        </h2>
        <span style={{ flex: 1 }} />
        {canBatch && rows.length > 0 && (
          <Space wrap>
            <Button disabled={ready.length === 0} onClick={() => setSelected(ready.map(({ id }) => id))}>
              {t('common.selectAll')}
            </Button>
            <BatchButton
              act="allot-number"
              rows={ready.filter(({ id }) => selected.includes(id))}
              onDone={() => setSelected([])}
            />
          </Space>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty text={t(`toNumber.empty.${state}`)} />
      ) : (
        <Table<OutgoingSummary>
          size="small"
          rowKey="id"
          columns={canBatch ? [box, ...columns] : columns}
          dataSource={rows}
          pagination={false}
          scroll={{ x: 1080 }}
        />
      )}
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </section>
  );
}

function useColumns(
  state: WaitingState,
  checks: ReadonlyMap<string, NumberingCheck>,
): TableColumnsType<OutgoingSummary> {
  const { t } = useTranslation();
  return [
    {
      title: t(state === 'signed' ? 'toNumber.expected' : 'outgoing.columns.number'),
      width: 140,
      render: (_, row) => (
        <span className={state === 'signed' ? 'vt-quiet vt-number' : 'vt-number'}>
          {row.numberAndSymbol ?? checks.get(row.id)?.expected ?? t('common.none')}
        </span>
      ),
    },
    {
      title: t('outgoing.columns.abstract'),
      render: (_, row) => (
        <>
          <UrgencyTag urgency={row.urgency} />
          <Link to={`/van-ban-di/${row.id}`}>{formatAbstract(row.kind, row.abstract)}</Link>
        </>
      ),
    },
    { title: t('outgoing.columns.kind'), dataIndex: 'kindName', width: 110 },
    { title: t('outgoing.columns.signer'), dataIndex: 'signerName', width: 160 },
    {
      title: t('toNumber.due'),
      width: 190,
      render: (_, row) => <Due check={checks.get(row.id)} />,
    },
    {
      title: t('toNumber.standing'),
      width: 280,
      render: (_, row) => {
        const check = checks.get(row.id);
        if (!check) return <span className="vt-quiet">{t('toNumber.asking')}</span>;
        if (check.problemVi === null) return t(`toNumber.ready.${row.road}`);
        return <span className="vt-late">{check.problemVi}</span>;
      },
    },
  ];
}

function Due({ check }: { check: NumberingCheck | undefined }) {
  const { t } = useTranslation();
  if (!check?.dueAt) return null;
  return (
    <span className={check.late ? 'vt-late' : 'vt-number'}>
      {formatInstant(check.dueAt)}
      {check.late && ` · ${t('registers.deadlines.late')}`}
    </span>
  );
}
