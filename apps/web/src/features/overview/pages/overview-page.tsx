import { Card, Drawer, Segmented } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Periods, usePeriods } from '../../../shared/api/periods';
import { formatCount, formatDate, formatInstant, formatPercent } from '../../../shared/format/format';
import { useSession } from '../../../shared/session/session';
import { focusTitleWhenLost, PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Only, type Period, useCoverage, useCoverageParts, useOverviewAddress, useTrend } from '../api/coverage';
import { Comparison } from '../components/comparison';
import { DividedFurther } from '../components/divided-further';
import { DocumentsBehind } from '../components/documents-behind';
import { Figures, FiguresByPart, type Part, wordOf } from '../components/figures';
import { ListBehind } from '../components/list-behind';
import { PeriodPicker } from '../components/period-picker';
import { Sentence, Share } from '../components/sentence';
import { UseCard } from '../components/use-card';
import { Volumes } from '../components/volumes';

const TrendChart = lazy(() => import('../components/trend-chart'));

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
      {coverage.data && <Covered coverage={coverage.data} address={address} periods={periods} />}
    </section>
  );
}

function Covered({ coverage, address, periods }: { coverage: Coverage; address: Address; periods: Periods }) {
  const { t } = useTranslation();
  const { period, addressOf } = address;
  const agencies = coverage.byAgency.map(({ agencyId, agencyName, figures }) => ({
    key: agencyId,
    name: agencyName,
    figures,
    // The row is that agency alone; those below it have rows of their own.
    only: { agencyId, descendants: false as const },
  }));
  const units = coverage.byUnit.map(({ unitId, unitName, figures }) => ({
    key: unitId ?? unitName,
    name: unitName,
    figures,
    only: unitId ? { unitId } : { unitId: 'none', descendants: false as const },
  }));
  return (
    <>
      <Card>
        {coverage.figures.issued === 0 ? (
          <Empty text={t('overview.nothing')} />
        ) : (
          <>
            <p className="vt-sentence" data-testid="coverage-sentence">
              <Sentence text={coverage.sentenceVi} figures={coverage.figures} addressOf={addressOf} />
            </p>
            <Figures figures={coverage.figures} addressOf={addressOf} />
            {coverage.before?.figures.percentBoth && (
              <div className="vt-quiet vt-before" data-testid="coverage-before">
                {coverage.before.period.nameVi}:{' '}
                <Share figures={coverage.before.figures} only={daysOf(coverage.before.period)} addressOf={addressOf} />
                {', '}
                {t('overview.beforeRate', { percent: formatPercent(coverage.before.figures.percentBoth) })}
              </div>
            )}
            <div className="vt-small" style={{ marginTop: 8 }}>
              {t('overview.asOf', { at: formatInstant(coverage.asOf) })}
            </div>
          </>
        )}
        <Volumes period={period} units={coverage.units} addressOf={addressOf} />
      </Card>
      <Divided address={address} agencies={agencies} units={units} total={coverage.figures} />
      <Card size="small" title={t('overview.lacking')}>
        <DocumentsBehind period={period} behind={{ bucket: 'lacking' }} empty={t('overview.noneLacking')} />
      </Card>
      <Comparison periods={periods} period={period} coverage={coverage} addressOf={addressOf} />
      <UseCard period={period} addressOf={addressOf} />
      <Trend period={period} />
      <Opened address={address} nameOf={(behind) => nameOf(behind, [...agencies, ...units])} />
    </>
  );
}

const DIVISIONS = ['agency', 'unit', 'signer', 'kind', 'month'] as const;
type Division = (typeof DIVISIONS)[number];

/** The figures by agency, unit, signer, kind or month. */
interface DividedProps {
  address: Address;
  agencies: Part[];
  units: Part[];
  total: Coverage['figures'];
}

