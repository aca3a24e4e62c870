import { Button, Space, type TableColumnsType } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formatAbstract, formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { askedOf, useListFilters } from '../../../shared/ui/list-filters';
import { ListFrame, type Selection } from '../../../shared/ui/list-frame';
import { UrgencyTag } from '../../../shared/ui/tags';
import type { BatchAct } from '../api/batch';
import { type OutgoingSummary, useOutgoingList } from '../api/outgoing';
import { BatchButton } from '../components/batch-dialog';
import { type CheckAct, CheckBatchButton } from '../components/check-batch';
import { StepDay } from '../components/flow-card';

const STATES = [
  'draft',
  'submitted',
  'content-checked',
  'form-checked',
  'signing',
  'signed',
  'numbered',
  'sealed',
  'issued',
] as const;

type ListAct = BatchAct | CheckAct;
const CHECKS: readonly CheckAct[] = ['check-content', 'check-form'];
const isCheck = (act: ListAct): act is CheckAct => (CHECKS as readonly ListAct[]).includes(act);
const BATCH: readonly ListAct[] = ['sign', 'allot-number', ...CHECKS];
/** Paper goes its own way, one by one. */
const isInBatch = (row: OutgoingSummary, act: ListAct): boolean =>
  (row.road === 'digital' || isCheck(act)) && row.acts.includes(act);

const addressOf = (row: OutgoingSummary) => `/van-ban-di/${row.id}`;

export default function OutgoingListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text, state, mine, narrow } = useListFilters();
  const list = useOutgoingList({ text, state, mine, asked: askedOf(narrow) });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [selected, setSelected] = useState<string[]>([]);
  // Signers sign and clerks number; whoever is both signs first.
  const found = BATCH.find((one) => rows.some((row) => isInBatch(row, one)));
  // Documents leave the list while they are done; what became of them is still shown.
  const before = useRef<ListAct>(undefined);
  if (found) before.current = found;
  const act = found ?? before.current;
  const selection: Selection<OutgoingSummary> = {
    selected,
    onChange: setSelected,
    isSelectable: (row) => act !== undefined && isInBatch(row, act),
    nameOf: (row) => t('outgoing.batch.select', { name: row.abstract }),
  };
  const columns: TableColumnsType<OutgoingSummary> = [
    {
      title: t('outgoing.columns.number'),
      width: 124,
      ellipsis: true,
      render: (_, row) => <span className="vt-number">{row.numberAndSymbol ?? t('common.none')}</span>,
    },
    {
      title: t('outgoing.columns.date'),
      width: 92,
      render: (_, row) => <span className="vt-number">{row.documentDate && formatDate(row.documentDate)}</span>,
    },
    {
      title: t('outgoing.columns.abstract'),
      ellipsis: true,
      render: (_, row) => (
        <>
          <UrgencyTag urgency={row.urgency} />
          <Link to={addressOf(row)} tabIndex={-1} title={row.abstract}>
            {formatAbstract(row.kind, row.abstract)}
          </Link>
        </>
      ),
    },
    { title: t('outgoing.columns.kind'), dataIndex: 'kindName', width: 92, ellipsis: true },
    { title: t('outgoing.columns.signer'), dataIndex: 'signerName', width: 148, ellipsis: true },
    {
      title: t('outgoing.columns.state'),
      width: 168,
      ellipsis: true,
      render: (_, row) => t(`outgoing.states.${row.state}`),
    },
    {
      title: t('outgoing.columns.waiting'),
      width: 196,
      render: (_, row) => (
        <>
          <div
            title={row.waitingFor ?? ''}
            style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {row.waitingFor}
          </div>
          {row.step && <StepDay step={row.step} />}
        </>
      ),
    },
  ];
  return (
    <ListFrame<OutgoingSummary>
      title={t('outgoing.title')}
      list="outgoing"
      columns={columns}
      pages={list.data?.pages}
      pending={list.isPending}
      error={list.error}
      onRetry={() => list.refetch()}
      onMore={list.hasNextPage ? () => list.fetchNextPage() : undefined}
      loadingMore={list.isFetchingNextPage}
      states={STATES.map((value) => ({ value, label: t(`outgoing.states.${value}`) }))}
      addressOf={addressOf}
      brief={(row) => ({
        lead: (
          <>
            <UrgencyTag urgency={row.urgency} />
            {[row.numberAndSymbol ?? row.kindName, row.documentDate && formatDate(row.documentDate)]
              .filter(Boolean)
              .join(' · ')}
          </>
        ),
        title: formatAbstract(row.kind, row.abstract),
        more: [t(`outgoing.states.${row.state}`), row.waitingFor].filter(Boolean).join(' · '),
      })}
      emptyText={t('outgoing.empty')}
      emptyMineText={t('outgoing.emptyMine')}
      {...(act ? { selection } : {})}
      action={
        <Space wrap>
          {act !== undefined && isCheck(act) && (
            <CheckBatchButton
              key={act}
              act={act}
              rows={rows.filter(({ id }) => selected.includes(id))}
              onDone={() => setSelected([])}
            />
          )}
          {act !== undefined && !isCheck(act) && (
            <BatchButton
              act={act}
              rows={rows.filter(({ id }) => selected.includes(id))}
              onDone={() => setSelected([])}
            />
          )}
          <Button onClick={() => navigate('/van-ban-di/giao-soan-thao')}>{t('assignments.title')}</Button>
          <Button onClick={() => navigate('/van-ban-di/phieu-trinh')}>{t('slips.title')}</Button>
          <Requires right="outgoing.draft">
            <Button onClick={() => navigate('/van-ban-di/kiem-tra-the-thuc')}>{t('drafting.check.title')}</Button>
            <Button onClick={() => navigate('/van-ban-di/soan')}>{t('outgoing.create')}</Button>
          </Requires>
        </Space>
      }
    />
  );
}
