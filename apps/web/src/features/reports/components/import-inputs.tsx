import { Alert, App, Button, Modal, Space, Table, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../shared/ui/states';
import { type ImportedRow, templateFile, useImportInputs } from '../api/reports';

/** A table is read and told row by row before anything of it is entered. */
export function ImportInputs({ period }: { period: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const reading = useImportInputs(period);
  const entering = useImportInputs(period);
  const [file, setFile] = useState<File | null>(null);
  const close = () => {
    setFile(null);
    reading.reset();
    entering.reset();
  };
  const rows = reading.data?.rows ?? [];
  const refused = rows.filter(({ outcome }) => outcome === 'refused');
  const changing = rows.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
  const apply = (chosen: File) =>
    entering.mutate(
      { file: chosen, apply: true },
      {
        onSuccess: ({ changed }) => {
          message.success(t('reports.imported', { count: changed }));
          close();
        },
      },
    );
  return (
    <Space wrap>
      <Upload
        accept=".xlsx,.csv"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(chosen) => {
          setFile(chosen);
          reading.mutate({ file: chosen, apply: false });
          return false;
        }}
      >
        <Button>{t('reports.import')}</Button>
      </Upload>
      <a href={templateFile(period)} download>
        {t('reports.template')}
      </a>
      <Modal
        open={file !== null}
        title={t('reports.importing', { name: file?.name ?? '' })}
        width="min(900px, 96vw)"
        onCancel={close}
        footer={
          <Space wrap>
            <Button
              type="primary"
              disabled={refused.length > 0 || changing.length === 0}
              loading={entering.isPending}
              onClick={() => file && apply(file)}
            >
              {t('reports.apply', { count: changing.length })}
            </Button>
            <Button onClick={close}>{t('common.cancel')}</Button>
          </Space>
        }
      >
        {reading.isError && <Problem error={reading.error} />}
        {entering.isError && <Problem error={entering.error} />}
        {refused.length > 0 && (
          <Alert type="error" showIcon title={t('reports.refusedRows', { count: refused.length })} />
        )}
        {reading.data && refused.length + changing.length === 0 && (
          <Alert type="info" showIcon title={t('reports.nothingNew')} />
        )}
        <Table<ImportedRow>
          rowKey={(one) => `${one.row} ${one.code}`}
          size="small"
          loading={reading.isPending && file !== null && !reading.isError}
          pagination={false}
          scroll={{ y: '50vh' }}
          dataSource={[...refused, ...rows.filter((one) => !refused.includes(one))]}
          columns={[
            { title: t('reports.row'), width: 64, dataIndex: 'row' },
            { title: t('reports.indicator'), render: (_, one) => one.nameVi || one.code },
            { title: t('reports.value'), dataIndex: 'value' },
            {
              title: t('reports.outcome'),
              render: (_, one) => (
                <span className={one.outcome === 'refused' ? 'vt-late' : undefined}>
                  {t(`reports.outcomes.${one.outcome}`)} {one.messageVi}
                </span>
              ),
            },
          ]}
        />
      </Modal>
    </Space>
  );
}