function Divided({ address, agencies, units, total }: DividedProps) {
  const { t } = useTranslation();
  const offered = DIVISIONS.filter((one) => one !== 'agency' || agencies.length > 1);
  const [chosen, choose] = useState<Division>(offered[0] ?? 'unit');
  const known = { agency: agencies, unit: units }[chosen as string];
  const further = (part: Part) => <DividedFurther {...address} part={part} />;
  // Units are those of the own agency: so is their sum.
  const { agencyId } = useSession().position;
  const own = agencies.find(({ key }) => key === agencyId);
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
        <FiguresByPart
          title={t(`overview.parts.${chosen}`)}
          parts={known}
          total={chosen === 'unit' ? (own?.figures ?? total) : total}
          totalOnly={chosen === 'unit' ? own?.only : undefined}
          inside={chosen === 'unit' ? further : undefined}
          addressOf={address.addressOf}
        />
      ) : (
        <AskedParts address={address} part={chosen} total={total} />
      )}
    </Card>
  );
}

function AskedParts({ address, part, total }: { address: Address; part: Division; total: Coverage['figures'] }) {
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
    ...(part === 'month' ? { only: monthOf(key, address.period) } : {}),
  }));
  const { total: all, items } = asked.data;
  return (
    <>
      <FiguresByPart
        title={t(`overview.parts.${part}`)}
        parts={parts}
        total={total}
        inOrder={part === 'month'}
        inside={part === 'month' ? undefined : (one) => <DividedFurther {...address} part={one} />}
        addressOf={address.addressOf}
      />
      {all > items.length && (
        <p className="vt-small">
          {t('overview.partsLackingMost', { shown: formatCount(items.length), all: formatCount(all) })}
        </p>
      )}
    </>
  );
}

const daysOf = ({ from, to }: Period): Period => ({ from, to });

/** The days of a reporting month, which ends on the 14th, as far as they lie in the period. */
function monthOf(start: string, { from, to }: Period): Period {
  const last = dayjs(start).add(1, 'month').date(14).format('YYYY-MM-DD');
  return { from: start < from ? from : start, to: last > to ? to : last };
}

/** The rate by month over the year that ends with the period. */
function Trend({ period }: { period: Period }) {
  const { t } = useTranslation();
  const { data } = useTrend(period);
  const months = data?.items ?? [];
  return (
    <Card size="small" title={t('overview.trend')}>
      <div style={{ minHeight: 220 }}>
        <Suspense fallback={<Loading />}>{months.length > 0 && <TrendChart months={months} />}</Suspense>
      </div>
    </Card>
  );
}

/** Of which unit or agency the opened figure is; empty for the whole. */
const nameOf = ({ unitId, agencyId }: Only, parts: { key: string; name: string }[]): string =>
  parts.find((part) => part.key === (unitId ?? agencyId))?.name ?? '';

function Opened({ address, nameOf: partOf }: { address: Address; nameOf: (behind: Only) => string }) {
  const { t } = useTranslation();
  const { behind, period, go } = address;
  const kinds = useCoverageParts(period, 'kind', behind?.kind !== undefined);
  const signers = useCoverageParts(period, 'signer', behind?.signerPersonId !== undefined);
  const kind = behind?.kind && kinds.data?.items.find((one) => one.key === behind.kind)?.name;
  const signer = behind?.signerPersonId && signers.data?.items.find((one) => one.key === behind.signerPersonId)?.name;
  const word = behind && ('list' in behind ? t(`overview.listTitles.${behind.list}`) : t(wordOf(behind.bucket)));
  const days =
    behind?.from && behind.to && t('overview.fromTo', { from: formatDate(behind.from), to: formatDate(behind.to) });
  const title = behind && [word, signer ?? partOf(behind), kind, days].filter(Boolean).join(' · ');
  return (
    <Drawer
      open={behind !== null}
      title={title}
      size="min(960px, 100vw)"
      destroyOnHidden
      onClose={() => go({ behind: null })}
      afterOpenChange={(open) => !open && focusTitleWhenLost()}
    >
      {behind && 'list' in behind && <ListBehind period={period} listed={behind} />}
      {behind && 'bucket' in behind && (
        <DocumentsBehind period={period} behind={behind} empty={t('overview.noneBehind')} />
      )}
    </Drawer>
  );
}
