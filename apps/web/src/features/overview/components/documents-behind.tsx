import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDate } from '../../../shared/format/format';
import { useRight } from '../../../shared/session/session';
import { useNarrow } from '../../../shared/ui/narrow';
import { type Behind, type Period, useDocumentsBehind, useRemind } from '../api/coverage';
import { Rows } from './rows';

/** The list behind a figure, each row with the reason why it stands there; opened as far as one may read. */
export function DocumentsBehind({ period, behind, empty }: { period: Period; behind: Behind; empty: string }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const list = useDocumentsBehind(period, behind);
  const wide = <T,>(columns: T[]): T[] => (narrow ? [] : columns);
  return (
    <Rows<Row>
      rowKey="documentId"
      pages={list}
      empty={empty}
      columns={[
        {
          title: t('outgoing.columns.number'),
          width: 124,
          render: (_, row) =>
            row.readable ? (
              <Link className="vt-number" to={`/van-ban-di/${row.documentId}`}>
                {row.numberAndSymbol}
              </Link>
            ) : (
              <span className="vt-number">{row.numberAndSymbol}</span>
            ),
        },
        ...wide([
          {
            title: t('outgoing.columns.date'),
            width: 92,
            render: (_: unknown, row: Row) => formatDate(row.issuedOn),
          },
        ]),
        { title: t('outgoing.columns.abstract'), dataIndex: 'abstract' },
        ...wide([
          { title: t('outgoing.columns.signer'), width: 150, dataIndex: 'signerName' },
          {
            title: t('overview.remind'),
            width: 240,
            render: (_: unknown, row: Row) => <Remind row={row} />,
          },
        ]),
        { title: t('overview.lackingReason'), dataIndex: 'reasonVi' },
      ]}
    />
  );
}

type Row = NonNullable<ReturnType<typeof useDocumentsBehind>['data']>['pages'][number]['items'][number];

/** Who lacks a signature, how often they were reminded, and the button that has them reminded. */
function Remind({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useRight('stats.remind');
  const remind = useRemind();
  if (row.remindVi === null) return t('common.none');
  const ask = () =>
    remind.mutate(row.documentId, {
      onSuccess: ({ notAgainBefore }) => message.success(t('overview.reminded', { day: formatDate(notAgainBefore) })),
      onError: (problem) => message.error(problem.message),
    });
  return (
    <>
      {row.remindVi}{' '}
      {may && (
        <Button
          size="small"
          onClick={ask}
          loading={remind.isPending}
          aria-label={`${t('overview.remindAct')}: ${row.numberAndSymbol}`}
        >
          {t('overview.remindAct')}
        </Button>
      )}
      {row.reminded && (
        <div className="vt-small">
          {t('overview.remindedTimes', { count: row.reminded.times, day: formatDate(row.reminded.lastOn) })}
        </div>
      )}
    </>
  );
}
