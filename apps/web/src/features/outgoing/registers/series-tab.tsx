import { Button, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type NumberSeries, useSeries } from './registers';
import { ResumeDialog } from './resume-dialog';
import { OpenDialog, StopDialog } from './series-dialogs';
import { TakeOverDialog } from './take-over-dialog';

type Asking = { act: 'stop' | 'resume' | 'take-over'; series: NumberSeries } | { act: 'open' } | null;

/** The series of the year: where each stands, whether it goes on behind an older book, whether it rests. */
export function SeriesTab({ year }: { year: number }) {
  const { t } = useTranslation();
  const found = useSeries(year);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (found.isPending) return <Loading />;
  const columns: TableColumnsType<NumberSeries> = [
    { title: t('registers.series.code'), width: 90, render: (_, one) => <strong>{one.seriesCode}</strong> },
    { title: t('registers.series.lastNumber'), dataIndex: 'lastNumber', width: 90, align: 'right' },
    {
      title: t('registers.series.lastDate'),
      width: 140,
      render: (_, one) => <span className="vt-number">{one.lastDate && formatDate(one.lastDate)}</span>,
    },
    {
      title: t('registers.series.takenOver'),
      width: 260,
      render: (_, one) =>
        one.takenOverTo > 0 && (
          <>
            {t('registers.series.takenOverTo', { number: one.takenOverTo, lines: one.takenOverLines })}
            <div className="vt-small">{one.decision}</div>
          </>
        ),
    },
    {
      title: t('registers.series.state'),
      width: 260,
      render: (_, one) => (
        <>
          <span className={one.state === 'open' ? '' : 'vt-late'}>{t(`registers.series.states.${one.state}`)}</span>
          {one.reason && (
            <div className="vt-small">
              {one.since && formatInstant(one.since)}: {one.reason}
            </div>
          )}
        </>
      ),
    },
    {
      title: '',
      width: 260,
      render: (_, one) => (
        <Requires right="outgoing.allot-number">
          <Acts series={one} onAsk={(act) => setAsking({ act, series: one })} />
        </Requires>
      ),
    },
  ];
  const asked = asking !== null && asking.act !== 'open' ? asking.series : null;
  return (
    <>
      <Requires right="outgoing.allot-number">
        <Button style={{ marginBottom: 8 }} onClick={() => setAsking({ act: 'open' })}>
          {t('registers.series.open')}
        </Button>
      </Requires>
      {found.data.series.length === 0 ? (
        <Empty text={t('registers.series.empty')} />
      ) : (
        <Table<NumberSeries>
          size="small"
          rowKey="seriesCode"
          columns={columns}
          dataSource={found.data.series}
          pagination={false}
          scroll={{ x: 1100 }}
        />
      )}
      <OpenDialog year={year} open={asking?.act === 'open'} onClose={close} />
      {asked && asking?.act === 'stop' && <StopDialog series={asked} onClose={close} />}
      {asked && asking?.act === 'resume' && <ResumeDialog series={asked} onClose={close} />}
      {asked && asking?.act === 'take-over' && <TakeOverDialog series={asked} onClose={close} />}
    </>
  );
}

function Acts({ series, onAsk }: { series: NumberSeries; onAsk: (act: 'stop' | 'resume' | 'take-over') => void }) {
  const { t } = useTranslation();
  return (
    <Space wrap>
      {series.state === 'open' && (
        <Button size="small" onClick={() => onAsk('stop')}>
          {t('registers.series.stop')}
        </Button>
      )}
      {series.state === 'stopped' && (
        <Button size="small" type="primary" onClick={() => onAsk('resume')}>
          {t('registers.series.resume')}
        </Button>
      )}
      {series.takenOverTo > 0 && (
        <Button size="small" onClick={() => onAsk('take-over')}>
          {t('registers.series.takeOver')}
        </Button>
      )}
    </Space>
  );
}
