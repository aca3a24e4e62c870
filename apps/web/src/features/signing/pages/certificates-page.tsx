import { useTranslation } from 'react-i18next';
import type { Purpose } from '../../../shared/api/station';
import { useRight, useSession } from '../../../shared/session/session';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import { useCertificates, useDevices } from '../api/signing';
import { AdministrationCard } from '../components/administration-card';
import { CertificateTable } from '../components/certificate-table';
import { DesktopCard } from '../components/desktop-card';
import { DeviceCard } from '../components/device-card';
import { StationCard } from '../components/station-card';

/** Whose certificates end when, who has the agency's device, and whether one could sign now. */
export default function CertificatesPage() {
  const { t } = useTranslation();
  const { roles } = useSession().position;
  const certificates = useCertificates();
  const administers = useRight('signing.administer');
  const purposes: Purpose[] = [];
  if (roles.includes('signer')) purposes.push('personal');
  if (roles.includes('clerk')) purposes.push('organisation');
  return (
    <section style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12, maxWidth: 1180 }}>
      <PageTitle text={t('certificates.title')} />
      <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))' }}>
        {purposes.map((purpose) => (
          <StationCard key={purpose} purpose={purpose} />
        ))}
        {purposes.length > 0 && <DesktopCard purposes={purposes} />}
        <Devices />
      </div>
      {certificates.isPending && <Loading />}
      {certificates.isError && <Problem error={certificates.error} onRetry={() => certificates.refetch()} />}
      {certificates.data && <CertificateTable certificates={certificates.data} />}
      {administers && <AdministrationCard />}
    </section>
  );
}

function Devices() {
  const devices = useDevices();
  if (devices.isError) return <Problem error={devices.error} onRetry={() => devices.refetch()} />;
  return devices.data?.map((device) => <DeviceCard key={device.id} device={device} />);
}
