import { useQuery } from '@tanstack/react-query';
import { Card, DatePicker, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { civilDateOf, formatCount, formatDate, formatPercent } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';

type Figures = Schemas['CoverageFigures'];

/** Coverage: one sentence with the number, then by unit, then the documents that lack a signature. */
export default function OverviewPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState(currentQuarter);
  const coverage = useQuery({
    queryKey: ['stats', 'coverage', period],
    queryFn: () => answerOf(api.GET('/api/stats/coverage', { params: { query: period } })),
  });
  return (
    <section>
      <div style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 12 }}>
        <h1 style={{ fontSize: 20, margin: 0 }}>{t('overview.title')}</h1>
        <DatePicker.RangePicker
          aria-label={t('overview.period')}
          allowClear={false}
          format="DD/MM/YYYY"
          value={[dayjs(period.from), dayjs(period.to)]}
          onChange={(dates) =>
            dates?.[0] &&
            dates[1] &&
            setPeriod({ from: dates[0].format('YYYY-MM-DD'), to: dates[1].format('YYYY-MM-DD') })
          }
        />
      </div>
      {coverage.isPending && <Loading />}
      {coverage.isError && <Problem error={coverage.error} onRetry={() => coverage.refetch()} />}
      {coverage.data && (
        <>
          <Card style={{ marginBottom: 12 }}>
            {coverage.data.figures.issued === 0 ? (
              <Empty text={t('overview.nothing')} />
            ) : (
              <>
                <p className="vt-sentence" data-testid="coverage-sentence">
                  {coverage.data.sentenceVi}
                </p>
                <FigureRow figures={coverage.data.figures} />
              </>
            )}
          </Card>
          <Card size="small" title={t('overview.byUnit')} style={{ marginBottom: 12 }}>
            <ByUnit rows={coverage.data.byUnit} />
          </Card>
          <Card size="small" title={t('overview.lacking')}>
            <Lacking period={period} />
          </Card>
        </>
      )}
    </section>
  );
}

/** A state quarter closes on the 14th of its last month (Decree 09/2019 Art. 12). */
function currentQuarter(): { from: string; to: string } {
  const today = dayjs(civilDateOf(new Date()));
  const month = today.date() > 14 ? today.add(1, 'month') : today;
  const last = month.month(Math.floor(month.month() / 3) * 3 + 2);
  const to = last.date(14);
  const shifted = today.isAfter(to) ? to.add(3, 'month') : to;
  return { from: shifted.subtract(3, 'month').date(15).format('YYYY-MM-DD'), to: shifted.format('YYYY-MM-DD') };
}

function FigureRow({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const shown = ['issued', 'both', 'personalOnly', 'organisationOnly', 'unsigned', 'excluded'] as const;
  return (
    <div style={{ display: 'flex', gap: 26, flexWrap: 'wrap', marginTop: 10 }}>
      {shown.map((name) => (
        <div key={name}>
          <div style={{ fontSize: 20, fontWeight: 600 }} className="vt-number">
            {formatCount(figures[name])}
          </div>
          <div style={{ color: 'var(--quiet)' }}>{t(`overview.${name}`)}</div>
        </div>
      ))}
    </div>
  );
}

function ByUnit({ rows }: { rows: { unitId: string | null; unitName: string; figures: Figures }[] }) {
  const { t } = useTranslation();
  return (
    <Table
      rowKey={(row) => row.unitId ?? row.unitName}
      size="small"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 700 }}
      locale={{ emptyText: <Empty text={t('overview.nothing')} /> }}
      columns={[
        { title: t('overview.unit'), dataIndex: 'unitName' },
        {
          title: t('overview.issued'),
          align: 'right',
          width: 110,
          render: (_, row) => formatCount(row.figures.issued),
        },
        { title: t('overview.both'), align: 'right', width: 130, render: (_, row) => formatCount(row.figures.both) },
        {
          title: t('overview.rate'),
          align: 'right',
          width: 110,
          render: (_, row) => <span className="vt-number">{formatPercent(row.figures.percentBoth)}</span>,
        },
        {
          title: '',
          width: 200,
          render: (_, row) => (
            <div aria-hidden style={{ background: '#e3e7ed', height: 10 }}>
              <div style={{ background: '#173a8f', height: 10, width: `${Number(row.figures.percentBoth ?? 0)}%` }} />
            </div>
          ),
        },
      ]}
    />
  );
}

function Lacking({ period }: { period: { from: string; to: string } }) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['stats', 'lacking', period],
    queryFn: () =>
      answerOf(api.GET('/api/stats/coverage/documents', { params: { query: { ...period, bucket: 'lacking' } } })),
  });
  if (rows.isPending) return <Loading />;
  if (rows.isError) return <Problem error={rows.error} onRetry={() => rows.refetch()} />;
  if (rows.data.items.length === 0) return <Empty text={t('overview.noneLacking')} />;
  return (
    <Table
      rowKey="documentId"
      size="small"
      pagination={false}
      dataSource={rows.data.items}
      columns={[
        {
          title: t('outgoing.columns.number'),
          width: 140,
          render: (_, row) =>
            row.readable ? (
              <Link to={`/van-ban-di/${row.documentId}`}>{row.numberAndSymbol}</Link>
            ) : (
              row.numberAndSymbol
            ),
        },
        { title: t('outgoing.columns.abstract'), dataIndex: 'abstract' },
        { title: t('outgoing.columns.date'), width: 110, render: (_, row) => formatDate(row.issuedOn) },
        { title: t('outgoing.columns.signer'), width: 180, dataIndex: 'signerName' },
        { title: t('common.reason'), dataIndex: 'reasonVi' },
      ]}
    />
  );
}
