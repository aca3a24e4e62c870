import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../shared/api/client';
import { certificateAtDesk } from '../../../shared/api/desktop-signer';
import type { Purpose } from '../../../shared/api/station';
import { formatInstant } from '../../../shared/format/format';
import { Facts } from '../../../shared/ui/facts';
import { Problem } from '../../../shared/ui/states';
import { plainName } from '../api/plain-name';

/** Pre-flight of the program on this machine: is it there, which token has it, and would a signature with that be taken. */
export function DesktopCard({ purposes }: { purposes: readonly Purpose[] }) {
  const { t } = useTranslation();
  const look = useMutation({
    mutationFn: async () => {
      const certificateDer = await certificateAtDesk();
      if (certificateDer === null) return [];
      return Promise.all(
        purposes.map(async (purpose) => {
          const body = { purpose, certificateDer };
          return { purpose, ...(await answerOf(api.POST('/api/signing/station/certificate', { body }))) };
        }),
      );
    },
  });
  return (
    <Card
      size="small"
      title={t('certificates.desktop.title')}
      extra={
        <Button size="small" loading={look.isPending} onClick={() => look.mutate()}>
          {t('certificates.desktop.look')}
        </Button>
      }
    >
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 8 }}>
        {!look.data && !look.error && <span className="vt-quiet">{t('certificates.desktop.hint')}</span>}
        {look.error && <Problem error={look.error} />}
        {look.data?.length === 0 && (
          <Alert type="info" showIcon role="status" title={t('certificates.desktop.unnamed')} />
        )}
        {look.data?.map(({ purpose, certificate, problems }) => (
          <div key={purpose} style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 8 }}>
            <Alert
              role="status"
              showIcon
              type={problems.length === 0 ? 'success' : 'warning'}
              title={
                problems.length === 0
                  ? t(`certificates.desktop.ready.${purpose}`)
                  : problems.map(({ messageVi }) => messageVi).join(' ')
              }
            />
            <Facts
              title={t('certificates.desktop.token')}
              facts={[
                [t('certificates.subject'), plainName(certificate.subject)],
                [
                  t('certificates.validTo'),
                  `${formatInstant(certificate.validTo)} · ${t('certificates.daysLeft', { count: certificate.daysLeft })}`,
                ],
              ]}
            />
          </div>
        ))}
      </div>
    </Card>
  );
}
