import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formatAbstract, formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { askedOf, useListFilters } from '../../../shared/ui/list-filters';
import { ListFrame } from '../../../shared/ui/list-frame';
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
  'recalled',
] as const;

const addressOf = (row: IncomingSummary) => `/van-ban-den/${row.id}`;

/** Columns in the order in which clerks read. */
export default function IncomingListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text, state, mine, narrow } = useListFilters();
  const list = useIncomingList({ text, state, mine, asked: askedOf(narrow) });
  const columns: TableColumnsType<IncomingSummary> = [
    {
      title: t('incoming.columns.arrival'),
      width: 66,
      render: (_, row) => <span className="vt-number">{row.arrivalNumber ?? t('common.none')}</span>,
    },
    {
      title: t('incoming.columns.arrivedOn'),
      width: 92,
      render: (_, row) => <span className="vt-number">{formatDate(row.arrivedOn)}</span>,
    },
    {
      title: t('incoming.columns.number'),
      width: 156,
      ellipsis: true,
      render: (_, row) => (
        <span className="vt-number" title={row.fields.numberAndSymbol}>
          {row.fields.numberAndSymbol}
        </span>
      ),
    },
    {
      title: t('incoming.columns.abstract'),
      ellipsis: true,
      render: (_, row) => (
        <>
          <UrgencyTag urgency={row.fields.urgency} />
          <Link to={addressOf(row)} tabIndex={-1} title={row.fields.abstract}>
            {formatAbstract(row.fields.kind, row.fields.abstract)}
          </Link>
        </>
      ),
    },
    {
      title: t('incoming.columns.sender'),
      width: 196,
      ellipsis: true,
      render: (_, row) => <span title={row.fields.senderName}>{row.fields.senderName}</span>,
    },
    {
      title: t('incoming.columns.deadline'),
      width: 142,
      render: (_, row) => <Deadline date={row.deadline} overdue={row.overdue} />,
    },
    {
      title: t('incoming.columns.state'),
      width: 116,
      ellipsis: true,
      render: (_, row) => t(`incoming.states.${row.state}`),
    },
    { title: t('outgoing.columns.waiting'), dataIndex: 'waitingFor', width: 176, ellipsis: true },
  ];
  return (
    <ListFrame<IncomingSummary>
      title={t('incoming.title')}
      list="incoming"
      columns={columns}
      pages={list.data?.pages}
      pending={list.isPending}
      error={list.error}
      onRetry={() => list.refetch()}
      onMore={list.hasNextPage ? () => list.fetchNextPage() : undefined}
      loadingMore={list.isFetchingNextPage}
      states={STATES.map((value) => ({ value, label: t(`incoming.states.${value}`) }))}
      addressOf={addressOf}
      brief={(row) => ({
        lead: (
          <>
            <UrgencyTag urgency={row.fields.urgency} />
            {row.arrivalNumber !== null && `${t('incoming.arrivalNumber', { number: row.arrivalNumber })} · `}
            {row.fields.numberAndSymbol} · {row.fields.senderName}
          </>
        ),
        title: formatAbstract(row.fields.kind, row.fields.abstract),
        more: (
          <>
            {[t(`incoming.states.${row.state}`), row.waitingFor].filter(Boolean).join(' · ')}{' '}
            <Deadline date={row.deadline} overdue={row.overdue} />
          </>
        ),
      })}
      emptyText={t('incoming.empty')}
      emptyMineText={t('incoming.emptyMine')}
      action={
        <>
          <Button onClick={() => navigate('/van-ban-den/lich-hop')}>{t('incoming.meetings.menu')}</Button>
          <Requires right="incoming.receive">
            <Button onClick={() => navigate('/van-ban-den/ban-tiep-nhan')}>{t('incoming.desk.title')}</Button>
            <Button type="primary" onClick={() => navigate('/van-ban-den/tiep-nhan')}>
              {t('incoming.receive')}
            </Button>
          </Requires>
        </>
      }
    />
  );
}
