import { Alert, Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Purpose, type Station, useStation } from '../../../shared/api/station';
import { formatInstant } from '../../../shared/format/format';
import { Facts } from '../../../shared/ui/facts';
import { Loading, Problem } from '../../../shared/ui/states';
import { plainName } from '../api/plain-name';

/** Pre-flight: whether one could sign now, before the PIN is asked for. */
export function StationCard({ purpose }: { purpose: Purpose }) {
  const { t } = useTranslation();
  const station = useStation(purpose);
  return (
    <Card
      size="small"
      title={t(`certificates.station.${purpose}`)}
      extra={
        <Button size="small" loading={station.isFetching} onClick={() => station.refetch()}>
          {t('certificates.station.again')}
        </Button>
      }
    >
      {station.isPending && <Loading />}
      {station.isError && <Problem error={station.error} onRetry={() => station.refetch()} />}
      {station.data && <Found station={station.data} />}
    </Card>
  );
}

function Found({ station }: { station: Station }) {
  const { t } = useTranslation();
  const { certificate, lockedUntil, triesLeft, way } = station;
  const problems = [
    ...station.problems.map(({ messageVi }) => messageVi),
    ...(lockedUntil === null ? [] : [t('certificates.station.locked', { until: formatInstant(lockedUntil) })]),
  ];
  const isReady = problems.length === 0;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 8 }}>
      <Alert
        role="status"
        showIcon
        type={isReady ? 'success' : 'warning'}
        title={isReady ? t('certificates.station.ready') : problems.join(' ')}
      />
      {station.hasKey && (
        <Facts
          title={station.label ?? t('certificates.station.key')}
          facts={[
            [t('certificates.station.way'), way && t(`certificates.ways.${way}`)],
            [t('certificates.subject'), certificate && plainName(certificate.subject)],
            [t('certificates.issuer'), certificate && plainName(certificate.issuer)],
            [
              t('certificates.validTo'),
              certificate &&
                `${formatInstant(certificate.validTo)} · ${t('certificates.daysLeft', { count: certificate.daysLeft })}`,
            ],
            [t('certificates.station.tries'), triesLeft],
            [
              t('certificates.station.timestamps'),
              t(station.hasTimestamps ? 'certificates.station.hasTimestamps' : 'certificates.station.noTimestamps'),
            ],
          ]}
        />
      )}
    </div>
  );
}
