import { Button, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type CaseFile, describeCaseFile, useCaseFiles, useSeriesAct } from './registers';

/** Case files in which documents of the year lie: what their list (Annex V) will say. */
export function CaseFiles({ year }: { year: number }) {
  const { t } = useTranslation();
  const found = useCaseFiles(year);
  const [asked, setAsked] = useState<CaseFile | null>(null);
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (found.isPending) return <Loading />;
  const { caseFiles } = found.data;
  if (caseFiles.length === 0) return <Empty text={t('registers.unfiled.noCaseFile')} />;
  return (
    <>
      <Table<CaseFile>
        size="small"
        rowKey="notation"
        dataSource={caseFiles}
        pagination={false}
        scroll={{ x: 900 }}
        columns={[
          { title: t('registers.unfiled.notation'), dataIndex: 'notation', width: 140, className: 'vt-number' },
          { title: t('registers.unfiled.caseTitle'), dataIndex: 'title' },
          { title: t('registers.unfiled.retention'), dataIndex: 'retention', width: 130 },
          {
            title: t('registers.unfiled.time'),
            width: 200,
            render: (_, { from, to }) => (
              <span className="vt-number">
                {formatDate(from)} – {formatDate(to)}
              </span>
            ),
          },
          { title: t('registers.unfiled.documents'), dataIndex: 'documents', width: 80, align: 'right' },
          { title: t('registers.unfiled.pages'), dataIndex: 'pages', width: 70, align: 'right' },
          {
            title: '',
            width: 130,
            render: (_, one) => (
              <Requires right="outgoing.draft">
                <Button size="small" onClick={() => setAsked(one)}>
                  {t('registers.unfiled.describe')}
                </Button>
              </Requires>
            ),
          },
        ]}
      />
      <DescribeDialog caseFile={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function DescribeDialog({ caseFile, onClose }: { caseFile: CaseFile | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useSeriesAct(describeCaseFile);
  return (
    <ActDialog<{ title: string; retention: string }>
      open={caseFile !== null}
      title={t('registers.unfiled.describeDo')}
      lead={caseFile && <p className="vt-number">{caseFile.notation}</p>}
      busy={act.isPending}
      error={act.error}
      {...(caseFile ? { initial: { title: caseFile.title, retention: caseFile.retention } } : {})}
      onSubmit={(told) => caseFile && act.mutate({ notation: caseFile.notation, ...told }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="title" label={t('registers.unfiled.caseTitle')} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item
        name="retention"
        label={t('registers.unfiled.retention')}
        extra={t('registers.unfiled.retentionHint')}
        rules={[required]}
      >
        <Input maxLength={30} />
      </Form.Item>
    </ActDialog>
  );
}
