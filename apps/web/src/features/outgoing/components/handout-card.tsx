import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Space, Typography, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { findHandouts, giveUpHandout, type Handout, handInCms, handInFile } from '../../../shared/api/handouts';
import { formatInstant } from '../../../shared/format/format';
import { useSession } from '../../../shared/session/session';
import { Problem } from '../../../shared/ui/states';
import type { OutgoingDetail } from '../api/outgoing';

/** Milliseconds between two looks while a file is out. */
const LOOK_EVERY_MS = 2_000;

/** What one has handed out of this document to be signed elsewhere, and how it comes back. The desk works off its own by itself. */
export function HandoutCard({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const session = useSession();
  const isWaiting = document.job?.state === 'waiting';
  const found = useQuery({
    queryKey: ['outgoing', 'handouts', document.id],
    queryFn: () => findHandouts({ documentId: document.id }),
    // Whoever only watches the document is not told what others have out.
    enabled: isWaiting && session.rights.includes('signing.activate'),
    refetchInterval: LOOK_EVERY_MS,
  });
  const handouts = (isWaiting ? found.data : undefined)?.filter(({ way }) => way !== 'desktop') ?? [];
  if (handouts.length === 0) return null;
  return (
    <Card size="small" title={t('signing.handouts.card')}>
      {handouts.map((handout) => (
        <Out key={handout.handoutId} handout={handout} />
      ))}
    </Card>
  );
}

function Out({ handout }: { handout: Handout }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { handoutId, downloadPath, uploadPath, digest } = handout;
  const onSettled = () => queries.invalidateQueries({ queryKey: ['outgoing'] });
  const handIn = useMutation({
    mutationFn: async (file: File) => {
      if (uploadPath === null) await handInCms(handoutId, file);
      else await handInFile(uploadPath, file);
    },
    onSettled,
  });
  const giveUp = useMutation({ mutationFn: () => giveUpHandout(handoutId), onSettled });
  return (
    <div style={{ display: 'grid', gap: 6, marginBottom: 8 }}>
      <strong>{handout.fileName}</strong>
      <span className="vt-quiet">{t('signing.handouts.until', { until: formatInstant(handout.expiresAt) })}</span>
      {digest && (
        <div>
          <div className="vt-quiet">{t('signing.handouts.digest')}</div>
          <Typography.Text copyable code style={{ wordBreak: 'break-all' }}>
            {digest.value}
          </Typography.Text>
        </div>
      )}
      {handIn.error && <Problem error={handIn.error} />}
      {giveUp.error && <Problem error={giveUp.error} />}
      <Space wrap>
        {uploadPath !== null && (
          <Button href={downloadPath ?? ''} disabled={downloadPath === null} onClick={() => void onSettled()}>
            {t(downloadPath === null ? 'signing.handouts.downloaded' : 'signing.handouts.download')}
          </Button>
        )}
        <Upload
          accept={uploadPath === null ? '.p7s,.p7m,.cms,.der,.pem' : 'application/pdf,.pdf'}
          showUploadList={false}
          beforeUpload={(file) => {
            handIn.mutate(file);
            return false;
          }}
        >
          <Button type="primary" loading={handIn.isPending}>
            {t(uploadPath === null ? 'signing.handouts.handInCms' : 'signing.handouts.handIn')}
          </Button>
        </Upload>
        <Button loading={giveUp.isPending} onClick={() => giveUp.mutate()}>
          {t('signing.handouts.giveUp')}
        </Button>
      </Space>
    </div>
  );
}
