import { Alert, Button, Card, Progress, Space, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { formatCount, formatInstant } from '../../../shared/format/format';
import { Problem } from '../../../shared/ui/states';
import { useAdministration, useRejudging } from '../api/signing';

/** Judging everything again under the rules of today, and raising what was issued; no document can be read here. */
export function AdministrationCard() {
  const { t } = useTranslation();
  const { rejudge, raise } = useAdministration();
  const rejudging = useRejudging();
  const problem = rejudge.error ?? raise.error ?? rejudging.error;
  const isRunning = rejudging.data?.finishedAt === null;
  return (
    <Card size="small" title={t('certificates.administration.title')}>
      <Space wrap style={{ marginBottom: 8 }}>
        <Button loading={rejudge.isPending || isRunning} onClick={() => rejudge.mutate()}>
          {t('certificates.administration.rejudge')}
        </Button>
        <Button loading={raise.isPending} onClick={() => raise.mutate()}>
          {t('certificates.administration.raise')}
        </Button>
      </Space>
      {problem && <Problem error={problem} />}
      {raise.data && (
        <Alert
          role="status"
          showIcon
          type={raise.data.isOn ? 'info' : 'warning'}
          title={
            raise.data.isOn
              ? t('certificates.administration.raised', {
                  waiting: formatCount(raise.data.waiting),
                  preserved: formatCount(raise.data.preserved),
                  unfit: formatCount(raise.data.unfit),
                })
              : t('certificates.administration.off')
          }
        />
      )}
      {rejudging.data && <Rejudged rejudging={rejudging.data} />}
    </Card>
  );
}

function Rejudged({ rejudging }: { rejudging: Schemas['Rejudging'] }) {
  const { t } = useTranslation();
  const { done, total, lost, changed, startedAt, finishedAt } = rejudging;
  const counts = { done: formatCount(done), total: formatCount(total), lost: formatCount(lost) };
  const words = t(
    finishedAt === null ? 'certificates.administration.running' : 'certificates.administration.finished',
    {
      ...counts,
      started: formatInstant(startedAt),
    },
  );
  return (
    <div style={{ marginTop: 8 }}>
      <p role="status" style={{ margin: '0 0 4px' }}>
        {words}
      </p>
      <Progress
        percent={total === 0 ? 100 : Math.floor((done / total) * 100)}
        status={finishedAt === null ? 'active' : 'normal'}
        aria-label={words}
      />
      {changed.length === 0 ? (
        <p style={{ margin: 0 }}>{t('certificates.administration.unchanged')}</p>
      ) : (
        <Table
          rowKey="documentId"
          size="small"
          pagination={false}
          dataSource={changed}
          scroll={{ x: 600 }}
          columns={[
            {
              title: t('certificates.administration.document'),
              dataIndex: 'documentId',
              width: 300,
              className: 'vt-number',
            },
            {
              title: t('certificates.administration.change'),
              render: (_, row) => `${t(`signing.${row.before}`)} → ${t(`signing.${row.after}`)}: ${row.messageVi}`,
            },
          ]}
        />
      )}
    </div>
  );
}
