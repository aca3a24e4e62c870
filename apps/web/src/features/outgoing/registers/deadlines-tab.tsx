import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatInstant } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { UrgencyTag } from '../../../shared/ui/tags';
import { type DeadlineLine, useDeadlines } from './registers';

/** What signed documents still wait for, and what was done too late. */
export function DeadlinesTab({ year }: { year: number }) {
  const { t } = useTranslation();
  const deadlines = useDeadlines(year);
  if (deadlines.error) return <Problem error={deadlines.error} onRetry={() => deadlines.refetch()} />;
  if (deadlines.isPending) return <Loading />;
  return (
    <>
      <h2 className="vt-small">{t('registers.deadlines.open')}</h2>
      <Lines lines={deadlines.data.open} empty={t('registers.deadlines.openEmpty')} />
      <h2 className="vt-small">{t('registers.deadlines.violations')}</h2>
      <Lines lines={deadlines.data.violations} empty={t('registers.deadlines.violationsEmpty')} />
    </>
  );
}

function Lines({ lines, empty }: { lines: DeadlineLine[]; empty: string }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <Empty text={empty} />;
  const columns: TableColumnsType<DeadlineLine> = [
    {
      title: t('registers.columns.numberAndSymbol'),
      width: 130,
      render: (_, line) => <span className="vt-number">{line.numberAndSymbol ?? t('common.none')}</span>,
    },
    {
      title: t('registers.columns.kindAndAbstract'),
      width: 380,
      render: (_, line) => (
        <>
          <UrgencyTag urgency={line.urgency} />
          <Link to={`/van-ban-di/${line.documentId}`}>{line.abstract}</Link>
        </>
      ),
    },
    {
      title: t('registers.deadlines.task'),
      width: 230,
      render: (_, line) => t(`registers.deadlines.what.${line.what}`),
    },
    {
      title: t('registers.deadlines.due'),
      width: 200,
      render: (_, line) => (
        <span className={line.late ? 'vt-late' : 'vt-number'}>
          {formatInstant(line.dueAt)}
          {line.late && ` · ${t('registers.deadlines.late')}`}
        </span>
      ),
    },
    {
      title: t('registers.deadlines.done'),
      width: 140,
      render: (_, line) => <span className="vt-number">{line.doneAt && formatInstant(line.doneAt)}</span>,
    },
  ];
  return (
    <Table<DeadlineLine>
      size="small"
      rowKey={(line) => `${line.documentId} ${line.what}`}
      columns={columns}
      dataSource={lines}
      pagination={false}
      scroll={{ x: 1080 }}
    />
  );
}
