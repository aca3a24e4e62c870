import { Card, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInstant, formatPercent } from '../../../shared/format/format';
import { focusTitleWhenLost, PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import {
  type Behind,
  type Period,
  type Periods,
  useCoverage,
  useCoverageParts,
  useOverviewAddress,
  usePeriods,
  useVolumes,
} from '../api/coverage';
import { DocumentsBehind } from '../components/documents-behind';
import { Figures, FiguresByPart, type Part } from '../components/figures';
import { PeriodPicker } from '../components/period-picker';

type Coverage = NonNullable<ReturnType<typeof useCoverage>['data']>;
type Address = ReturnType<typeof useOverviewAddress>;

/** Coverage: one sentence with the number, then by unit, then the documents that lack a signature. */
export default function OverviewPage() {
  const periods = usePeriods();
  if (periods.isPending) return <Loading />;
  if (periods.isError) return <Problem error={periods.error} onRetry={() => periods.refetch()} />;
  return <Overview periods={periods.data} />;
}

function Overview({ periods }: { periods: Periods }) {
  const { t } = useTranslation();
  const address = useOverviewAddress(periods);
  const coverage = useCoverage(address.period);
  return (
    <section style={{ display: 'grid', gap: 10, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div className="vt-bar" style={{ margin: 0 }}>
        <PageTitle text={t('overview.title')} />
        <PeriodPicker periods={periods} address={address} />
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
            {coverage.before?.figures.percentBoth && (
              <div className="vt-quiet" data-testid="coverage-before">
                {t('overview.before', {
                  period: coverage.before.period.nameVi,
                  percent: formatPercent(coverage.before.figures.percentBoth),
                  both: formatCount(coverage.before.figures.both),
                  counted: formatCount(coverage.before.figures.issued - coverage.before.figures.excluded),
                })}
              </div>
            )}
            <div className="vt-small" style={{ marginTop: 8 }}>
              {t('overview.asOf', { at: formatInstant(coverage.asOf) })}
            </div>
          </>
        )}
        <Volumes period={period} />
      </Card>
      <Divided address={address} agencies={agencies} units={units} />
      <Card size="small" title={t('overview.lacking')}>
        <DocumentsBehind period={period} behind={{ bucket: 'lacking' }} empty={t('overview.noneLacking')} />
      </Card>
      <Opened address={address} nameOf={(behind) => nameOf(behind, [...agencies, ...units])} />
    </>
  );
}

const DIVISIONS = ['agency', 'unit', 'signer', 'kind', 'month'] as const;
type Division = (typeof DIVISIONS)[number];

/** The figures by agency, unit, signer, kind or month. */
function Divided({ address, agencies, units }: { address: Address; agencies: Part[]; units: Part[] }) {
  const { t } = useTranslation();
  const offered = DIVISIONS.filter((one) => one !== 'agency' || agencies.length > 1);
  const [chosen, choose] = useState<Division>(offered[0] ?? 'unit');
  const known = { agency: agencies, unit: units }[chosen as string];
  return (
    <Card
      size="small"
      title={t(`overview.by.${chosen}`)}
      extra={
        <Segmented
          size="small"
          value={chosen}
          onChange={choose}
          options={offered.map((one) => ({ value: one, label: t(`overview.parts.${one}`) }))}
        />
      }
    >
      {known ? (
        <FiguresByPart title={t(`overview.parts.${chosen}`)} parts={known} addressOf={address.addressOf} />
      ) : (
        <AskedParts address={address} part={chosen} />
      )}
    </Card>
  );
}

function AskedParts({ address, part }: { address: Address; part: Division }) {
  const { t } = useTranslation();
  const asked = useCoverageParts(address.period, part);
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Problem error={asked.error} onRetry={() => asked.refetch()} />;
  const name = { kind: 'kind', signer: 'signerPersonId' }[part as string];
  const parts = asked.data.items.map(({ key, name: shown, figures }) => ({
    key,
    name: shown,
    figures,
    ...(name && key ? { only: { [name]: key } } : {}),
  }));
  return <FiguresByPart title={t(`overview.parts.${part}`)} parts={parts} addressOf={address.addressOf} />;
}

/** Of which unit or agency the opened figure is; empty for the whole. */
const nameOf = ({ unitId, agencyId }: Behind, parts: { key: string; name: string }[]): string =>
  parts.find((part) => part.key === (unitId ?? agencyId))?.name ?? '';

function Opened({ address, nameOf: partOf }: { address: Address; nameOf: (behind: Behind) => string }) {
  const { t } = useTranslation();
  const { behind, period, go } = address;
  const key = behind?.kind ?? behind?.signerPersonId;
  const asked = useCoverageParts(period, behind?.kind ? 'kind' : 'signer', key !== undefined);
  const part = asked.data?.items.find((one) => one.key === key)?.name;
  const title = behind && [t(`overview.${behind.bucket}`), part ?? partOf(behind)].filter(Boolean).join(' · ');
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
