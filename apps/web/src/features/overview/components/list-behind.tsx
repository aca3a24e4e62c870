import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount, formatDate, formatPercent } from '../../../shared/format/format';
import { useNarrow } from '../../../shared/ui/narrow';
import {
  countOf,
  type Listed,
  type Only,
  type Period,
  usePeopleBehind,
  useReceivedBehind,
  useUnitsBehind,
} from '../api/coverage';
import { Rows } from './rows';

/** The rows behind a figure that counts other things than issued documents. */
export function ListBehind({ period, listed: { list, ...only } }: { period: Period; listed: Listed }) {
  switch (list) {
    case 'units':
    case 'unitsSigning':
      return <UnitsBehind period={period} signing={list === 'unitsSigning'} />;
    case 'accounts':
    case 'worked':
    case 'idle':
      return <PeopleBehind period={period} group={list} only={only} />;
    default:
      return <ReceivedBehind period={period} measure={list} />;
  }
}

function UnitsBehind({ period, signing }: { period: Period; signing: boolean }) {
  const { t } = useTranslation();
  const { data, ...asked } = useUnitsBehind(period, signing);
  // Units come in one answer: a page that no other follows.
  const rows = data?.items.map((unit) => ({ ...unit, id: `${unit.agencyId} ${unit.key}` })) ?? [];
  const pages = {
    ...asked,
    data: data && { pages: [{ items: rows, total: data.total }] },
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: () => undefined,
  };
  const right = { align: 'right' as const, width: 110 };
  return (
    <Rows
      pages={pages}
      rowKey="id"
      empty={t('overview.noUnit')}
      columns={[
        { title: t('overview.parts.unit'), dataIndex: 'name' },
        { ...right, title: t('overview.issued'), render: (_, { figures }) => formatCount(figures.issued) },
        {
          ...right,
          title: t('overview.withPersonal'),
          render: (_, { figures }) => formatCount(countOf(figures, 'withPersonal')),
        },
        { ...right, title: t('overview.rate'), render: (_, { figures }) => formatPercent(figures.percentBoth) },
      ]}
    />
  );
}

type UseGroup = Parameters<typeof usePeopleBehind>[1];

function PeopleBehind({ period, group, only }: { period: Period; group: UseGroup; only: Only }) {
  const { t } = useTranslation();
  return (
    <Rows
      pages={usePeopleBehind(period, group, only)}
      rowKey="personId"
      empty={t('overview.nobody')}
      columns={[
        { title: t('overview.person'), dataIndex: 'personName' },
        { title: t('overview.position'), dataIndex: 'positionTitle' },
        {
          title: t('overview.parts.unit'),
          render: (_, { unitName, agencyName }) => [unitName, agencyName].filter(Boolean).join(' · '),
        },
      ]}
    />
  );
}

type Measure = Parameters<typeof useReceivedBehind>[1];

function ReceivedBehind({ period, measure }: { period: Period; measure: Measure }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  return (
    <Rows
      pages={useReceivedBehind(period, measure)}
      rowKey="documentId"
      empty={t('overview.noneBehind')}
      columns={[
        {
          title: t('outgoing.columns.number'),
          width: 124,
          render: (_, { readable, documentId, numberAndSymbol }) =>
            readable ? (
              <Link className="vt-number" to={`/van-ban-den/${documentId}`}>
                {numberAndSymbol}
              </Link>
            ) : (
              <span className="vt-number">{numberAndSymbol || t('common.none')}</span>
            ),
        },
        { title: t('overview.countedOn'), width: 92, render: (_, { countedOn }) => formatDate(countedOn) },
        { title: t('outgoing.columns.abstract'), dataIndex: 'abstract' },
        ...(narrow ? [] : [{ title: t('overview.sender'), width: 200, dataIndex: 'senderName' }]),
      ]}
    />
  );
}
