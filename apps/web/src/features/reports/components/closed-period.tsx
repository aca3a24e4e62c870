import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant } from '../../../shared/format/format';
import { useRight } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Snapshot, useClosePeriod, useSnapshot } from '../api/reports';

/** A closed period stays what it was; here stands what is different today, and which documents have moved. */
export function ClosedPeriod({ code }: { code: string }) {
  const { t } = useTranslation();
  const snapshot = useSnapshot(code);
  const mayClose = useRight('stats.close');
  if (snapshot.isPending) return <Loading />;
  if (snapshot.isError) return <Problem error={snapshot.error} onRetry={() => snapshot.refetch()} />;
  const { snapshot: closed, ended, period } = snapshot.data;
  if (closed) return <SideBySide snapshot={snapshot.data} closed={closed} />;
  return (
    <Empty text={ended ? t('reports.notClosed') : t('reports.notOver', { to: formatDate(period.to) })}>
      {ended && mayClose && <CloseButton code={code} />}
    </Empty>
  );
}

function CloseButton({ code }: { code: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const close = useClosePeriod(code);
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t('reports.close')}
      </Button>
      <ActDialog
        open={asking}
        title={t('reports.close')}
        lead={<p>{t('reports.closeLead')}</p>}
        busy={close.isPending}
        error={close.error}
        onSubmit={() => close.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      >
        {null}
      </ActDialog>
    </>
  );
}

function SideBySide({ snapshot, closed }: { snapshot: Snapshot; closed: NonNullable<Snapshot['snapshot']> }) {
  const { t } = useTranslation();
  const { differences, corrections } = snapshot;
  return (
    <>
      <p>{t('reports.closedBy', { at: formatInstant(closed.closedAt), by: closed.closedBy })}</p>
      <p className="vt-small" style={{ overflowWrap: 'anywhere' }}>
        {t('reports.hash', { hash: closed.sha256 })}
      </p>
      {differences.length === 0 ? (
        <p>{t('reports.noDifference')}</p>
      ) : (
        <Table
          title={() => <b>{t('reports.differences')}</b>}
          rowKey={(one) => `${one.groupVi} ${one.nameVi}`}
          size="small"
          pagination={false}
          dataSource={differences}
          columns={[
            { title: t('reports.indicator'), dataIndex: 'nameVi' },
            { title: t('reports.atCutOff'), align: 'right', render: (_, one) => one.atCutOff ?? t('reports.unknown') },
            { title: t('reports.today'), align: 'right', render: (_, one) => one.today ?? t('reports.unknown') },
          ]}
        />
      )}
      {corrections.length > 0 && (
        <Table
          title={() => <b>{t('reports.corrections')}</b>}
          rowKey={(one) => `${one.documentId} ${one.happenedAt} ${one.toVi}`}
          size="small"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={corrections}
          columns={[
            { title: t('reports.document'), dataIndex: 'numberAndSymbol', className: 'vt-number' },
            { title: t('reports.from'), dataIndex: 'fromVi' },
            { title: t('reports.to'), dataIndex: 'toVi' },
            { title: t('reports.reason'), dataIndex: 'reasonVi' },
            { title: t('reports.happened'), render: (_, one) => formatInstant(one.happenedAt) },
          ]}
        />
      )}
    </>
  );
}
