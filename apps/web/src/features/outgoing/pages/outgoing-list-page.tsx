import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { ListFrame, useListFilters } from '../../../shared/ui/list-frame';
import { UrgencyTag } from '../../../shared/ui/tags';
import { type OutgoingSummary, useOutgoingList } from '../api/outgoing';

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

export default function OutgoingListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text, state, mine } = useListFilters();
  const list = useOutgoingList({ text, state, mine });
  const columns: TableColumnsType<OutgoingSummary> = [
    {
      title: t('outgoing.columns.number'),
      width: 130,
      render: (_, row) => <span className="vt-number">{row.numberAndSymbol ?? '–'}</span>,
    },
    {
      title: t('outgoing.columns.date'),
      width: 96,
      render: (_, row) => <span className="vt-number">{row.documentDate && formatDate(row.documentDate)}</span>,
    },
    {
      title: t('outgoing.columns.abstract'),
      render: (_, row) => (
        <>
          <UrgencyTag urgency={row.urgency} />
          {row.abstract}
        </>
      ),
    },
    { title: t('outgoing.columns.kind'), dataIndex: 'kindName', width: 100 },
    { title: t('outgoing.columns.signer'), dataIndex: 'signerName', width: 160 },
    { title: t('outgoing.columns.state'), width: 170, render: (_, row) => t(`outgoing.states.${row.state}`) },
    { title: t('outgoing.columns.waiting'), dataIndex: 'waitingFor', width: 190 },
  ];
  return (
    <ListFrame<OutgoingSummary>
      title={t('outgoing.title')}
      columns={columns}
      pages={list.data?.pages}
      pending={list.isPending}
      error={list.error}
      onRetry={() => list.refetch()}
      onMore={list.hasNextPage ? () => list.fetchNextPage() : undefined}
      loadingMore={list.isFetchingNextPage}
      states={STATES.map((value) => ({ value, label: t(`outgoing.states.${value}`) }))}
      addressOf={(row) => `/van-ban-di/${row.id}`}
      emptyText={t('outgoing.empty')}
      emptyMineText={t('outgoing.emptyMine')}
      action={
        <Requires right="outgoing.draft">
          <Button type="primary" onClick={() => navigate('/van-ban-di/soan')}>
            {t('outgoing.create')}
          </Button>
        </Requires>
      }
    />
  );
}
