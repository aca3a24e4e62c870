import { Card, DatePicker, Drawer } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInstant } from '../../../shared/format/format';
import { focusTitleWhenLost, PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Behind, type Period, useCoverage, useOverviewAddress, useVolumes } from '../api/coverage';
import { DocumentsBehind } from '../components/documents-behind';
import { Figures, FiguresByPart } from '../components/figures';

type Coverage = NonNullable<ReturnType<typeof useCoverage>['data']>;
type Address = ReturnType<typeof useOverviewAddress>;

/** Coverage: one sentence with the number, then by unit, then the documents that lack a signature. */
export default function OverviewPage() {
  const { t } = useTranslation();
  const address = useOverviewAddress();
  const { period } = address;
  const coverage = useCoverage(period);
  return (
    <section style={{ display: 'grid', gap: 10, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div className="vt-bar" style={{ margin: 0 }}>
        <PageTitle text={t('overview.title')} />
        <DatePicker.RangePicker
          aria-label={t('overview.period')}
          allowClear={false}
          format="DD/MM/YYYY"
          value={[dayjs(period.from), dayjs(period.to)]}
          onChange={(days) => {
            const [from, to] = (days ?? []).map((day) => day?.format('YYYY-MM-DD'));
            if (from && to) address.go({ period: { from, to } });
          }}
        />
      </div>
      {coverage.isPending && <Loading />}
      {coverage.isError && <Problem error={coverage.error} onRetry={() => coverage.refetch()} />}
      {coverage.data && <Covered coverage={coverage.data} address={address} />}
    </section>
  );
}

function Covered({ coverage, address }: { coverage: Coverage; address: Address }) {
  const { t } = useTranslation();
  const { period, addressOf } = address;
  const agencies = coverage.byAgency.map(({ agencyId, agencyName, figures }) => ({
    key: agencyId,
    name: agencyName,
    figures,
    only: { agencyId },
  }));
  const units = coverage.byUnit.map(({ unitId, unitName, figures }) => ({
    key: unitId ?? unitName,
    name: unitName,
    figures,
    ...(unitId ? { only: { unitId } } : {}),
  }));
  return (
    <>
      <Card>
        {coverage.figures.issued === 0 ? (
          <Empty text={t('overview.nothing')} />
        ) : (
          <>
            <p className="vt-sentence" data-testid="coverage-sentence">
              {coverage.sentenceVi}
            </p>
            <Figures figures={coverage.figures} addressOf={addressOf} />
            <div className="vt-small" style={{ marginTop: 8 }}>
              {t('overview.asOf', { at: formatInstant(coverage.asOf) })}
            </div>
          </>
        )}
        <Volumes period={period} />
      </Card>
      {agencies.length > 1 && (
        <Card size="small" title={t('overview.byAgency')}>
          <FiguresByPart title={t('overview.agency')} parts={agencies} addressOf={addressOf} />
        </Card>
      )}
      {units.length > 0 && (
        <Card size="small" title={t('overview.byUnit')}>
          <FiguresByPart title={t('overview.unit')} parts={units} addressOf={addressOf} />
        </Card>
      )}
      <Card size="small" title={t('overview.lacking')}>
        <DocumentsBehind period={period} behind={{ bucket: 'lacking' }} empty={t('overview.noneLacking')} />
      </Card>
      <Opened address={address} nameOf={(behind) => nameOf(behind, [...agencies, ...units])} />
    </>
  );
}

/** Of which unit or agency the opened figure is; empty for the whole. */
const nameOf = ({ unitId, agencyId }: Behind, parts: { key: string; name: string }[]): string =>
  parts.find((part) => part.key === (unitId ?? agencyId))?.name ?? '';

function Opened({ address, nameOf: partOf }: { address: Address; nameOf: (behind: Behind) => string }) {
  const { t } = useTranslation();
  const { behind, period, go } = address;
  const title = behind && [t(`overview.${behind.bucket}`), partOf(behind)].filter(Boolean).join(' · ');
  return (
    <Drawer
      open={behind !== null}
      title={title}
      size="min(960px, 100vw)"
      destroyOnHidden
      onClose={() => go({ behind: null })}
      afterOpenChange={(open) => !open && focusTitleWhenLost()}
    >
      {behind && <DocumentsBehind period={period} behind={behind} empty={t('overview.noneBehind')} />}
    </Drawer>
  );
}

function Volumes({ period }: { period: Period }) {
  const { t } = useTranslation();
  const { data } = useVolumes(period);
  if (!data) return null;
  return (
    <div className="vt-quiet" style={{ marginTop: 4 }}>
      {t('overview.volumes')}:{' '}
      {t('overview.volumeSentence', {
        outgoing: formatCount(data.outgoingIssued),
        registered: formatCount(data.incomingRegistered),
        completed: formatCount(data.incomingCompleted),
        late: formatCount(data.completedLate),
        returned: formatCount(data.incomingReturned),
      })}
    </div>
  );
}
