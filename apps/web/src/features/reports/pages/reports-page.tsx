import { Alert, Card, Segmented, Select, Space, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PERIOD_KINDS, type Periods, usePeriods } from '../../../shared/api/periods';
import { formatInstant } from '../../../shared/format/format';
import { useRight } from '../../../shared/session/session';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import {
  FORMATS,
  KINDS,
  type Kind,
  type Moment,
  type Report,
  reportFile,
  useReport,
  useReportInputs,
  useSnapshot,
} from '../api/reports';
import { ClosedPeriod } from '../components/closed-period';
import { DraftButton } from '../components/draft-button';
import { ImportInputs } from '../components/import-inputs';
import { InputsForm } from '../components/inputs-form';
import { ReportText } from '../components/report-text';
import { StatedFigures } from '../components/stated-figures';

const MOMENTS: readonly Moment[] = ['cut-off', 'today'];

/** The report of a period: its text, the figures that are entered, and where each figure comes from. */
export default function ReportsPage() {
  const periods = usePeriods();
  if (periods.isPending) return <Loading />;
  if (periods.isError) return <Problem error={periods.error} onRetry={() => periods.refetch()} />;
  return <OfPeriod periods={periods.data} />;
}

function OfPeriod({ periods }: { periods: Periods }) {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('ky');
  const code = periods.periods.find((one) => one.code === asked)?.code ?? periods.current;
  const snapshot = useSnapshot(code);
  const [chosen, choose] = useState<Moment>('cut-off');
  const kind = KINDS.find((one) => one === parameters.get('loai')) ?? 'reform';
  // Only the report on administrative reform is kept when a period is closed.
  const isClosed = kind === 'reform' && Boolean(snapshot.data?.snapshot);
  const at = isClosed ? chosen : 'today';
  const report = useReport(code, kind, at);
  const mayDraft = useRight('outgoing.draft');
  const options = PERIOD_KINDS.map((kind) => ({
    label: t(`overview.kinds.${kind}`),
    options: periods.periods.filter((one) => one.kind === kind).map((one) => ({ value: one.code, label: one.nameVi })),
  })).filter((group) => group.options.length > 0);
  return (
    <section style={{ display: 'grid', gap: 10, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div className="vt-bar" style={{ margin: 0 }}>
        <PageTitle text={t('reports.title')} />
        <Select
          aria-label={t('reports.period')}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 190 }}
          value={code}
          onChange={(period) => setParameters({ ky: period, loai: kind })}
          options={options}
        />
        <Select<Kind>
          aria-label={t('reports.kind')}
          style={{ minWidth: 220 }}
          value={kind}
          onChange={(loai) => setParameters({ ky: code, loai })}
          options={KINDS.map((value) => ({ value, label: t(`reports.kinds.${value}`) }))}
        />
        {isClosed && (
          <Segmented<Moment>
            aria-label={t('reports.moment')}
            value={chosen}
            onChange={choose}
            options={MOMENTS.map((value) => ({ value, label: t(`reports.moments.${value}`) }))}
          />
        )}
        <Space wrap size="middle">
          <span className="vt-quiet">{t('reports.download')}:</span>
          {FORMATS.map((format) => (
            <a key={format} href={reportFile(code, kind, format, at)} download>
              {t(`reports.formats.${format}`)}
            </a>
          ))}
          {mayDraft && report.data && <DraftButton report={report.data} />}
        </Space>
      </div>
      {report.isPending && <Loading />}
      {report.isError && <Problem error={report.error} onRetry={() => report.refetch()} />}
      {report.data && <Opened key={`${code} ${kind}`} code={code} kind={kind} report={report.data} />}
    </section>
  );
}

function Opened({ code, kind, report }: { code: string; kind: Kind; report: Report }) {
  const { t } = useTranslation();
  const { lackingVi } = report;
  return (
    <Card size="small">
      {lackingVi.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('reports.lacking', { count: lackingVi.length })}
          description={
            <details>
              <summary>{t('reports.lackingNames')}</summary>
              {lackingVi.join('; ')}.
            </details>
          }
        />
      )}
      <Tabs
        items={[
          {
            key: 'content',
            label: t('reports.tabs.content'),
            children: (
              <>
                <p className="vt-small">{t('reports.asOf', { at: formatInstant(report.asOf) })}</p>
                <ReportText blocks={report.blocks} />
              </>
            ),
          },
          {
            key: 'figures',
            label: t('reports.tabs.figures'),
            children: <StatedFigures figures={report.figures} />,
          },
          ...(kind === 'reform'
            ? [
                { key: 'inputs', label: t('reports.tabs.inputs'), children: <Entered code={code} /> },
                { key: 'closed', label: t('reports.tabs.closed'), children: <ClosedPeriod code={code} /> },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function Entered({ code }: { code: string }) {
  const inputs = useReportInputs(code);
  const mayEnter = useRight('stats.enter');
  if (inputs.isPending) return <Loading />;
  if (inputs.isError) return <Problem error={inputs.error} onRetry={() => inputs.refetch()} />;
  return (
    <>
      {mayEnter && <ImportInputs period={code} />}
      <InputsForm inputs={inputs.data} mayEnter={mayEnter} />
    </>
  );
}
