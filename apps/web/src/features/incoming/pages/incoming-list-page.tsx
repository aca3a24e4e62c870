import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { ListFrame, useListFilters } from '../../../shared/ui/list-frame';
import { Deadline, UrgencyTag } from '../../../shared/ui/tags';
import { type IncomingSummary, useIncomingList } from '../api/incoming';

const STATES = [
  'arrived',
  'checked',
  'registered',
  'submitted',
  'directed',
  'in-progress',
  'completed',
  'returned',
] as const;

/** Columns in the order in which clerks read. */
export default function IncomingListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text, state, mine } = useListFilters();
  const list = useIncomingList({ text, state, mine });
  const columns: TableColumnsType<IncomingSummary> = [
    {
      title: t('incoming.columns.arrival'),
      width: 72,
      render: (_, row) => <strong className="vt-number">{row.arrivalNumber ?? '–'}</strong>,
    },
    {
      title: t('incoming.columns.arrivedOn'),
      width: 96,
      render: (_, row) => <span className="vt-number">{formatDate(row.arrivedOn)}</span>,
    },
    {
      title: t('incoming.columns.number'),
      width: 140,
      render: (_, row) => <span className="vt-number">{row.fields.numberAndSymbol}</span>,
    },
    {
      title: t('incoming.columns.abstract'),
      render: (_, row) => (
        <>
          <UrgencyTag urgency={row.fields.urgency} />
          {row.fields.abstract}
        </>
      ),
    },
    { title: t('incoming.columns.sender'), width: 220, render: (_, row) => row.fields.senderName },
    {
      title: t('incoming.columns.deadline'),
      width: 120,
      render: (_, row) => <Deadline date={row.deadline} overdue={row.overdue} />,
    },
    { title: t('incoming.columns.state'), width: 130, render: (_, row) => t(`incoming.states.${row.state}`) },
    { title: t('outgoing.columns.waiting'), dataIndex: 'waitingFor', width: 180 },
  ];
  return (
    <ListFrame<IncomingSummary>
      title={t('incoming.title')}
      columns={columns}
      pages={list.data?.pages}
      pending={list.isPending}
      error={list.error}
      onRetry={() => list.refetch()}
      onMore={list.hasNextPage ? () => list.fetchNextPage() : undefined}
      loadingMore={list.isFetchingNextPage}
      states={STATES.map((value) => ({ value, label: t(`incoming.states.${value}`) }))}
      addressOf={(row) => `/van-ban-den/${row.id}`}
      emptyText={t('incoming.empty')}
      emptyMineText={t('incoming.emptyMine')}
      action={
        <Requires right="incoming.receive">
          <Button type="primary" onClick={() => navigate('/van-ban-den/tiep-nhan')}>
            {t('incoming.receive')}
          </Button>
        </Requires>
      }
    />
  );
}
